"""What holds for every log of a clock, in whatever calendar it counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from fullcircle.foundation.values.calendar import BusinessCalendar
from fullcircle.foundation.values.target_clock import (
    ClockEvent,
    ClockState,
    Paused,
    PauseReason,
    PolicyChanged,
    Rebased,
    Resumed,
    Started,
    Stopped,
    read_clock,
)
from fullcircle.foundation.values.target_clock.explanation import counted, explain
from fullcircle.foundation.values.target_clock.sentences import say
from fullcircle.foundation.values.window import TimeWindow, union
from tests.rules.foundation.desk import AROUND_THE_CLOCK, policy
from tests.rules.foundation.examples import thoroughly
from tests.rules.foundation.strategies import calendars, days, instants, logs, targets

MICROSECOND = timedelta(microseconds=1)
minutes_later = st.integers(0, 20_000).map(lambda count: timedelta(minutes=count))
spans = st.lists(st.tuples(st.integers(0, 7200), st.integers(0, 1500)), max_size=3)


@st.composite
def told_logs(draw: st.DrawFn) -> tuple[ClockEvent, ...]:
    """Draw a log in a drawn calendar."""
    return draw(logs(draw(calendars())))


def first_start(log: Sequence[ClockEvent]) -> datetime:
    """Return the start of the log."""
    return next(event.at for event in log if isinstance(event, Started))


@thoroughly
@given(told_logs(), minutes_later, minutes_later)
def test_elapsed_never_runs_backwards_and_a_breach_never_un_happens(
    log: tuple[ClockEvent, ...], one: timedelta, more: timedelta
) -> None:
    early = read_clock(log, first_start(log) + one)
    late = read_clock(log, first_start(log) + one + more)
    assert early.elapsed <= late.elapsed
    if early.state is ClockState.BREACHED:
        assert late.state is ClockState.BREACHED


@thoroughly
@given(told_logs(), minutes_later, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(
    log: tuple[ClockEvent, ...], later: timedelta, random: Random
) -> None:
    shuffled = list(log)
    random.shuffle(shuffled)
    at = first_start(log) + later
    assert read_clock(shuffled, at) == read_clock(log, at) == read_clock(log + log, at)


@thoroughly
@given(told_logs(), minutes_later)
def test_the_due_time_is_the_least_instant_at_which_elapsed_is_the_target(
    log: tuple[ClockEvent, ...], later: timedelta
) -> None:
    reading = read_clock(log, first_start(log) + later)
    due, calendar = reading.projected_due, reading.policy.calendar
    pauses = [(span.start, span.end or reading.at) for span in reading.pauses]

    def elapsed(until: datetime) -> timedelta:
        joined = union(TimeWindow(a, b) for a, b in pauses if a < b)
        inside = (
            calendar.working_between(max(pause.start, reading.start), min(pause.end, until))
            for pause in joined
        )
        return calendar.working_between(reading.start, until) - sum(inside, timedelta())

    assert elapsed(due) == reading.policy.target
    assert due == reading.start or elapsed(due - MICROSECOND) < reading.policy.target
    if reading.is_open:
        assert reading.elapsed == elapsed(max(reading.at, reading.start))
        assert reading.remaining - reading.overdue == reading.policy.target - reading.elapsed


@thoroughly
@given(told_logs(), minutes_later)
def test_the_parts_of_an_explanation_add_up_to_the_target(
    log: tuple[ClockEvent, ...], later: timedelta
) -> None:
    reading = read_clock(log, first_start(log) + later)
    parts = explain(reading)
    assert counted(parts) == reading.policy.target
    assert len(say(parts, reading.policy.calendar.zone)) == len(parts)


@thoroughly
@given(calendars(), instants, targets, minutes_later)
def test_met_means_stopped_at_or_before_the_due_time(
    calendar: BusinessCalendar, start: datetime, target: timedelta, later: timedelta
) -> None:
    log = [Started(at=start, policy=policy(target, calendar))]
    due = read_clock(log, start).projected_due
    for stop in (start + later, due, due + MICROSECOND):
        stopped = [*log, Stopped(at=stop, sequence=1)]
        expected = ClockState.MET if stop <= due else ClockState.BREACHED
        assert read_clock(stopped, stop + later).state is expected


@thoroughly
@given(calendars(), instants, targets, spans)
def test_pauses_count_as_their_union_whatever_their_reasons(
    calendar: BusinessCalendar, start: datetime, target: timedelta, drawn: list[tuple[int, int]]
) -> None:
    begun = Started(at=start, policy=policy(target, calendar))
    reasons = (PauseReason.REQUESTER, PauseReason.ACCESS, PauseReason.THIRD_PARTY)
    windows = [
        TimeWindow(start + timedelta(minutes=a), start + timedelta(minutes=a + length))
        for a, length in drawn
        if length
    ]
    # One reason is waited for once at a time: pauses that overlap have different reasons.
    joined = union(windows)
    told = zip(windows, reasons, strict=False)
    apart = _pauses([(window.start, window.end, reason) for window, reason in told])
    plain = _pauses([(window.start, window.end, PauseReason.REQUESTER) for window in joined])
    at = start + timedelta(days=10)
    one, other = read_clock([begun, *apart], at), read_clock([begun, *plain], at)
    assert (one.due, one.elapsed, one.state) == (other.due, other.elapsed, other.state)
    paused = sum((calendar.working_time(window) for window in joined), timedelta())
    assert one.elapsed == calendar.working_between(start, at) - paused


def _pauses(spans: list[tuple[datetime, datetime, PauseReason]]) -> list[ClockEvent]:
    events: list[ClockEvent] = []
    for number, (start, end, reason) in enumerate(spans):
        events.append(Paused(at=start, sequence=2 * number, reason=reason))
        events.append(Resumed(at=end, sequence=2 * number + 1, reason=reason))
    return events


@thoroughly
@given(told_logs(), calendars(), targets, minutes_later, minutes_later)
def test_a_policy_changed_away_and_back_is_as_if_it_had_stayed(
    log: tuple[ClockEvent, ...],
    calendar: BusinessCalendar,
    target: timedelta,
    away: timedelta,
    more: timedelta,
) -> None:
    # A stop in between would keep the clock at the policy under which it was stopped.
    plain = [event for event in log if isinstance(event, Started | Paused | Resumed)]
    start = first_start(log)
    original = next(event.policy for event in plain if isinstance(event, Started))
    other = policy(target, calendar, name="other")
    changes = [
        PolicyChanged(at=start + away, sequence=90, policy=other),
        PolicyChanged(at=start + away + more, sequence=91, policy=original),
    ]
    at = start + away + more + more
    stayed, changed = read_clock(plain, at), read_clock([*plain, *changes], at)
    assert (changed.due, changed.elapsed, changed.policy) == (
        stayed.due,
        stayed.elapsed,
        stayed.policy,
    )
    # Only what was passed while the other policy counted may have come on top.
    if not any(breach.policy == other for breach in changed.breaches):
        assert changed.state is stayed.state


@thoroughly
@given(calendars(), instants, targets, days, minutes_later)
def test_moving_a_clock_to_a_calendar_with_a_holiday_never_makes_it_due_earlier(
    calendar: BusinessCalendar, start: datetime, target: timedelta, day: date, later: timedelta
) -> None:
    begun = Started(at=start, policy=policy(target, calendar))
    closed = replace(calendar, version=2, holidays=calendar.holidays | {day})
    order = Rebased(at=start + later, calendar=closed, authorised_by="person:7")
    before, after = (read_clock(log, start + later) for log in ([begun], [begun, order]))
    assert after.projected_due >= before.projected_due
    assert after.elapsed <= before.elapsed


@thoroughly
@given(calendars(), instants, targets, minutes_later)
def test_leaving_an_emergency_uses_the_lesser_of_wall_time_and_working_time(
    calendar: BusinessCalendar, start: datetime, target: timedelta, later: timedelta
) -> None:
    log = [
        Started(at=start, policy=policy(timedelta(hours=4), AROUND_THE_CLOCK, name="emergency")),
        PolicyChanged(at=start + later, sequence=1, policy=policy(target, calendar)),
    ]
    used = read_clock(log, start + later).elapsed
    assert used == min(later, calendar.working_between(start, start + later))
