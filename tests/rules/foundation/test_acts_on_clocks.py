"""Who may stop which clock, what pauses it, and what a reopening does."""

from datetime import timedelta

import pytest

from fullcircle.foundation.values.target_clock import (
    Actor,
    ClockEvent,
    ClockKind,
    ClockNotStarted,
    ClockState,
    FoundNotOurs,
    Paused,
    PauseReason,
    PolicyChanged,
    Reopened,
    Restarted,
    Resumed,
    Started,
    Stopped,
    Voided,
    VoidReason,
    read_clock,
)
from fullcircle.foundation.values.target_clock.events import NotAuthorised
from fullcircle.foundation.values.target_clock.policy import BadPolicy
from fullcircle.foundation.values.target_clock.reading import NoteCode
from tests.rules.foundation.desk import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, hours, on, policy

START = on(MONDAY, "09:00")
HUMAN_ONLY = (ClockKind.ACKNOWLEDGEMENT, ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE)


def log_of(
    kind: ClockKind, *events: ClockEvent, target: timedelta | None = None
) -> list[ClockEvent]:
    """Return a log that starts on Monday at nine with a target of four hours."""
    return [Started(at=START, policy=policy(target or hours(4), kind=kind)), *events]


@pytest.mark.parametrize("kind", HUMAN_ONLY)
@pytest.mark.parametrize("by", [Actor.AUTOMATIC, Actor.REQUESTER])
def test_only_a_human_of_the_provider_acknowledges_or_answers(kind: ClockKind, by: Actor) -> None:
    log = log_of(kind, Stopped(at=on(MONDAY, "10:00"), by=by))
    reading = read_clock(log, on(MONDAY, "11:00"))
    assert reading.state is ClockState.RUNNING
    assert [note.code for note in reading.notes] == [NoteCode.STOP_DOES_NOT_COUNT]
    answered = [*log, Stopped(at=on(MONDAY, "12:00"), sequence=1, by=Actor.PROVIDER)]
    assert read_clock(answered, on(TUESDAY, "11:00")).state is ClockState.MET


def test_a_rule_may_solve_but_the_requester_withdraws_instead() -> None:
    solved = log_of(ClockKind.RESOLUTION, Stopped(at=on(MONDAY, "10:00"), by=Actor.AUTOMATIC))
    assert read_clock(solved, on(MONDAY, "11:00")).state is ClockState.MET
    said = log_of(ClockKind.RESOLUTION, Stopped(at=on(MONDAY, "10:00"), by=Actor.REQUESTER))
    assert read_clock(said, on(MONDAY, "11:00")).state is ClockState.RUNNING


@pytest.mark.parametrize("kind", [ClockKind.ACKNOWLEDGEMENT, ClockKind.FIRST_RESPONSE])
def test_raised_by_one_of_us_on_behalf_is_acknowledged_at_once(kind: ClockKind) -> None:
    start = Started(at=START, policy=policy(hours(1), kind=kind), raised_by=Actor.PROVIDER)
    reading = read_clock([start], on(TUESDAY, "09:00"))
    assert (reading.state, reading.stopped_at, reading.elapsed) == (
        ClockState.MET,
        START,
        timedelta(),
    )


def test_raised_by_one_of_us_does_not_solve_it() -> None:
    start = Started(at=START, policy=policy(hours(4)), raised_by=Actor.PROVIDER)
    assert read_clock([start], on(MONDAY, "10:00")).state is ClockState.RUNNING


@pytest.mark.parametrize("reason", [PauseReason.OUR_PARTS, PauseReason.OUR_TEAM])
def test_waiting_for_our_own_never_pauses_the_customers_clock(reason: PauseReason) -> None:
    log = log_of(ClockKind.RESOLUTION, Paused(at=on(MONDAY, "10:00"), reason=reason))
    reading = read_clock(log, on(MONDAY, "12:00"))
    assert (reading.state, reading.elapsed) == (ClockState.RUNNING, hours(3))
    assert [note.code for note in reading.notes] == [NoteCode.DOES_NOT_PAUSE]


