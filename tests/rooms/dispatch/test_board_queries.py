"""What the board reads: people, visits with promise and risk, trays."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.foundation.values.local_time import day_window
from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.dispatch.queries import (
    board_of,
    booked_between,
    on_site_between,
    page_of_day,
    trays,
)
from fullcircle.operations.dispatch.rules import PersonAway, PersonBookedAlready
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Job, Visit
from fullcircle.operations.scheduling.states import PromiseKind, Risk
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.models import Absence
from fullcircle.registry.people.states import Seat, ShiftKind
from tests.rooms.scheduling.working_day import (
    TUESDAY,
    ZONE,
    WorkingDay,
    a_home,
    a_person,
    at,
    lay_out_day,
    on_shift,
)

pytestmark = pytest.mark.django_db
DAY = day_window(ZONE, TUESDAY.date())


@pytest.fixture
def day() -> Iterator[WorkingDay]:
    with clock.standing_at(at(9)):
        yield lay_out_day()


def test_a_visit_stands_once_with_its_lead_its_helpers_and_its_promise(day: WorkingDay) -> None:
    job = day.job(a_home("120 Maple"))
    window = scheduling.Window(PromiseKind.WINDOW, at(10), at(12))
    scheduling.promise_window(by=day.agent, job=job, window=window, told_how="phone")
    later = scheduling.Window(PromiseKind.WINDOW, at(13), at(15))
    scheduling.promise_window(by=day.agent, job=job, window=later, told_how="phone")
    visit = scheduling.plan_visit(by=day.summer, job=job, start=at(13))
    lee = a_person("Lee Ford")
    dispatch.assign(
        by=day.summer, visit=visit, version=visit.version, person=day.joe, helpers=[day.ana, lee]
    )
    (shown,) = board_of(DAY, at=clock.now()).visits
    assert (shown.lead, shown.lead_name) == (day.joe.pk, "Joe Ruiz")
    assert set(shown.helpers) == {day.ana.pk, lee.pk}
    assert (shown.promise_start, shown.watched.window_end) == (at(13), at(15))
    assert shown.place == "120 Maple"


def test_withdrawn_people_and_cancelled_visits_are_not_shown(day: WorkingDay) -> None:
    moved = day.assigned(at(10), day.joe)
    dispatch.assign(by=day.summer, visit=moved, version=moved.version, person=day.ana)
    gone = day.assigned(at(12), day.joe)
    scheduling.cancel_visit(by=day.summer, visit=gone, version=gone.version, reason="rain")
    board = board_of(DAY, at=clock.now())
    assert [visit.lead for visit in board.visits] == [day.ana.pk]


def test_the_rows_are_those_who_work_that_day_and_say_who_is_away(day: WorkingDay) -> None:
    Absence.objects.create(person=day.ana, starts_at=at(0), ends_at=at(23))
    dev = a_person("Dev Bose", Seat.TECHNICIAN)
    on_shift(dev, at(17), at(23), ShiftKind.ON_CALL)
    a_person("Off Today", Seat.TECHNICIAN)
    helper = a_person("Without Shift", Seat.CREW_MEMBER)
    visit = day.visit(at(10))
    dispatch.assign(
        by=day.summer, visit=visit, version=visit.version, person=day.joe, helpers=[helper]
    )
    rows = {row.person.name: row for row in board_of(DAY, at=clock.now()).people}
    assert set(rows) == {"Joe Ruiz", "Ana Mora", "Dev Bose", "Without Shift"}
    assert rows["Dev Bose"].on_call
    assert len(rows["Ana Mora"].away) == 1


def test_the_list_of_those_at_risk_begins_with_what_breaks_first(day: WorkingDay) -> None:
    day.assigned(at(9, 20), day.joe, a_home("5 Oak"))
    day.assigned(at(9, 5), day.ana, a_home("9 Pine"))
    day.assigned(at(15), day.ana, a_home("1 Elm"))
    found = board_of(DAY, at=clock.now()).at_risk
    assert [visit.place for visit in found] == ["9 Pine", "5 Oak"]
    assert {visit.risk.risk for visit in found if visit.risk} == {Risk.NOT_DISPATCHED}


def test_the_trays_hold_what_is_nowhere_on_the_board(day: WorkingDay) -> None:
    fresh = day.call(a_home("1 New"))
    unscheduled = day.job(a_home("2 Loose"))
    held = day.job(a_home("3 Held"))
    scheduling.hold_job(by=day.summer, job=held, reason="part on order")
    day.assigned(at(10), day.joe, a_home("4 Placed"))
    assert [row.pk for row in trays()] == [fresh.pk, unscheduled.request_id, held.request_id]


def test_a_page_of_the_day_knows_the_risk_that_an_earlier_page_makes(day: WorkingDay) -> None:
    first = day.assigned(at(9), day.joe, a_home("1 First"))
    dispatch.dispatch_visit(by=day.summer, visit=first, version=first.version)
    first.refresh_from_db()
    joe = actor_for(day.joe)
    fieldwork.set_out(by=joe, visit=first)
    fieldwork.arrive(by=joe, visit=first)
    job = day.job(a_home("2 Second"))
    window = scheduling.Window(PromiseKind.WINDOW, at(10), at(11))
    scheduling.promise_window(by=day.agent, job=job, window=window, told_how="phone")
    second = scheduling.plan_visit(by=day.summer, job=job, start=at(10, 30))
    dispatch.assign(by=day.summer, visit=second, version=second.version, person=day.joe)
    with clock.standing_at(at(10, 55)):
        page = page_of_day(DAY, at=clock.now(), size=1)
        rest = page_of_day(DAY, at=clock.now(), after=(page[0].watched.start, page[0].pk), size=1)
    assert [visit.place for visit in page] == ["1 First", "2 Second"]
    assert [visit.place for visit in rest] == ["2 Second"]
    assert rest[0].risk is not None
    assert rest[0].risk.risk is Risk.BREAKING


def test_those_on_site_come_with_the_one_longest_over_first(day: WorkingDay) -> None:
    for person, start in ((day.ana, at(8, 30)), (day.joe, at(8))):
        visit = day.assigned(start, person)
        dispatch.dispatch_visit(by=day.summer, visit=visit, version=visit.version)
        visit.refresh_from_db()
        with clock.standing_at(at(9, 10)):
            fieldwork.arrive(by=actor_for(person), visit=visit, at=start)
    found = on_site_between(DAY, at=at(10))
    assert [visit.lead for visit in found] == [day.joe.pk, day.ana.pk]


def test_who_is_booked_is_named_with_the_work_aside_from_the_one_in_hand(day: WorkingDay) -> None:
    visit = day.assigned(at(10), day.joe, a_home("88 Elm"))
    span = TimeWindow(at(10, 30), at(11))
    assert "88 Elm" in booked_between(span)[day.joe.pk][0]
    assert booked_between(span, aside_from=visit.pk) == {}


def test_placing_from_the_tray_is_all_or_nothing(day: WorkingDay) -> None:
    day.assigned(at(10), day.joe)
    call = day.call(a_home("12 Quarry"))
    with pytest.raises(PersonBookedAlready):
        dispatch.place_request(by=day.summer, request=call, start=at(10, 30), person=day.joe)
    Absence.objects.create(person=day.ana, starts_at=at(0), ends_at=at(23))
    with pytest.raises(PersonAway):
        dispatch.place_request(by=day.summer, request=call, start=at(10, 30), person=day.ana)
    assert not Job.objects.filter(request=call).exists()
    assert Visit.objects.count() == 1
    placed = dispatch.place_request(by=day.summer, request=call, start=at(12), person=day.joe)
    assert Assignment.objects.standing().get(visit=placed).person == day.joe


def test_the_board_asks_as_often_for_fifty_visits_as_for_one(day: WorkingDay) -> None:
    day.assigned(at(10), day.joe)
    with CaptureQueriesContext(connection) as few:
        board_of(DAY, at=clock.now())
    for number in range(10):
        person = a_person(f"Tech {number}", Seat.TECHNICIAN, day.skill)
        on_shift(person, at(7), at(17))
        for hour in range(8, 13):
            day.assigned(at(hour), person)
    with CaptureQueriesContext(connection) as many:
        assert len(board_of(DAY, at=clock.now()).visits) == 51
    assert len(many) == len(few) == 3
