"""The loop today, and the circles that nobody has confirmed."""

from datetime import timedelta

import pytest
from django.test import Client

from fullcircle.foundation import clock
from fullcircle.handoffs.actions import ask_about, say_thanks
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import HandoffState, Known, LinkKey
from fullcircle.operations.servicedesk.actions import dispute, mark_done
from fullcircle.operations.servicedesk.models import Confirmation, Request
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.people.actor import worker
from fullcircle.registry.people.states import Seat
from tests.factories.company import TUESDAY, a_person, a_request
from tests.rooms.insight.rows_by_hand import a_handoff
from tests.web.cards.desk import BUDGET, at_most, sit_down

# The picture of the whole company: one page, not a list. What waits longest takes two: in one,
# PostgreSQL joins everything that was ever handed over, which is a second and a half.
LOOP_BUDGET = 11


def page_of(client: Client, address: str = "/loop/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def a_done_request(company) -> Request:
    request = a_request(company)
    return mark_done(by=worker("tests"), request=request)


def test_an_empty_company_says_so_and_shows_no_numbers(company, manager):
    page = page_of(manager)
    assert "Nothing waits" in page
    assert "Nothing stands out" in page
    assert page.count("no data") >= 5


def test_it_opens_for_manager_and_supervisor_only(company):
    assert sit_down(a_person("Sue Vale", Seat.SUPERVISOR)).get("/loop/").status_code == 200
    for person in (company.agent, company.technician, company.bookkeeper, company.dispatcher):
        assert sit_down(person).get("/loop/").status_code == 403


def test_it_says_what_was_given_today_and_waits_and_since_when(company, manager):
    early = clock.now() - timedelta(hours=3)
    a_handoff(company, state=HandoffState.GIVEN, given_at=early, due_at=early)
    a_handoff(company, given_at=early)
    page = page_of(manager)
    assert "2 today, 1 waiting, 1 late" in page
    assert "oldest" in page
    assert "waits on Bea" in page


def test_what_came_back_waits_on_its_giver(company, manager):
    row = a_handoff(company, state=HandoffState.SEEN)
    with clock.standing_at(TUESDAY - timedelta(minutes=5)):
        ask_about(by=company.by_bookkeeper, handoff=row, item_key="notes", question="And then?")
    page = page_of(manager)
    assert "waits on Joe" in page
    assert "asked about: notes" in page
    assert "notes 1" in page


def test_two_things_to_fix_name_links_and_rows_not_persons(company, manager):
    for _ in range(4):
        a_handoff(company, missing=("notes",))
    page = page_of(manager)
    hints = page[page.index("Two things to fix") : page.index("At the edges")]
    assert "Close-out: notes" in hints
    assert "missing 4, sent back 0, fixed by the receiver 0" in hints
    assert "figures/closeout/returns?whose=all" in hints
    for person in (company.technician, company.bookkeeper):
        assert person.call_name not in hints


def test_the_rows_behind_a_hint_are_there(company, manager):
    for _ in range(4):
        a_handoff(company, missing=("notes",))
    address = "/figures/closeout/returns?whose=all&side=supplied&period=14&item=notes"
    assert len(manager.get(address).context["rows"]) == 4


def test_thanks_are_shown_signed(company, manager):
    say_thanks(by=company.by_dispatcher, text="Thank you for the gate.", to_person=company.agent)
    page = page_of(manager)
    assert "Thank you for the gate." in page
    assert "Summer to Amy" in page


def test_the_live_part_comes_alone(company, manager):
    part = manager.get("/loop/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="loop"')
    assert "<html" not in part


@pytest.mark.parametrize("rows", [50, 500])
def test_the_loop_asks_as_many_questions_at_any_size(company, manager, rows):
    for place in range(rows // 10):
        a_handoff(company, missing=("notes",), minutes=place)
        a_handoff(company, state=HandoffState.SEEN)
    for row in Handoff.objects.filter(state=HandoffState.SEEN)[: rows // 50]:
        ask_about(by=company.by_bookkeeper, handoff=row, item_key="result")
    page_of(manager)
    with at_most(LOOP_BUDGET):
        page_of(manager)


def test_done_disputed_and_silent_stand_apart(company, manager):
    done, left, silent = (a_done_request(company) for _ in range(3))
    dispute(by=worker("tests"), request=left, how="link", by_name="Mary", words="It hums")
    Request.objects.filter(pk=silent.pk).update(circle=Circle.SILENT)
    for circle, row in ((Circle.DONE, done), (Circle.DISPUTED, left), (Circle.SILENT, silent)):
        answer = manager.get(f"/loop/unconfirmed?circle={circle}")
        assert [request.pk for request, _ring in answer.context["rows"]] == [row.pk]


def test_i_called_all_good_closes_the_circle_by_their_word(company, manager):
    request = a_done_request(company)
    a_handoff(company, LinkKey.VISIT, HandoffState.SEEN, case=request.case, receiver=None)
    assert manager.post(f"/loop/unconfirmed/{request.pk}/called").status_code == 302
    request.refresh_from_db()
    assert request.circle == Circle.CONFIRMED
    assert Confirmation.objects.get(request=request).by_name == "Mary Smith"
    baton = Handoff.objects.get(case=request.case, link__key=LinkKey.VISIT)
    assert (baton.state, baton.known) == (HandoffState.ACCEPTED, Known.SAID)


def test_an_open_circle_is_not_confirmed_by_a_call(company, manager):
    request = a_request(company)
    manager.post(f"/loop/unconfirmed/{request.pk}/called")
    request.refresh_from_db()
    assert request.circle == Circle.OPEN


def test_agents_see_the_list_and_may_call(company):
    request = a_done_request(company)
    agent = sit_down(company.agent)
    assert "I called, all good" in page_of(agent, "/loop/unconfirmed")
    assert agent.post(f"/loop/unconfirmed/{request.pk}/called").status_code == 302
    bookkeeper = sit_down(company.bookkeeper)
    assert "I called, all good" not in page_of(bookkeeper, "/loop/unconfirmed")
    assert bookkeeper.post(f"/loop/unconfirmed/{request.pk}/called").status_code == 403
    assert sit_down(company.manager).post("/loop/unconfirmed/999/called").status_code == 404


@pytest.mark.parametrize("rows", [50, 500])
def test_the_list_asks_eight_questions_at_any_size(company, manager, rows):
    for _ in range(rows // 10):
        a_done_request(company)
    page_of(manager, "/loop/unconfirmed")
    with at_most(BUDGET):
        page_of(manager, "/loop/unconfirmed")
