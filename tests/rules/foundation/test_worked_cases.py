"""The worked cases of clock semantics, by number: oracles computed apart from this code."""

from datetime import date, datetime, timedelta

import pytest

from fullcircle.foundation.values.calendar_definition import from_definition
from fullcircle.foundation.values.target_clock import (
    ClockEvent,
    ClockState,
    Paused,
    PauseReason,
    Resumed,
    Started,
    Stopped,
    read_clock,
)
from fullcircle.foundation.values.window import TimeWindow
from fullcircle.foundation.values.working_time import CalendarNeverOpen, WorkingCalendar
from tests.rules.foundation.desk import (
    AROUND_THE_CLOCK,
    FRIDAY,
    MONDAY,
    NEW_YORK,
    NIGHTS,
    SATURDAY,
    SPLIT_DAY,
    STANDARD,
    SUNDAY,
    WEDNESDAY,
    hours,
    minutes,
    on,
    policy,
)

SPRING = date(2027, 3, 13)
SPRING_SUNDAY = date(2027, 3, 14)

DUE_WITHOUT_PAUSE = [
    pytest.param(STANDARD, on(FRIDAY, "16:30"), minutes(60), on(MONDAY, "09:30"), id="case-1"),
    pytest.param(STANDARD, on(FRIDAY, "17:00"), minutes(60), on(MONDAY, "10:00"), id="case-2"),
    pytest.param(STANDARD, on(MONDAY, "08:59:59"), minutes(60), on(MONDAY, "10:00"), id="case-3"),
    pytest.param(STANDARD, on(FRIDAY, "16:00"), minutes(60), on(FRIDAY, "17:00"), id="case-4"),
    pytest.param(SPLIT_DAY, on(MONDAY, "12:30"), minutes(60), on(MONDAY, "14:30"), id="case-5-a"),
    pytest.param(SPLIT_DAY, on(MONDAY, "11:45"), minutes(60), on(MONDAY, "14:15"), id="case-5-b"),
    pytest.param(NIGHTS, on(SPRING, "23:00"), hours(6), on(SPRING_SUNDAY, "06:00"), id="case-7"),
    pytest.param(
        AROUND_THE_CLOCK, on(SPRING, "12:00"), hours(24), on(SPRING_SUNDAY, "13:00"), id="case-9"
    ),
    pytest.param(STANDARD, on(FRIDAY, "16:30"), hours(24), on(WEDNESDAY, "16:30"), id="case-17"),
]

DUE_WITH_PAUSE = [
    pytest.param(
        on(MONDAY, "09:00"),
        (on(MONDAY, "10:00"), on(MONDAY, "12:00")),
        on(MONDAY, "15:00"),
        id="case-10",
    ),
    pytest.param(
        on(FRIDAY, "15:00"),
        (on(FRIDAY, "16:00"), on(MONDAY, "10:00")),
        on(MONDAY, "13:00"),
        id="case-11",
    ),
    pytest.param(
        on(FRIDAY, "15:00"),
        (on(SATURDAY, "10:00"), on(SUNDAY, "10:00")),
        on(MONDAY, "11:00"),
        id="case-12",
    ),
]


@pytest.mark.parametrize(("calendar", "start", "target", "due"), DUE_WITHOUT_PAUSE)
def test_the_due_time_is_the_worked_one(
    calendar: WorkingCalendar, start: datetime, target: timedelta, due: datetime
) -> None:
    assert calendar.add(start, target) == due
    clock = [Started(at=start, policy=policy(target, calendar))]
    assert read_clock(clock, start).due == due
    stopped = [*clock, Stopped(at=due, sequence=1)]
    assert read_clock(stopped, due + hours(100)).state is ClockState.MET
    late = [*clock, Stopped(at=due + timedelta(microseconds=1), sequence=1)]
    assert read_clock(late, due + hours(100)).state is ClockState.BREACHED


@pytest.mark.parametrize(("start", "pause", "due"), DUE_WITH_PAUSE)
def test_the_due_time_with_a_pause_is_the_worked_one(
    start: datetime, pause: tuple[datetime, datetime], due: datetime
) -> None:
    clock: list[ClockEvent] = [
        Started(at=start, policy=policy(hours(4))),
        Paused(at=pause[0], sequence=1, reason=PauseReason.REQUESTER),
        Resumed(at=pause[1], sequence=2),
    ]
    assert read_clock(clock, pause[1]).due == due


def test_case_7_the_night_in_which_clocks_go_forward_holds_seven_hours() -> None:
    night = TimeWindow(on(SPRING, "12:00"), on(SPRING_SUNDAY, "12:00"))
    assert NIGHTS.working_time(night) == hours(7)


def test_case_11_the_pause_is_worth_two_hours() -> None:
    pause = TimeWindow(on(FRIDAY, "16:00"), on(MONDAY, "10:00"))
    assert STANDARD.working_time(pause) == hours(2)


def test_case_15_a_calendar_without_working_time_is_an_error_and_no_endless_loop() -> None:
    nothing = from_definition({"name": "Nothing", "zone": NEW_YORK.key, "week": {}})
    with pytest.raises(CalendarNeverOpen, match="Nothing"):
        nothing.add(on(FRIDAY, "16:30"), minutes(60))
    with pytest.raises(CalendarNeverOpen):
        read_clock(
            [Started(at=on(FRIDAY, "16:30"), policy=policy(minutes(60), nothing))],
            on(MONDAY, "10:00"),
        )


def test_case_20_elapsed_over_the_weekend_is_sixty_minutes() -> None:
    weekend = TimeWindow(on(FRIDAY, "16:30"), on(MONDAY, "09:30"))
    assert STANDARD.working_time(weekend) == minutes(60)
    clock = [Started(at=weekend.start, policy=policy(hours(4)))]
    assert read_clock(clock, weekend.end).elapsed == minutes(60)
