"""The briefing on the phone, its lines, the taps, the code at the door."""

import pytest

from fullcircle.foundation.models import AuditEntry
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.operations.dispatch.actions import answer_briefing_question, dispatch_visit
from fullcircle.operations.scheduling.models import VisitStep
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.customers.actions import seal_code
from tests.factories.company import a_dispatched_visit, an_assigned_visit, case_of
from tests.web.technician.seat import a_stop_elsewhere, sit_down


def briefing_of(visit):
    return Handoff.objects.get(case=case_of(visit), link__key=LinkKey.BRIEFING)


def test_the_briefing_says_who_told_it_when_and_how_complete(company, phone):
    visit = a_dispatched_visit(company)
    page = " ".join(phone.get(f"/day/visit/{visit.pk}").content.decode().split())
    handoff = briefing_of(visit)
    present = sum(part["present"] for part in handoff.parts)
    assert "From Summer" in page
    assert f"{present} of {len(handoff.parts)} on your card" in page
    assert "1 of 1 today" in page
    assert "no-cool call" in page.lower()


def test_a_visit_not_sent_yet_shows_the_plan_and_no_deed(company, phone):
    visit = an_assigned_visit(company)
    page = phone.get(f"/day/visit/{visit.pk}").content.decode()
    assert "Not sent to you yet" in page
    assert "on-my-way" not in page


@pytest.mark.parametrize(
    "address",
    ["", "/seen", "/ask", "/code", "/on-my-way", "/navigate", "/arrived", "/pause", "/go-on"],
)
def test_somebody_elses_visit_is_not_known_here(company, address):
    visit = a_dispatched_visit(company)
    other = sit_down(company.other_technician)
    path = f"/day/visit/{visit.pk}{address}"
    answer = other.post(path) if address else other.get(path)
    assert answer.status_code == 404
    visit.refresh_from_db()
    assert visit.state == VisitState.DISPATCHED


def test_a_dispatcher_who_is_not_sent_does_not_find_it_on_this_page_either(company):
    visit = a_dispatched_visit(company)
    assert sit_down(company.dispatcher).get(f"/day/visit/{visit.pk}").status_code == 404


def test_seen_is_counted_once_whatever_is_sent(company, phone):
    visit = a_dispatched_visit(company)
    assert f"/day/visit/{visit.pk}/seen" in phone.get(f"/day/visit/{visit.pk}").content.decode()
    for _ in range(3):
        assert phone.post(f"/day/visit/{visit.pk}/seen").status_code == 204
    assert briefing_of(visit).seen_at is not None
    assert VisitStep.objects.filter(visit=visit, after=VisitState.SEEN).count() == 1
    assert "data-seen-url" not in phone.get(f"/day/visit/{visit.pk}").content.decode()


def test_the_page_listens_only_to_what_its_reader_may_hear(company, phone):
    visit = a_dispatched_visit(company)
    page = phone.get(f"/day/visit/{visit.pk}").content.decode()
    assert f'data-live="person-{company.technician.pk}"' in page
    part = phone.get(f"/day/visit/{visit.pk}", headers={"HX-Request": "true"}).content.decode()
    assert 'id="deeds" hx-swap-oob="true"' in part


def test_reading_the_page_alone_is_not_seen(company, phone):
    visit = a_dispatched_visit(company)
    phone.get(f"/day/visit/{visit.pk}")
    assert briefing_of(visit).seen_at is None


def test_a_touched_line_asks_about_it_and_the_answer_stands_there(company, phone):
    visit = a_dispatched_visit(company)
    phone.post(f"/day/visit/{visit.pk}/ask", {"about": "access", "question": "Which gate?"})
    returned = Return.objects.get()
    assert (returned.item_key, returned.question) == ("access", "Which gate?")
    assert returned.asked_to == company.dispatcher
    answer_briefing_question(by=company.by_dispatcher, returned=returned, answer="The green one")
    page = phone.get(f"/day/visit/{visit.pk}").content.decode()
    assert "Which gate?" in page
    assert "Summer: The green one" in page


def test_a_line_that_is_not_on_the_card_cannot_be_asked_about(company, phone):
    visit = a_dispatched_visit(company)
    phone.post(f"/day/visit/{visit.pk}/ask", {"about": "password", "question": "?"})
    assert not Return.objects.exists()


def test_on_my_way_accepts_the_briefing_and_a_double_tap_is_harmless(company, phone):
    visit = a_dispatched_visit(company)
    for _ in range(2):
        assert phone.post(f"/day/visit/{visit.pk}/on-my-way").status_code == 302
    handoff = briefing_of(visit)
    assert (handoff.state, handoff.outcome_act) == (HandoffState.ACCEPTED, "on my way")
    assert VisitStep.objects.filter(visit=visit, after=VisitState.EN_ROUTE).count() == 1


def test_navigating_is_setting_out(company, phone):
    visit = a_dispatched_visit(company)
    answer = phone.post(f"/day/visit/{visit.pk}/navigate", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    visit.refresh_from_db()
    assert visit.state == VisitState.EN_ROUTE
    assert 'href="geo:' in phone.get(f"/day/visit/{visit.pk}").content.decode()


def test_the_taps_in_their_order_with_a_pause(company, phone):
    visit = a_dispatched_visit(company)
    address = f"/day/visit/{visit.pk}"
    for tap in ("on-my-way", "arrived"):
        phone.post(f"{address}/{tap}")
    assert "Close out" in phone.get(address).content.decode()
    for _ in range(2):
        phone.post(f"{address}/pause", {"reason": "parts run"})
    visit.refresh_from_db()
    assert visit.state == VisitState.PAUSED
    assert VisitStep.objects.get(visit=visit, after=VisitState.PAUSED).reason == "parts run"
    phone.post(f"{address}/go-on")
    visit.refresh_from_db()
    assert visit.state == VisitState.ARRIVED


def test_arriving_somewhere_while_still_elsewhere_names_the_place(company, phone):
    first = a_dispatched_visit(company)
    for tap in ("on-my-way", "arrived"):
        phone.post(f"/day/visit/{first.pk}/{tap}")
    second = a_stop_elsewhere(company, 44, minutes=120)
    dispatch_visit(by=company.by_dispatcher, visit=second, version=second.version)
    answer = phone.post(f"/day/visit/{second.pk}/arrived", follow=True)
    assert "You are still at 120 Maple" in answer.content.decode()


def test_a_tap_before_it_was_sent_says_so(company, phone):
    visit = an_assigned_visit(company)
    answer = phone.post(f"/day/visit/{visit.pk}/on-my-way", follow=True)
    assert "not sent to you yet" in answer.content.decode()


def test_the_code_is_shown_while_under_way_and_each_look_is_written_down(company, phone):
    seal_code(by=company.by_dispatcher, location=company.location, label="Side gate", code="4711#")
    visit = a_dispatched_visit(company)
    assert "4711#" not in phone.get(f"/day/visit/{visit.pk}").content.decode()
    answer = phone.post(f"/day/visit/{visit.pk}/code")
    assert "4711#" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    looks = AuditEntry.objects.filter(verb="reveal access code", by=company.technician.ref)
    assert looks.count() == 1


def test_the_code_is_not_shown_before_it_was_sent(company, phone):
    seal_code(by=company.by_dispatcher, location=company.location, label="Side gate", code="4711#")
    visit = an_assigned_visit(company)
    answer = phone.post(f"/day/visit/{visit.pk}/code", follow=True)
    assert "4711#" not in answer.content.decode()
    assert "while the visit is under way" in answer.content.decode()
