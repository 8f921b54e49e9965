"""Clocks that belong together: rounds, merges, splits, teams, lead times, and their shares."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fullcircle.foundation.values.target_clock import (
    AbsorptionUndone,
    Actor,
    BadPolicy,
    ClockEvent,
    ClockKind,
    ClockReading,
    ClockState,
    MergeUndone,
    Paused,
    PauseReason,
    PolicyChanged,
    Reopened,
    Resumed,
    Started,
    Stopped,
    Voided,
    VoidReason,
    read_clock,
)
from fullcircle.foundation.values.target_clock.compliance import compliance
from fullcircle.foundation.values.target_clock.family import (
    Handover,
    check_lead_time,
    merge,
    move_to_calendar,
    planned_excess,
    rounds,
    split,
    team_clocks,
)
from fullcircle.foundation.values.target_clock.reading import NoteCode
from tests.rules.foundation.desk import FRIDAY, MONDAY, STANDARD, TUESDAY, hours, on, policy

NOON = on(MONDAY, "12:00")
MORNING = Started(at=on(MONDAY, "09:00"), policy=policy(hours(4)))
EARLIER = Started(at=on(FRIDAY, "16:00"), policy=policy(hours(4)))


def merged_at_noon(*, same_requester: bool) -> tuple[list[ClockEvent], list[ClockEvent]]:
    """Return the logs of the survivor and of the earlier case after a merge at noon."""
    reading = read_clock([EARLIER], NOON)
    joined, ends = merge("case:2", {"case:1": (reading, same_requester)}, at=NOON)
    return [MORNING, *joined], [EARLIER, ends["case:1"]]


def test_case_46_the_survivor_keeps_the_earliest_start_of_the_same_requester() -> None:
    survivor, absorbed = (
        read_clock(log, on(MONDAY, "12:30")) for log in merged_at_noon(same_requester=True)
    )
    assert survivor.start == on(FRIDAY, "16:00")
    assert (survivor.state, survivor.due) == (ClockState.BREACHED, on(MONDAY, "12:00"))
    assert survivor.breach is not None
    assert survivor.breach.at == NOON
    assert (absorbed.state, absorbed.is_open) == (ClockState.MERGED, False)


def test_case_46_the_survivor_keeps_its_own_start_when_somebody_else_asked() -> None:
    survivor, _ = merged_at_noon(same_requester=False)
    reading = read_clock(survivor, on(MONDAY, "12:30"))
    assert (reading.start, reading.state) == (on(MONDAY, "09:00"), ClockState.RUNNING)
    assert [note.code for note in reading.notes] == [NoteCode.KEEPS_OWN_START]


def test_case_46_a_later_case_of_the_same_requester_changes_no_start() -> None:
    joined, _ = merge("case:1", {"case:2": (read_clock([MORNING], NOON), True)}, at=NOON)
    assert read_clock([EARLIER, *joined], NOON).start == on(FRIDAY, "16:00")


def test_case_46_a_breached_case_merged_into_a_healthy_one_stays_in_its_own_record() -> None:
    late = [Started(at=on(FRIDAY, "09:00"), policy=policy(hours(4)))]
    joined, ends = merge("case:2", {"case:1": (read_clock(late, NOON), False)}, at=NOON)
    absorbed = read_clock([*late, ends["case:1"]], NOON)
    assert absorbed.state is ClockState.MERGED
    assert absorbed.breach is not None
    assert read_clock([MORNING, *joined], NOON).breach is None


def test_undoing_a_merge_restores_both_exactly() -> None:
    survivor, absorbed = merged_at_noon(same_requester=True)
    survivor.append(AbsorptionUndone(at=on(MONDAY, "12:10"), other="case:1"))
    absorbed.append(MergeUndone(at=on(MONDAY, "12:10")))
    later = on(MONDAY, "12:30")
    assert read_clock(survivor, later) == read_clock([MORNING], later)
    assert read_clock(absorbed, later) == read_clock([EARLIER], later)


def test_case_47_a_case_split_after_the_breach_starts_afresh() -> None:
    parent: list[ClockEvent] = [
        Started(at=on(FRIDAY, "09:00"), policy=policy(hours(4))),
        Paused(at=on(FRIDAY, "10:00"), sequence=1, reason=PauseReason.REQUESTER),
        Resumed(at=on(FRIDAY, "11:00"), sequence=2),
    ]
    fresh = split(parent, policy(hours(4)), at=NOON, since_original=False)
    assert read_clock(fresh, NOON).due == on(MONDAY, "16:00")
    original = split(parent, policy(hours(12)), at=NOON, since_original=True)
    reading = read_clock(original, NOON)
    assert (reading.received, reading.start) == (NOON, on(FRIDAY, "09:00"))
    assert (reading.elapsed, reading.state) == (hours(10), ClockState.RUNNING)
    assert read_clock(parent, NOON).state is ClockState.BREACHED


def test_a_split_since_the_original_has_used_what_its_parent_had() -> None:
    parent: list[ClockEvent] = [
        Started(at=on(FRIDAY, "09:00"), policy=policy(hours(40))),
        Stopped(at=on(FRIDAY, "11:00"), sequence=1),
        Reopened(at=on(FRIDAY, "15:00"), sequence=2),
        Paused(at=on(MONDAY, "10:00"), sequence=3, reason=PauseReason.ACCESS),
    ]
    for closing in ([], [Stopped(at=on(MONDAY, "11:00"), sequence=4)]):
        log = [*parent, *closing]
        child = split(log, policy(hours(40)), at=NOON, since_original=True)
        reading = read_clock(child, NOON)
        assert reading.elapsed == read_clock(log, NOON).elapsed == hours(5)
        assert (reading.reopened, reading.notes) == (0, ())


def test_an_order_to_move_a_clock_tells_both_due_times() -> None:
    closed_monday = replace(STANDARD, version=2, holidays=frozenset({MONDAY}))
    move = move_to_calendar(
        [EARLIER], closed_monday, at=on(FRIDAY, "16:30"), authorised_by="person:7"
    )
    assert (move.before, move.after) == (on(MONDAY, "12:00"), on(TUESDAY, "12:00"))
    moved = read_clock([EARLIER, move.event], on(FRIDAY, "16:30"))
    assert moved.due == move.after


def test_a_policy_for_another_kind_of_clock_is_refused() -> None:
    other = policy(hours(1), kind=ClockKind.ACKNOWLEDGEMENT)
    with pytest.raises(BadPolicy):
        read_clock([MORNING, PolicyChanged(at=NOON, policy=other)], NOON)


def test_the_next_response_waits_from_the_first_unanswered_message() -> None:
    asked = policy(hours(2), kind=ClockKind.NEXT_RESPONSE)
    log: list[ClockEvent] = [
        Started(at=on(MONDAY, "09:00"), sequence=1, policy=asked),
        Started(at=on(MONDAY, "09:30"), sequence=2, policy=asked),
        Stopped(at=on(MONDAY, "09:31"), sequence=3, by=Actor.AUTOMATIC),
        Stopped(at=on(MONDAY, "10:00"), sequence=4),
        Started(at=on(MONDAY, "14:00"), sequence=5, policy=asked),
        Voided(at=on(MONDAY, "14:05"), sequence=6, reason=VoidReason.NO_ANSWER_EXPECTED),
        Started(at=on(MONDAY, "15:00"), sequence=7, policy=asked),
    ]
    readings = [read_clock(one, on(MONDAY, "16:00")) for one in rounds(log)]
    assert [reading.state for reading in readings] == [
        ClockState.MET,
        ClockState.VOID,
        ClockState.RUNNING,
    ]
    assert readings[0].elapsed == hours(1)
    assert NoteCode.ALREADY_WAITING in {note.code for note in readings[0].notes}
    assert readings[2].due == on(MONDAY, "17:00")


def test_case_49_hand_overs_to_and_fro_add_up_for_each_team() -> None:
    handovers = [
        Handover(on(MONDAY, "10:00"), "bench"),
        Handover(on(MONDAY, "11:00"), "network"),
        Handover(on(MONDAY, "14:00"), "bench"),
        Handover(on(MONDAY, "15:30"), None),
    ]
    internal = policy(hours(2), kind=ClockKind.OPERATING_LEVEL)
    teams = {"bench": internal, "network": internal, "parts": internal}
    readings = team_clocks(handovers, teams, at=on(TUESDAY, "09:00"))
    assert set(readings) == {"bench", "network"}
    assert readings["bench"].start == on(MONDAY, "10:00")
    assert (readings["bench"].elapsed, readings["bench"].state) == (
        hours(2.5),
        ClockState.BREACHED,
    )
    assert readings["network"].elapsed == hours(3)
    assert readings["bench"].reopened == 1


def test_a_team_is_not_late_for_time_at_another_team() -> None:
    handovers = [
        Handover(on(MONDAY, "10:00"), "bench"),
        Handover(on(MONDAY, "11:00"), "network"),
        Handover(on(TUESDAY, "16:00"), "bench"),
    ]
    internal = policy(hours(2), kind=ClockKind.OPERATING_LEVEL)
    readings = team_clocks(handovers, {"bench": internal}, at=on(TUESDAY, "16:30"))
    assert (readings["bench"].state, readings["bench"].due) == (
        ClockState.RUNNING,
        on(TUESDAY, "17:00"),
    )


def test_targets_of_teams_longer_than_the_customers_are_told() -> None:
    assert planned_excess([hours(2), hours(3)], hours(4)) == hours(1)
    assert planned_excess([hours(2), hours(2)], hours(4)) == timedelta()


def test_a_wish_sooner_than_the_lead_time_is_told_with_what_is_missing() -> None:
    answer = check_lead_time(on(FRIDAY, "16:00"), on(MONDAY, "12:00"), hours(8), STANDARD)
    assert answer.earliest == on(MONDAY, "16:00")
    assert (answer.too_short, answer.short_by) == (True, hours(4))
    exact = check_lead_time(on(FRIDAY, "16:00"), on(MONDAY, "16:00"), hours(8), STANDARD)
    assert not exact.too_short


def readings_of_a_week() -> list[ClockReading]:
    """Return one met, two breached, one void, one merged and one running clock."""
    noon = on(MONDAY, "12:00")
    met = [MORNING, Stopped(at=on(MONDAY, "10:00"))]
    breached = [Started(at=on(FRIDAY, "09:00"), policy=policy(hours(4)))]
    void = [MORNING, Voided(at=on(MONDAY, "10:00"), reason=VoidReason.SPAM)]
    _, merged = merged_at_noon(same_requester=True)
    return [read_clock(log, noon) for log in (met, breached, breached, void, merged, [MORNING])]


def test_case_50_void_and_merged_clocks_stand_outside_the_share() -> None:
    result = compliance(readings_of_a_week())
    assert (result.met, result.decided, result.outside, result.undecided) == (1, 3, 2, 1)
    assert result.share is not None
    assert result.share * 3 == 1


def test_no_data_is_neither_0_nor_100_percent() -> None:
    assert compliance([]).share is None
