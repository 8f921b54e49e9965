"""An ask is answered in place, becomes a line of the card, and measures the next hand-off."""

import pytest

from fullcircle.foundation import clock
from fullcircle.handoffs.actions import ask_colleague, give
from fullcircle.handoffs.models import Ask, ExpectationCard, Link, Thanks
from fullcircle.handoffs.queries import card_in_force
from fullcircle.handoffs.states import AskKind, AskState, LinkKey
from fullcircle.registry.people.models import Team
from tests.rooms.insight.rows_by_hand import a_case, a_handoff
from tests.web.cards.desk import BUDGET, at_most, sit_down

CARD = "/cards/link/closeout/home_service"


def an_ask(company, kind=AskKind.OFFER) -> Ask:
    return ask_colleague(
        by=company.by_technician,
        kind=kind,
        text="How could I serve you better?",
        link=Link.objects.get(key=LinkKey.CLOSEOUT),
        to_person=company.bookkeeper,
    )


def a_card_form(version: int = 1, **more: str) -> dict[str, str]:
    """Two old lines, one new one, as the page posts them."""
    values = {
        "form-TOTAL_FORMS": "3",
        "form-INITIAL_FORMS": "2",
        "form-0-key": "result",
        "form-0-label": "result",
        "form-0-weight": "2",
        "form-0-validator": "said",
        "form-0-required": "on",
        "form-1-key": "notes",
        "form-1-label": "notes for the next colleague",
        "form-1-weight": "1",
        "form-1-validator": "long_enough",
        "form-2-label": "Serial number",
        "form-2-weight": "1",
        "form-2-validator": "said",
        "form-2-required": "on",
        "promised_minutes": "480",
        "because": "I look it up every time",
        "version": str(version),
    }
    return values | more


def test_an_answer_on_the_card_measures_the_next_hand_off(company, bookkeeper):
    before = give(
        by=company.by_technician,
        case=a_case(company),
        link=LinkKey.CLOSEOUT,
        item="closeout:a",
        gathered={"result": "fixed", "serial_number": ""},
    )
    ask = an_ask(company)
    said = {
        "deed": "card",
        "answer": "Write down the serial number, please.",
        "label": "Serial number",
        "required": "on",
        "validator": "said",
        "trade": "home_service",
    }
    assert bookkeeper.post(f"/asks/{ask.pk}/answer", said).status_code == 302
    ask.refresh_from_db()
    card = card_in_force(LinkKey.CLOSEOUT, "home_service", clock.now())
    assert card is not None
    assert (ask.state, ask.card) == (AskState.ON_THE_CARD, card)
    assert card.version == 2
    after = give(
        by=company.by_technician,
        case=a_case(company),
        link=LinkKey.CLOSEOUT,
        item="closeout:b",
        gathered={"result": "fixed", "serial_number": ""},
    )
    assert [part["key"] for part in before.missing] == []
    assert [part["key"] for part in after.missing] == ["serial_number"]
    assert "on the card, version 2" in bookkeeper.get("/asks/").content.decode()


def test_answering_and_declining_take_a_word(company, bookkeeper):
    first, second = an_ask(company), an_ask(company)
    empty = bookkeeper.post(f"/asks/{first.pk}/answer", {"deed": "decline", "answer": " "})
    assert empty.status_code == 422
    assert "Say a word, also when you decline" in empty.content.decode()
    bookkeeper.post(f"/asks/{first.pk}/answer", {"deed": "decline", "answer": "Not this year."})
    bookkeeper.post(f"/asks/{second.pk}/answer", {"deed": "answer", "answer": "Photos help."})
    found = {ask.pk: ask.state for ask in Ask.objects.all()}
    assert found == {first.pk: AskState.DECLINED, second.pk: AskState.ANSWERED}


def test_an_ask_is_answered_once(company, bookkeeper):
    ask = an_ask(company)
    for word in ("first", "second"):
        bookkeeper.post(f"/asks/{ask.pk}/answer", {"deed": "answer", "answer": word})
    ask.refresh_from_db()
    assert ask.answer == "first"


def test_an_ask_of_others_is_not_there(company):
    ask = an_ask(company)
    said = {"deed": "answer", "answer": "mine"}
    assert sit_down(company.agent).post(f"/asks/{ask.pk}/answer", said).status_code == 404
    assert sit_down(company.technician).post(f"/asks/{ask.pk}/answer", said).status_code == 403


def test_a_wish_goes_to_everybody_in_a_seat(company, bookkeeper):
    said = {
        "kind": "wish",
        "whom": "seat-technician",
        "link": "closeout",
        "text": "The serial number of the unit, please.",
    }
    assert bookkeeper.post("/asks/new/wish", said).status_code == 302
    page = sit_down(company.other_technician).get("/asks/").content.decode()
    assert "The serial number of the unit, please." in page


