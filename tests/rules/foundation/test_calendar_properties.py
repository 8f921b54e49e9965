"""What holds for every calendar, found by drawing many of them in zones with odd clocks."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from fullcircle.foundation.values.calendar import BusinessCalendar
from fullcircle.foundation.values.calendar_definition import from_definition, to_definition
from fullcircle.foundation.values.opening_hours import DatedHours, Hours
from fullcircle.foundation.values.window import TimeWindow, total
from tests.rules.foundation.desk import AROUND_THE_CLOCK, NIGHTS
from tests.rules.foundation.examples import thoroughly
from tests.rules.foundation.strategies import (
    STEP,
    calendars,
    days,
    hours_of_a_day,
    instants,
    targets,
)

ONE_DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)


def shown_open(calendar: BusinessCalendar, wall: datetime) -> bool:
    """Say from the rules on the door alone whether it is open when the clocks show `wall`."""
    day, before = wall.date(), wall.date() - ONE_DAY
    special = {dated.day: dated.hours for dated in calendar.special_hours}
    openings = {dated.day: dated.hours for dated in calendar.openings}

    def begun(on: date, hours: Hours) -> bool:
        return any(
            datetime.combine(on, one.opens)
            <= wall
            < datetime.combine(
                on + (ONE_DAY if one.closes <= one.opens else 0 * ONE_DAY), one.closes
            )
            for one in hours
        )

    def usual(on: date) -> Hours:
        if on in special:
            return special[on]
        return () if calendar.is_closed(on) else calendar.week[on.weekday()]

    keeps_to_itself = day in special or calendar.is_closed(day)
    return (
        begun(day, usual(day))
        or (not keeps_to_itself and begun(before, usual(before)))
        or begun(day, openings.get(day, ()))
        or begun(before, openings.get(before, ()))
    )


def walked(calendar: BusinessCalendar, window: TimeWindow) -> timedelta:
    """Count the working time step by step; clocks that go back do not close what had opened."""
    counted, step = timedelta(), window.start - ONE_DAY
    reached = step.astimezone(calendar.zone).replace(tzinfo=None)
    while step < window.end:
        reached = max(reached, step.astimezone(calendar.zone).replace(tzinfo=None))
        if step >= window.start and shown_open(calendar, reached):
            counted += STEP
        step += STEP
    return counted


@thoroughly
@given(calendars(), instants, st.integers(1, 500))
def test_a_walk_step_by_step_counts_the_same(
    calendar: BusinessCalendar, start: datetime, steps: int
) -> None:
    window = TimeWindow(start, start + steps * STEP)
    assert calendar.working_time(window) == walked(calendar, window)


@thoroughly
@given(calendars(), instants, targets)
@example(NIGHTS, datetime.fromisoformat("2027-03-13T23:00-05:00"), timedelta(hours=6))
def test_the_due_time_is_the_least_instant_at_which_the_target_has_passed(
    calendar: BusinessCalendar, start: datetime, target: timedelta
) -> None:
    due = calendar.add(start, target)
    assert calendar.working_between(start, due) == target
    assert due == start or calendar.working_between(start, due - MICROSECOND) < target


@thoroughly
@given(calendars(), instants, targets, days)
def test_adding_a_holiday_never_makes_a_due_time_earlier(
    calendar: BusinessCalendar, start: datetime, target: timedelta, day: date
) -> None:
    with_holiday = replace(calendar, holidays=calendar.holidays | {day})
    assert with_holiday.add(start, target) >= calendar.add(start, target)


@thoroughly
@given(calendars(), instants, targets, days, hours_of_a_day())
def test_an_extra_opening_never_makes_a_due_time_later(
    calendar: BusinessCalendar, start: datetime, target: timedelta, day: date, extra: Hours
) -> None:
    others = tuple(dated for dated in calendar.openings if dated.day != day)
    without = replace(calendar, openings=others)
    opened = replace(calendar, openings=(*others, DatedHours(day, extra)))
    assert opened.add(start, target) <= without.add(start, target)


@thoroughly
@given(calendars(), instants, st.integers(0, 20_000), st.integers(0, 20_000))
def test_working_time_adds_up_and_windows_lie_in_order_inside(
    calendar: BusinessCalendar, start: datetime, one: int, other: int
) -> None:
    middle = start + timedelta(minutes=one)
    end = middle + timedelta(minutes=other)
    parts = calendar.working_between(start, middle), calendar.working_between(middle, end)
    assert sum(parts, timedelta()) == calendar.working_between(start, end)
    found = calendar.open_windows(start, end)
    assert all(a.end < b.start for a, b in pairwise(found))
    assert all(start <= window.start and window.end <= end for window in found)
    assert total(found) == calendar.working_between(start, end)


@thoroughly
@given(calendars(), calendars(), instants, st.integers(1, 20_000))
def test_common_hours_are_where_both_are_open(
    one: BusinessCalendar, other: BusinessCalendar, start: datetime, length: int
) -> None:
    end = start + timedelta(minutes=length)
    ours, theirs = one.open_windows(start, end), other.open_windows(start, end)
    shared = tuple(both for a in ours for b in theirs if (both := a.intersect(b)))
    assert one.common_with(other).open_windows(start, end) == shared
    assert other.common_with(one).open_windows(start, end) == shared


@thoroughly
@given(calendars(), instants, st.integers(0, 20_000))
def test_working_time_is_never_more_than_real_time(
    calendar: BusinessCalendar, start: datetime, length: int
) -> None:
    end = start + timedelta(minutes=length)
    assert calendar.working_between(start, end) <= end - start
    assert AROUND_THE_CLOCK.working_between(start, end) == end - start


@thoroughly
@given(calendars())
def test_every_calendar_survives_storage(calendar: BusinessCalendar) -> None:
    assert from_definition(to_definition(calendar)) == calendar
