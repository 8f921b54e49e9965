"""Only windows that can be kept are offered."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.queries import offered_windows
from fullcircle.operations.scheduling.rules import Slot
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.registry.people.models import Absence, PersonSkill
from fullcircle.registry.people.states import Seat, ShiftKind
from tests.rooms.scheduling.working_day import (
    ZONE,
    WorkingDay,
    a_home,
    a_job_type,
    a_person,
    a_skill,
    at,
    lay_out_day,
    on_shift,
)

pytestmark = pytest.mark.django_db
THE_DAY = at(12).date()


@pytest.fixture
def day() -> WorkingDay:
    with clock.standing_at(at(7, 0)):
        return lay_out_day()


def kinds(slots: list[Slot], on: date = THE_DAY) -> list[tuple[str, int]]:
    """Kind and local hour at which it opens, of one day."""
    return [
        (str(slot.kind), slot.start.astimezone(ZONE).hour)
        for slot in slots
        if slot.start.astimezone(ZONE).date() == on
    ]


def offered(day: WorkingDay, when: datetime) -> list[Slot]:
    return offered_windows(day.job_type, a_home(), when)


def test_an_empty_morning_offers_every_window_of_the_shift(day: WorkingDay) -> None:
    slots = offered(day, at(7, 0))
    assert kinds(slots) == [
        ("asap", 7),
        ("first_of_morning", 8),
        ("window", 8),
        ("window", 10),
        ("window", 12),
        ("first_of_afternoon", 13),
        ("window", 14),
        ("any_time", 8),
    ]
    assert {slot.people for slot in slots} == {2}


def test_a_window_in_which_the_work_would_outlast_the_shift_is_not_offered(
    day: WorkingDay,
) -> None:
    assert ("window", 16) not in kinds(offered(day, at(7, 0)))


def test_a_booked_technician_is_not_free(day: WorkingDay) -> None:
    with clock.standing_at(at(7, 0)):
        for person in (day.joe, day.ana):
            for hour in (8, 9):
                day.assigned(at(hour), person)
    slots = offered(day, at(7, 0))
    assert ("first_of_morning", 8) not in kinds(slots)
    first_window = next(slot for slot in slots if slot.kind is PromiseKind.WINDOW)
    assert first_window.start == at(10)


def test_promised_work_of_others_is_taken_off(day: WorkingDay) -> None:
    before = {slot.start: slot.free_minutes for slot in offered(day, at(7, 0))}
    with clock.standing_at(at(7, 0)):
        window = scheduling.Window(PromiseKind.WINDOW, at(10), at(12))
        scheduling.promise_window(by=day.agent, job=day.job(), window=window, told_how="phone")
    after = {slot.start: slot.free_minutes for slot in offered(day, at(7, 0))}
    assert before[at(10)] - after[at(10)] == day.job_type.duration_minutes
    assert before[at(14)] == after[at(14)]


def test_a_planned_visit_without_a_person_takes_somebodys_time(day: WorkingDay) -> None:
    before = {slot.start: slot.free_minutes for slot in offered(day, at(7, 0))}
    with clock.standing_at(at(7, 0)):
        day.visit(at(10))
    after = {slot.start: slot.free_minutes for slot in offered(day, at(7, 0))}
    assert before[at(10)] - after[at(10)] == 60


def test_people_who_are_away_or_only_on_call_do_not_count(day: WorkingDay) -> None:
    Absence.objects.create(person=day.ana, starts_at=at(0), ends_at=at(23))
    dev = a_person("Dev Bose", Seat.TECHNICIAN, day.skill)
    on_shift(dev, at(7, 30), at(16, 30), ShiftKind.ON_CALL)
    assert {slot.people for slot in offered(day, at(7, 0))} == {1}


def test_a_missing_or_expired_skill_offers_nothing(day: WorkingDay) -> None:
    rare = a_skill("crane licence")
    PersonSkill.objects.create(person=day.joe, skill=rare, expires_on=date(2026, 7, 1))
    assert offered_windows(a_job_type(day.skill, rare), a_home(), at(7, 0)) == []


def test_a_job_that_needs_no_skill_is_for_everybody_of_its_trade(day: WorkingDay) -> None:
    bench = a_person("Mina Farrokh", Seat.TECHNICIAN, trade="it")
    on_shift(bench, at(8), at(17))
    assert {s.people for s in offered_windows(a_job_type(trade="it"), a_home(), at(7))} == {1}


def test_the_past_of_the_day_is_not_offered(day: WorkingDay) -> None:
    assert kinds(offered(day, at(12, 50))) == [("asap", 12), ("window", 14), ("any_time", 8)]


def test_after_the_cut_off_today_is_only_for_what_is_urgent(day: WorkingDay) -> None:
    on_shift(day.joe, at(16, 30), at(22))
    assert kinds(offered(day, at(16, 30))) == []
    urgent = a_job_type(day.skill, urgency=1)
    assert kinds(offered_windows(urgent, a_home(), at(16, 30))) == [("asap", 16)]


def test_tomorrow_is_offered_when_somebody_works_then(day: WorkingDay) -> None:
    assert kinds(offered(day, at(15)), at(12, days=1).date()) == []
    on_shift(day.joe, at(7, 30, days=1), at(16, 30, days=1))
    assert ("first_of_morning", 8) in kinds(offered(day, at(15)), at(12, days=1).date())


def test_the_number_of_queries_does_not_grow_with_the_people(day: WorkingDay) -> None:
    home = a_home()
    with CaptureQueriesContext(connection) as few:
        offered_windows(day.job_type, home, at(7))
    for number in range(20):
        on_shift(a_person(f"Tech {number}", Seat.TECHNICIAN, day.skill), at(8), at(17))
    with CaptureQueriesContext(connection) as many:
        offered_windows(day.job_type, home, at(7))
    assert len(many) == len(few) <= 7
