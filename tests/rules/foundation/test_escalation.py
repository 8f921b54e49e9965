"""Escalation steps: reached by the clock, told once, told to people at work."""

from dataclasses import replace

import pytest

from fullcircle.foundation.values.target_clock import (
    ClockEvent,
    Paused,
    PauseReason,
    PolicyChanged,
    Started,
    Stopped,
    read_clock,
)
from fullcircle.foundation.values.target_clock.escalation import (
    BadStep,
    EscalationStep,
    Firing,
    FiringKey,
    due_firings,
    next_firing_at,
    reached_at,
)
from tests.rules.foundation.desk import (
    AROUND_THE_CLOCK,
    FRIDAY,
    MONDAY,
    STANDARD,
    hours,
    minutes,
    on,
    policy,
)

HALF = EscalationStep("half", "agent", percent=50)
WARNING = EscalationStep("warning", "lead", offset=-minutes(30))
BREACH = EscalationStep("breach", "manager", percent=100)
AFTER = EscalationStep("after", "manager", offset=hours(1))
STEPS = (HALF, WARNING, BREACH, AFTER)
STARTED = Started(at=on(MONDAY, "09:00"), policy=policy(hours(4)))


def firings(
    log: list[ClockEvent], time: str, told: frozenset[FiringKey] = frozenset()
) -> tuple[Firing, ...]:
    """Return what is to be told on the Monday."""
    reading = read_clock(log, on(MONDAY, time))
    return due_firings("clock:1", reading, STEPS, told=told, calendars={"lead": STANDARD})


def test_steps_stand_at_shares_of_the_target_and_around_the_due_time() -> None:
    reading = read_clock([STARTED], on(MONDAY, "09:00"))
    assert [reached_at(reading, step) for step in STEPS] == [
        on(MONDAY, "11:00"),
        on(MONDAY, "12:30"),
        on(MONDAY, "13:00"),
        on(MONDAY, "14:00"),
    ]


def test_each_step_is_told_once_and_late_after_a_downtime() -> None:
    assert firings([STARTED], "10:59") == ()
    late = firings([STARTED], "15:00")
    assert [firing.key.step for firing in late] == ["half", "warning", "breach", "after"]
    assert late[0].reached_at == on(MONDAY, "11:00")
    told = frozenset(firing.key for firing in late)
    assert firings([STARTED], "16:00", told) == ()


def test_another_policy_version_has_its_own_steps() -> None:
    told = frozenset(firing.key for firing in firings([STARTED], "11:00"))
    changed = [STARTED, PolicyChanged(at=on(MONDAY, "11:30"), policy=policy(hours(4), version=2))]
    assert [firing.key.policy for firing in firings(changed, "12:00", told)] == ["silver@2"]


def test_a_paused_or_closed_clock_tells_nobody() -> None:
    paused = [STARTED, Paused(at=on(MONDAY, "10:00"), reason=PauseReason.REQUESTER)]
    closed = [STARTED, Stopped(at=on(MONDAY, "15:00"))]
    for log in (paused, closed):
        assert firings(list(log), "16:00") == ()
        reading = read_clock(log, on(MONDAY, "16:00"))
        assert next_firing_at("clock:1", reading, STEPS, told=()) is None


def test_the_next_look_at_a_clock_is_its_next_step() -> None:
    reading = read_clock([STARTED], on(MONDAY, "11:30"))
    told = {FiringKey("clock:1", "half", "silver@1")}
    assert next_firing_at("clock:1", reading, STEPS, told=told) == on(MONDAY, "12:30")
    everything = {FiringKey("clock:1", step.name, "silver@1") for step in STEPS}
    assert next_firing_at("clock:1", reading, STEPS, told=everything) is None


def test_people_are_told_in_their_own_hours_unless_it_is_an_emergency() -> None:
    around = policy(hours(4), AROUND_THE_CLOCK)
    step = [EscalationStep("breach", "lead", percent=100)]
    night = on(FRIDAY, "23:30")
    for emergency, deliver in ((False, on(MONDAY, "09:00")), (True, night)):
        start = Started(at=on(FRIDAY, "19:00"), policy=replace(around, emergency=emergency))
        reading = read_clock([start], night)
        (firing,) = due_firings("c", reading, step, told=(), calendars={"lead": STANDARD})
        assert firing.deliver_at == deliver


def test_case_45_ten_thousand_due_in_one_minute_survive_a_killed_runner() -> None:
    reading = read_clock([STARTED], on(MONDAY, "13:00"))
    waiting = [(f"clock:{number}", reading) for number in range(10_000)]
    told: set[FiringKey] = set()
    sent: list[FiringKey] = []

    def run(upto: int) -> None:
        for clock, shown in waiting[:upto]:
            for firing in due_firings(clock, shown, [BREACH], told=told, calendars={}):
                told.add(firing.key)
                sent.append(firing.key)

    run(4_711)
    run(10_000)
    run(10_000)
    assert len(sent) == len(set(sent)) == 10_000


@pytest.mark.parametrize(
    "wrong", [{}, {"percent": 50, "offset": minutes(1)}, {"percent": -1}], ids=str
)
def test_a_step_stands_in_exactly_one_place(wrong: dict[str, int]) -> None:
    with pytest.raises(BadStep):
        EscalationStep("step", "lead", **wrong)  # type: ignore[arg-type]  # wrong on purpose