def test_a_form_that_fails_keeps_what_was_typed(company, bookkeeper):
    answer = bookkeeper.post("/asks/new/wish", {"kind": "wish", "whom": "", "text": "Filters"})
    assert answer.status_code == 422
    assert "Filters" in answer.content.decode()
    assert bookkeeper.get("/asks/new/nonsense").status_code == 404


def test_thanks_to_a_team_and_to_a_person(company, bookkeeper):
    field = Team.objects.create(name="Field")
    number = a_handoff(company).case.number
    for whom in (f"team-{field.pk}", f"person-{company.technician.pk}"):
        said = {"whom": whom, "text": "Every photo in place.", "case": number.lower()}
        assert bookkeeper.post("/my-customers/thanks", said).status_code == 302
    assert [row.case.number for row in Thanks.objects.all() if row.case] == [number, number]


def test_nobody_thanks_himself(company, bookkeeper):
    said = {"whom": f"person-{company.bookkeeper.pk}", "text": "Well done, me."}
    assert bookkeeper.post("/my-customers/thanks", said).status_code == 422
    assert not Thanks.objects.exists()


def test_thanks_name_a_case_that_one_may_see(company):
    technician = sit_down(company.other_technician)
    said = {"whom": f"person-{company.bookkeeper.pk}", "text": "Thank you", "case": ""}
    foreign = a_handoff(company).case.number
    refused = technician.post("/my-customers/thanks", said | {"case": foreign})
    assert refused.status_code == 422
    assert "No case has this number" in refused.content.decode()


def test_the_receiver_changes_the_card_and_says_why(company, bookkeeper):
    assert bookkeeper.post(f"{CARD}/change", a_card_form()).status_code == 302
    card = card_in_force(LinkKey.CLOSEOUT, "home_service", clock.now())
    assert card is not None
    assert [part["key"] for part in card.parts] == ["result", "notes", "serial_number"]
    assert card.because == "I look it up every time"
    page = bookkeeper.get(CARD).content.decode()
    assert "Version 2" in page
    assert "I look it up every time" in page


def test_a_line_can_be_dropped_but_not_all_of_them(company, bookkeeper):
    dropped = a_card_form(**{"form-1-dropped": "on", "form-2-label": ""})
    bookkeeper.post(f"{CARD}/change", dropped)
    card = card_in_force(LinkKey.CLOSEOUT, "home_service", clock.now())
    assert card is not None
    assert [part["key"] for part in card.parts] == ["result"]
    nothing = a_card_form(2, **{"form-0-dropped": "on", "form-1-dropped": "on", "form-2-label": ""})
    assert bookkeeper.post(f"{CARD}/change", nothing).status_code == 422


def test_a_change_without_a_reason_or_of_an_old_version_is_refused(company, bookkeeper):
    assert bookkeeper.post(f"{CARD}/change", a_card_form(because="")).status_code == 422
    bookkeeper.post(f"{CARD}/change", a_card_form())
    stale = bookkeeper.post(f"{CARD}/change", a_card_form(version=1))
    assert stale.status_code == 409
    assert ExpectationCard.objects.filter(link__key="closeout", trade="home_service").count() == 2


def test_the_giver_reads_and_objects_but_does_not_change(company):
    technician = sit_down(company.technician)
    page = technician.get(CARD).content.decode()
    assert "It cannot be given like that?" in page
    assert "Put the next version in force" not in page
    assert technician.post(f"{CARD}/change", a_card_form()).status_code == 403
    assert technician.post(f"{CARD}/preview", a_card_form()).status_code == 403
    assert technician.post(f"{CARD}/object", {"why": "No plate on old units."}).status_code == 302
    assert "No plate on old units." in technician.get(CARD).content.decode()


def test_somebody_else_does_not_object(company, bookkeeper):
    assert bookkeeper.post(f"{CARD}/object", {"why": "x"}).status_code == 403


def test_the_preview_tells_what_would_have_been_missing(company, bookkeeper):
    a_handoff(company, missing=("notes",))
    a_handoff(company)
    before = bookkeeper.post(f"{CARD}/preview", a_card_form()).content.decode()
    assert "missing in 1 of 2" in before
    assert "not asked before" in before
    assert "100\u202f%" in before  # notes are not required in this form
    required = bookkeeper.post(f"{CARD}/preview", a_card_form(**{"form-1-required": "on"}))
    assert "50\u202f%" in required.content.decode()


@pytest.mark.parametrize("address", ["/cards/link/nonsense/it", "/cards/link/closeout/plumbing"])
def test_a_card_that_does_not_exist_is_not_found(company, bookkeeper, address):
    assert bookkeeper.get(address).status_code == 404


@pytest.mark.parametrize("rows", [50, 500])
def test_the_page_of_asks_asks_eight_questions_at_any_size(company, bookkeeper, rows):
    for _ in range(rows // 10):
        an_ask(company)
    bookkeeper.get("/asks/")
    with at_most(BUDGET):
        bookkeeper.get("/asks/")
    with at_most(BUDGET):
        bookkeeper.get(CARD)