@pytest.mark.parametrize("kind", HUMAN_ONLY)
def test_acknowledgement_and_responses_never_pause(kind: ClockKind) -> None:
    log = log_of(kind, Paused(at=on(MONDAY, "10:00"), reason=PauseReason.REQUESTER))
    assert read_clock(log, on(MONDAY, "12:00")).state is ClockState.RUNNING


def test_reopening_turns_solved_time_into_a_pause_and_counts() -> None:
    log = log_of(
        ClockKind.RESOLUTION,
        Stopped(at=on(MONDAY, "11:00"), sequence=1),
        Reopened(at=on(TUESDAY, "09:30"), sequence=2),
        Stopped(at=on(TUESDAY, "11:00"), sequence=3),
    )
    reading = read_clock(log, on(WEDNESDAY, "09:00"))
    assert (reading.state, reading.elapsed) == (ClockState.MET, hours(3.5))
    assert reading.due == on(TUESDAY, "11:30")
    assert reading.reopened == 1
    assert (reading.first_stopped_at, reading.stopped_at) == (
        on(MONDAY, "11:00"),
        on(TUESDAY, "11:00"),
    )


def test_reopened_at_the_very_due_instant_is_not_late_before_it_runs_again() -> None:
    log = log_of(
        ClockKind.RESOLUTION,
        Stopped(at=on(MONDAY, "13:00"), sequence=1),
        Reopened(at=on(TUESDAY, "09:30"), sequence=2),
    )
    assert read_clock(log, on(TUESDAY, "09:00")).state is ClockState.MET
    assert read_clock(log, on(TUESDAY, "09:30")).state is ClockState.RUNNING
    assert read_clock(log, on(TUESDAY, "09:31")).state is ClockState.BREACHED


def test_a_complaint_after_the_window_does_not_reopen() -> None:
    late = on(WEDNESDAY, "09:00") + timedelta(days=14)
    log = log_of(
        ClockKind.RESOLUTION, Stopped(at=on(MONDAY, "11:00"), sequence=1), Reopened(at=late)
    )
    reading = read_clock(log, late)
    assert (reading.state, reading.reopened) == (ClockState.MET, 0)
    assert [note.code for note in reading.notes] == [NoteCode.NOT_REOPENED]


def test_an_acknowledgement_stays_one_when_the_case_reopens() -> None:
    log = log_of(
        ClockKind.ACKNOWLEDGEMENT,
        Stopped(at=on(MONDAY, "09:05"), sequence=1),
        Reopened(at=on(TUESDAY, "09:00"), sequence=2),
    )
    assert read_clock(log, on(WEDNESDAY, "09:00")).state is ClockState.MET


def test_a_change_of_policy_while_solved_counts_from_the_reopening() -> None:
    log = log_of(
        ClockKind.RESOLUTION,
        Stopped(at=on(MONDAY, "11:00"), sequence=1),
        PolicyChanged(at=on(MONDAY, "12:00"), policy=policy(hours(1), name="gold")),
    )
    solved = read_clock(log, on(MONDAY, "13:00"))
    assert (solved.state, solved.policy.name) == (ClockState.MET, "silver")
    reopened = read_clock([*log, Reopened(at=on(MONDAY, "14:00"))], on(MONDAY, "14:01"))
    assert (reopened.state, reopened.policy.name) == (ClockState.BREACHED, "gold")


def test_wrong_from_the_beginning_starts_anew_and_strikes_the_breach() -> None:
    right = policy(hours(8), name="bronze")
    log = log_of(
        ClockKind.RESOLUTION,
        Restarted(at=on(MONDAY, "15:00"), policy=right, authorised_by="person:7"),
    )
    reading = read_clock(log, on(MONDAY, "16:00"))
    assert (reading.state, reading.elapsed) == (ClockState.RUNNING, hours(1))
    assert reading.breach is None
    assert [breach.struck_by for breach in reading.breaches] == ["person:7"]


