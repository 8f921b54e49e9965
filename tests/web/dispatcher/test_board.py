"""The board shows the day, and what the dispatcher does with a visit happens."""

from django.test import Client
from django.urls import reverse

from fullcircle.foundation import clock
from fullcircle.handoffs.states import HandoffState
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.dispatch.models import Assignment, Position
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitState
from tests.rooms.scheduling.working_day import WorkingDay, a_home, at

BOARD = "/board/"


def test_the_board_shows_people_visits_and_what_is_not_placed(
    day: WorkingDay, summer: Client
) -> None:
    day.assigned(at(10), day.joe, a_home("88 Elm"))
    day.call(a_home("12 Quarry"))
    page = summer.get(BOARD).content.decode()
    assert "Joe Ruiz" in page
    assert "88 Elm" in page
    assert "12 Quarry" in page
    assert "2026-07-14" in page


def test_an_empty_day_says_what_to_do_next(day: WorkingDay, summer: Client) -> None:
    assert "Everything is placed" in summer.get(BOARD).content.decode()


def test_opening_a_request_takes_note_that_it_was_seen(day: WorkingDay, summer: Client) -> None:
    call = day.call()
    summer.get(BOARD, {"request": call.pk})
    call.refresh_from_db()
    assert call.handoff is not None
    assert call.handoff.state == HandoffState.SEEN
    assert call.acknowledged_at == clock.now()


def test_a_request_is_placed_with_a_person_and_dispatched_from_the_panel(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    call = day.call()
    placed = summer.post(
        reverse("dispatcher-place", args=[call.pk]),
        {"day": "2026-07-14", "start": "13:00", "minutes": "60", "person": day.joe.pk},
        headers=htmx,
    )
    assert placed.status_code == 200
    assert 'id="panel"' in placed.content.decode()
    visit = Visit.objects.get()
    assert (visit.planned_start, visit.state) == (at(13), VisitState.ASSIGNED)
    sent = summer.post(
        reverse("dispatcher-dispatch", args=[visit.pk]),
        {"version": visit.version, "line": "Mary is lovely"},
        headers=htmx,
    )
    assert sent.status_code == 200
    assert "Mary is lovely" in sent.content.decode()
    visit.refresh_from_db()
    assert visit.state == VisitState.DISPATCHED


def test_the_preview_names_what_is_missing_before_dispatch(day: WorkingDay, summer: Client) -> None:
    visit = day.assigned(at(10), day.joe)
    address = reverse("dispatcher-preview", args=[visit.pk])
    page = summer.get(address, {"line": "Go easy"}).content.decode()
    assert "Go easy" in page
    assert "on Joe’s card" in page
    assert "Missing:" in page


def test_told_by_radio_makes_the_briefing_seen(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    visit = day.assigned(at(10), day.joe)
    dispatch.dispatch_visit(by=day.summer, visit=visit, version=visit.version)
    summer.post(reverse("dispatcher-told", args=[visit.pk]), headers=htmx)
    visit.refresh_from_db()
    assert visit.state == VisitState.SEEN


def test_radio_taps_move_the_visit_for_the_technician(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    visit = day.assigned(at(10), day.joe)
    dispatch.dispatch_visit(by=day.summer, visit=visit, version=visit.version)
    summer.post(reverse("dispatcher-set-out", args=[visit.pk]), headers=htmx)
    summer.post(reverse("dispatcher-arrive", args=[visit.pk]), headers=htmx)
    visit.refresh_from_db()
    assert visit.state == VisitState.ARRIVED
    assert visit.steps.filter(source="radio", on_behalf_of=day.joe.ref).count() == 2


def test_a_position_heard_on_the_radio_is_kept_with_its_heading(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    visit = day.assigned(at(10), day.joe)
    answer = summer.post(
        reverse("dispatcher-position", args=[visit.pk]),
        {"street": "Arbor Way", "heading": "east"},
        headers=htmx,
    )
    assert "heading east on Arbor Way" in answer.content.decode()
    assert Position.objects.get(person=day.joe).at == clock.now()


def test_a_stale_edit_names_who_was_faster_and_keeps_what_was_typed(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    visit = day.assigned(at(10), day.joe)
    read = visit.version
    dispatch.place_visit(by=day.priya, visit=visit, version=read, person=day.ana, start=at(11))
    answer = summer.post(
        reverse("dispatcher-dispatch", args=[visit.pk]),
        {"version": read, "line": "Bring the ladder"},
        headers=htmx,
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Priya changed this in the meantime" in page
    assert "Bring the ladder" in page


def test_without_script_a_deed_leads_back_to_the_board(day: WorkingDay, summer: Client) -> None:
    visit = day.assigned(at(10), day.joe)
    answer = summer.post(
        reverse("dispatcher-dispatch", args=[visit.pk]),
        {"version": visit.version, "day": "2026-07-14"},
    )
    assert answer.headers["Location"] == f"{BOARD}?day=2026-07-14&visit={visit.pk}"


def test_a_cancelled_visit_needs_a_reason_and_frees_its_people(
    day: WorkingDay, summer: Client, htmx: dict[str, str]
) -> None:
    visit = day.assigned(at(10), day.joe)
    address = reverse("dispatcher-cancel", args=[visit.pk])
    refused = summer.post(address, {"version": visit.version, "reason": " "}, headers=htmx)
    assert refused.status_code == 422
    summer.post(address, {"version": visit.version, "reason": "rain"}, headers=htmx)
    visit.refresh_from_db()
    assert visit.state == VisitState.CANCELLED
    assert not Assignment.objects.standing().exists()


def test_nothing_of_the_board_opens_for_an_agent(day: WorkingDay) -> None:
    from tests.web.dispatcher.conftest import seated

    assert seated(day.agent).get(BOARD).status_code == 403
