"""The edge cases of clock semantics, by number, that concern the log of one clock."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from fullcircle.foundation.values.target_clock import (
    Actor,
    BreachRecorded,
    ClockEvent,
    ClockKind,
    ClockReading,
    ClockState,
    Paused,
    PauseReason,
    PolicyChanged,
    Rebased,
    Resumed,
    Started,
    Stopped,
    Withdrawn,
    read_clock,
)
from fullcircle.foundation.values.target_clock.events import NotAuthorised
from fullcircle.foundation.values.target_clock.reading import NoteCode
from fullcircle.foundation.values.working_time import CalendarNeverOpen
from tests.rules.foundation.desk import (
    AROUND_THE_CLOCK,
    FRIDAY,
    MONDAY,
    NIGHTS,
    STANDARD,
    TUESDAY,
    hours,
    minutes,
    on,
    policy,
)

ACKNOWLEDGE = policy(hours(1), kind=ClockKind.ACKNOWLEDGEMENT)
MICROSECOND = timedelta(microseconds=1)
START = on(MONDAY, "09:00")
FOUR_HOURS = hours(4)


def started(target: timedelta = FOUR_HOURS, at: datetime = START) -> Started:
    """Return the start of a resolution clock."""
    return Started(at=at, policy=policy(target))


def pause(
    start: str, end: str, reason: PauseReason = PauseReason.REQUESTER, *, number: int = 1
) -> list[ClockEvent]:
    """Return a pause on the Monday."""
    return [
        Paused(at=on(MONDAY, start), sequence=number, reason=reason),
        Resumed(at=on(MONDAY, end), sequence=number + 1, reason=reason),
    ]


def codes(reading: ClockReading) -> set[NoteCode]:
    """Return the kinds of remarks of a reading."""
    return {note.code for note in reading.notes}


def test_case_22_a_pause_that_begins_before_creation_counts_from_creation() -> None:
    log = [started(), *pause("08:00", "10:00")]
    reading = read_clock(log, on(MONDAY, "12:00"))
    assert reading.elapsed == hours(2)
    assert reading.due == on(MONDAY, "14:00")


def test_case_23_an_open_pause_freezes_what_remains_and_moves_the_projected_due() -> None:
    log = [started(), Paused(at=on(MONDAY, "10:00"), reason=PauseReason.ACCESS)]
    noon, later = (read_clock(log, on(MONDAY, time)) for time in ("12:00", "13:00"))
    assert (noon.state, noon.due, noon.remaining) == (ClockState.PAUSED, None, hours(3))
    assert later.remaining == hours(3)
    assert noon.projected_due == on(MONDAY, "15:00")
    assert later.projected_due == on(MONDAY, "16:00")


def test_case_24_overlapping_pauses_of_two_reasons_count_once() -> None:
    log = [
        started(),
        *pause("10:00", "12:00", PauseReason.REQUESTER),
        *pause("11:00", "13:00", PauseReason.THIRD_PARTY, number=3),
    ]
    assert read_clock(log, on(MONDAY, "13:00")).due == on(MONDAY, "16:00")
    between = read_clock(log, on(MONDAY, "12:30"))
    assert between.waiting_on == {PauseReason.THIRD_PARTY}


def test_case_25_from_one_pause_into_the_next_nothing_counts_twice() -> None:
    log = [
        started(),
        Paused(at=on(MONDAY, "10:00"), sequence=1, reason=PauseReason.REQUESTER),
        Paused(at=on(MONDAY, "11:00"), sequence=2, reason=PauseReason.THIRD_PARTY),
        Resumed(at=on(MONDAY, "12:00"), sequence=3),
    ]
    assert read_clock(log, on(MONDAY, "12:00")).due == on(MONDAY, "15:00")


def test_case_26_resumed_exactly_at_closing() -> None:
    log = [started(), *pause("12:00", "17:00")]
    reading = read_clock(log, on(MONDAY, "17:00"))
    assert (reading.state, reading.due) == (ClockState.RUNNING, on(TUESDAY, "10:00"))


def test_case_27_a_status_that_flips_twice_in_one_transaction_gives_no_credit() -> None:
    noon = on(MONDAY, "12:00")
    flips = [
        Paused(at=noon, sequence=1, reason=PauseReason.REQUESTER),
        Resumed(at=noon, sequence=2),
        Paused(at=noon, sequence=3, reason=PauseReason.REQUESTER),
        Resumed(at=noon, sequence=4),
    ]
    reading = read_clock([started(), *flips], on(MONDAY, "12:30"))
    assert (reading.state, reading.pauses) == (ClockState.RUNNING, ())
    assert reading.due == on(MONDAY, "13:00")
    still = read_clock([started(), *flips[:3]], on(MONDAY, "12:30"))
    assert still.state is ClockState.PAUSED


def test_case_28_two_agents_resume_at_the_same_time() -> None:
    log = [started(), *pause("10:00", "12:00")]
    second = Resumed(at=on(MONDAY, "12:00"), sequence=9)
    reading = read_clock([*log, second], on(MONDAY, "12:30"))
    assert reading.due == read_clock(log, on(MONDAY, "12:30")).due
    assert NoteCode.NOTHING_TO_RESUME in codes(reading)


def test_case_29_the_order_of_arrival_does_not_matter() -> None:
    log = [
        started(),
        *pause("10:00", "11:00"),
        PolicyChanged(at=on(MONDAY, "11:30"), policy=policy(hours(6), name="bronze")),
        Stopped(at=on(MONDAY, "16:00"), sequence=5),
    ]
    readings = {read_clock(order, on(TUESDAY, "09:00")) for order in permutations(log)}
    assert len(readings) == 1
    twice = read_clock([*log, *log], on(TUESDAY, "09:00"))
    assert {twice} == readings


def test_case_30_a_reply_stamped_before_creation_counts_at_creation() -> None:
    log = [
        Started(at=START, policy=ACKNOWLEDGE),
        Stopped(at=START - minutes(3), by=Actor.PROVIDER),
    ]
    reading = read_clock(log, on(MONDAY, "12:00"))
    assert (reading.state, reading.elapsed) == (ClockState.MET, timedelta())
    assert NoteCode.STAMPED_BEFORE_START in codes(reading)


def test_case_33_a_holiday_entered_later_moves_a_promise_only_by_order() -> None:
    log = [started(hours(8), on(FRIDAY, "16:00"))]
    with_holiday = replace(STANDARD, version=2, holidays=frozenset({MONDAY}))
    promised = read_clock(log, on(FRIDAY, "16:30")).due
    assert promised == on(MONDAY, "16:00")
    order = Rebased(at=on(FRIDAY, "16:45"), calendar=with_holiday, authorised_by="person:7")
    moved = read_clock([*log, order], on(FRIDAY, "16:45"))
    assert moved.due == on(TUESDAY, "16:00")
    assert NoteCode.REBASED in codes(moved)
    with pytest.raises(NotAuthorised):
        Rebased(at=START, calendar=with_holiday, authorised_by=" ")


def test_case_33_a_closed_clock_is_never_moved() -> None:
    log = [started(), Stopped(at=on(MONDAY, "12:00"), sequence=1)]
    with_holiday = replace(STANDARD, version=2, holidays=frozenset({MONDAY}))
    order = Rebased(at=on(TUESDAY, "09:00"), calendar=with_holiday, authorised_by="person:7")
    reading = read_clock([*log, order], on(TUESDAY, "12:00"))
    assert (reading.state, reading.due) == (ClockState.MET, on(MONDAY, "13:00"))
    assert NoteCode.CLOSED_ALREADY in codes(reading)


def test_case_34_a_deleted_policy_is_still_in_the_log_that_uses_it() -> None:
    log = [Started(at=START, policy=policy(hours(4), name="gone", version=3))]
    assert read_clock(log, START).policy.reference == "gone@3"


def test_case_35_a_site_that_moves_its_zone_is_a_new_calendar_version() -> None:
    log = [started(hours(3), on(MONDAY, "15:00"))]
    chicago = replace(STANDARD, version=2, local_zone=ZoneInfo("America/Chicago"))
    order = Rebased(at=on(MONDAY, "16:00"), calendar=chicago, authorised_by="person:7")
    assert read_clock(log, on(MONDAY, "16:00")).due == on(TUESDAY, "10:00")
    # Chicago closes at 18:00 New York time.
    assert read_clock([*log, order], on(MONDAY, "16:00")).due == on(MONDAY, "18:00")


def test_case_39_no_common_hours_are_an_error() -> None:
    nights_only = policy(hours(1), STANDARD.common_with(NIGHTS))
    with pytest.raises(CalendarNeverOpen, match="together with"):
        read_clock([Started(at=START, policy=nights_only)], START)


def test_case_40_a_target_of_zero_is_due_at_once_and_met_only_at_once() -> None:
    log = [started(timedelta(), on(FRIDAY, "20:00"))]
    assert read_clock(log, on(FRIDAY, "20:00")).due == on(FRIDAY, "20:00")
    at_once = [*log, Stopped(at=on(FRIDAY, "20:00"), sequence=1)]
    assert read_clock(at_once, on(MONDAY, "10:00")).state is ClockState.MET
    later = [*log, Stopped(at=on(FRIDAY, "20:00") + MICROSECOND, sequence=1)]
    assert read_clock(later, on(MONDAY, "10:00")).state is ClockState.BREACHED
    assert read_clock(log, on(MONDAY, "10:00")).used is None


def test_case_41_targets_of_seconds_and_of_months() -> None:
    seconds = read_clock([started(timedelta(seconds=5))], START)
    assert seconds.due == START + timedelta(seconds=5)
    months = read_clock([started(hours(8) * 130)], START)
    assert months.due == on(date(2027, 5, 21), "17:00")


def test_case_42_no_breach_while_paused() -> None:
    log = [started(), Paused(at=on(MONDAY, "12:59:59"), reason=PauseReason.REQUESTER)]
    assert read_clock(log, on(TUESDAY, "16:00")).state is ClockState.PAUSED
    at_due = [started(), Paused(at=on(MONDAY, "13:00"), reason=PauseReason.REQUESTER)]
    assert read_clock(at_due, on(TUESDAY, "16:00")).state is ClockState.PAUSED
    resumed = [*at_due, Resumed(at=on(TUESDAY, "10:00"), sequence=1)]
    assert read_clock(resumed, on(TUESDAY, "10:00")).state is ClockState.RUNNING
    passed = read_clock(resumed, on(TUESDAY, "10:01"))
    assert passed.breach is not None
    assert passed.breach.at == on(TUESDAY, "10:00")


def test_case_42_a_recorded_breach_stands_when_a_pause_is_entered_afterwards() -> None:
    due = on(MONDAY, "13:00")
    told = BreachRecorded(at=due + minutes(1), policy=policy(hours(4)), due=due)
    reading = read_clock([started(), told, *pause("10:00", "12:00")], on(MONDAY, "14:00"))
    assert reading.state is ClockState.BREACHED
    assert reading.due == on(MONDAY, "15:00")
    assert reading.breach is not None
    assert reading.breach.no_longer_follows
    plain = read_clock([started(), told], on(MONDAY, "14:00"))
    assert plain.breach is not None
    assert plain.breach.recorded
    assert not plain.breach.no_longer_follows


def test_case_43_closed_by_the_requester_before_the_first_response_is_not_needed() -> None:
    log = [
        Started(at=START, policy=policy(hours(1), kind=ClockKind.FIRST_RESPONSE)),
        Withdrawn(at=on(MONDAY, "09:30"), sequence=1),
    ]
    assert read_clock(log, on(TUESDAY, "09:00")).state is ClockState.NOT_NEEDED
    too_late = [log[0], Withdrawn(at=on(MONDAY, "10:30"), sequence=1)]
    assert read_clock(too_late, on(TUESDAY, "09:00")).state is ClockState.BREACHED


def test_case_44_acknowledged_at_the_due_instant_is_met_one_microsecond_later_is_not() -> None:
    due = on(MONDAY, "10:00")
    for stop, state in ((due, ClockState.MET), (due + MICROSECOND, ClockState.BREACHED)):
        log = [Started(at=START, policy=ACKNOWLEDGE), Stopped(at=stop, sequence=1)]
        assert read_clock(log, on(TUESDAY, "09:00")).state is state


def test_case_48_priority_down_then_up_again_is_as_if_it_had_stayed() -> None:
    silver, bronze = policy(hours(4)), policy(hours(16), name="bronze")
    changes = [
        PolicyChanged(at=on(MONDAY, "10:30"), policy=bronze),
        PolicyChanged(at=on(MONDAY, "11:30"), policy=silver),
    ]
    log = [started(), *pause("10:00", "11:00")]
    stayed, changed = (
        read_clock(events, on(MONDAY, "12:00")) for events in (log, [*log, *changes])
    )
    assert (changed.due, changed.elapsed, changed.breaches) == (stayed.due, stayed.elapsed, ())


def test_a_downgrade_keeps_start_pauses_and_the_breach_that_happened() -> None:
    bronze = policy(hours(16), name="bronze")
    log = [
        started(),
        *pause("10:00", "11:00"),
        PolicyChanged(at=on(MONDAY, "16:00"), policy=bronze),
        Stopped(at=on(TUESDAY, "10:00"), sequence=7),
    ]
    reading = read_clock(log, on(TUESDAY, "12:00"))
    assert reading.elapsed == hours(8)
    assert reading.state is ClockState.BREACHED
    assert reading.breach is not None
    assert (reading.breach.policy.name, reading.breach.due) == ("silver", on(MONDAY, "14:00"))
    assert reading.breach.late_by == hours(2)


def test_leaving_an_emergency_counts_what_was_used_in_the_new_hours() -> None:
    emergency = replace(policy(hours(4), AROUND_THE_CLOCK, name="emergency"), emergency=True)
    log = [
        Started(at=on(FRIDAY, "16:00"), policy=emergency),
        PolicyChanged(at=on(FRIDAY, "18:00"), policy=policy(hours(8))),
    ]
    reading = read_clock(log, on(FRIDAY, "18:00"))
    assert reading.elapsed == hours(1)
    assert reading.due == on(MONDAY, "16:00")