def test_a_pause_before_a_restart_gives_nothing_back_after_it() -> None:
    log = log_of(
        ClockKind.RESOLUTION,
        Paused(at=on(MONDAY, "09:30"), sequence=1, reason=PauseReason.ACCESS),
        Resumed(at=on(MONDAY, "10:00"), sequence=2),
        Restarted(at=on(MONDAY, "12:00"), policy=policy(hours(2)), authorised_by="person:7"),
    )
    reading = read_clock(log, on(MONDAY, "13:00"))
    assert (reading.elapsed, reading.due) == (hours(1), on(MONDAY, "14:00"))


def test_waiting_twice_for_the_same_counts_from_the_first_time() -> None:
    log = log_of(
        ClockKind.RESOLUTION,
        Paused(at=on(MONDAY, "10:00"), sequence=1, reason=PauseReason.ACCESS),
        Paused(at=on(MONDAY, "11:00"), sequence=2, reason=PauseReason.ACCESS),
        Resumed(at=on(MONDAY, "12:00"), sequence=3),
    )
    assert read_clock(log, on(MONDAY, "12:00")).elapsed == hours(1)


def test_solving_ends_the_waiting_also_for_the_time_after_a_reopening() -> None:
    log = log_of(
        ClockKind.RESOLUTION,
        Paused(at=on(MONDAY, "10:00"), sequence=1, reason=PauseReason.REQUESTER),
        Stopped(at=on(MONDAY, "11:00"), sequence=2),
        Reopened(at=on(MONDAY, "12:00"), sequence=3),
    )
    solved, reopened = (read_clock(log, on(MONDAY, time)) for time in ("11:30", "13:00"))
    assert (solved.state, solved.is_paused, solved.due) == (
        ClockState.MET,
        False,
        on(MONDAY, "14:00"),
    )
    assert (reopened.state, reopened.elapsed) == (ClockState.RUNNING, hours(2))


def test_a_restart_names_who_ordered_it() -> None:
    with pytest.raises(NotAuthorised):
        Restarted(at=START, policy=policy(hours(8)), authorised_by="")


def test_void_counts_for_nothing_however_late() -> None:
    log = log_of(ClockKind.RESOLUTION, Voided(at=on(TUESDAY, "16:00"), reason=VoidReason.DUPLICATE))
    assert read_clock(log, on(TUESDAY, "15:00")).state is ClockState.BREACHED
    reading = read_clock(log, on(WEDNESDAY, "09:00"))
    assert (reading.state, reading.is_open) == (ClockState.VOID, False)


def test_a_finding_of_not_ours_keeps_the_result() -> None:
    log = log_of(ClockKind.RESOLUTION, FoundNotOurs(at=on(TUESDAY, "09:00")))
    reading = read_clock(log, on(TUESDAY, "10:00"))
    assert (reading.state, reading.not_ours) == (ClockState.BREACHED, True)


def test_scheduled_for_later_counts_from_the_wished_window() -> None:
    start = Started(
        at=on(FRIDAY, "10:00"), policy=policy(hours(4)), counts_from=on(TUESDAY, "09:00")
    )
    waiting = read_clock([start], on(MONDAY, "12:00"))
    assert (waiting.state, waiting.elapsed) == (ClockState.NOT_STARTED, timedelta())
    assert waiting.due == on(TUESDAY, "13:00")
    assert read_clock([start], on(TUESDAY, "10:00")).elapsed == hours(1)
    early = Stopped(at=on(MONDAY, "11:00"), sequence=1)
    assert read_clock([start, early], on(MONDAY, "12:00")).state is ClockState.MET


def test_a_log_without_a_start_cannot_be_read() -> None:
    with pytest.raises(ClockNotStarted):
        read_clock([Stopped(at=START)], START)
    with pytest.raises(ClockNotStarted):
        read_clock(log_of(ClockKind.RESOLUTION), on(FRIDAY, "09:00"))


def test_a_negative_target_is_refused() -> None:
    with pytest.raises(BadPolicy):
        policy(hours(-1))
