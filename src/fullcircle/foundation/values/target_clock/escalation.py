"""Escalation: which steps of a clock are reached, each told once, to people who are at work."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from fullcircle.foundation.values.target_clock.counting import instant_of, union_spans
from fullcircle.foundation.values.target_clock.policy import TargetPolicy
from fullcircle.foundation.values.target_clock.reading import ClockReading
from fullcircle.foundation.values.window import require_instant
from fullcircle.foundation.values.working_time import NO_TIME, WorkingCalendar


class BadStep(ValueError):
    """A step stands either at a share of the target or at a distance from the due time."""


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """A step at `percent` of the target, or `offset` of working time after (before: negative) due.

    `tells` names who is told: a role of the desk, given meaning by its caller.
    """

    name: str
    tells: str
    percent: int | None = None
    offset: timedelta | None = None

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.offset is None):
            raise BadStep(f"{self.name}: give a percentage or an offset, one of them")
        if self.percent is not None and self.percent < 0:
            raise BadStep(f"{self.name}: {self.percent} % is no share of a target")

    def mark(self, policy: TargetPolicy) -> timedelta:
        """Return the elapsed time at which the step is reached; never less than none."""
        if self.percent is not None:
            share = Fraction(self.percent, 100) * (policy.target // timedelta.resolution)
            return int(share) * timedelta.resolution
        return max(NO_TIME, policy.target + (self.offset or NO_TIME))


@dataclass(frozen=True, slots=True, order=True)
class FiringKey:
    """What makes a firing the same firing: told once however often the runner starts."""

    clock: str
    step: str
    policy: str


@dataclass(frozen=True, slots=True)
class Firing:
    """A step that is reached: when it should have been told, and when its receiver reads it."""

    key: FiringKey
    tells: str
    reached_at: datetime
    deliver_at: datetime


def reached_at(reading: ClockReading, step: EscalationStep) -> datetime:
    """Return when the clock reaches the step; while paused, when it would if work went on now."""
    spans = union_spans((span.start, span.end or reading.at) for span in reading.pauses)
    policy = reading.policy
    return instant_of(policy.calendar, reading.start, step.mark(policy), spans)


def due_firings(
    clock: str,
    reading: ClockReading,
    steps: Iterable[EscalationStep],
    *,
    told: Collection[FiringKey],
    calendars: Mapping[str, WorkingCalendar],
) -> tuple[Firing, ...]:
    """Return the steps reached by `reading.at` and not yet told, earliest first.

    Closed and paused clocks fire nothing. A step missed during a downtime fires late, once.
    `calendars` holds the working time of receivers; a receiver without one, and every receiver
    of an emergency, is told at once.
    """
    if not reading.is_open or reading.is_paused:
        return ()
    firings = []
    for step in steps:
        key = FiringKey(clock, step.name, reading.policy.reference)
        reached = reached_at(reading, step)
        if key in told or reached > reading.at:
            continue
        calendar = None if reading.policy.emergency else calendars.get(step.tells)
        deliver = calendar.next_open(reading.at) if calendar else reading.at
        firings.append(Firing(key, step.tells, reached, deliver))
    return tuple(sorted(firings, key=lambda firing: (firing.reached_at, firing.key)))


def next_firing_at(
    clock: str,
    reading: ClockReading,
    steps: Iterable[EscalationStep],
    *,
    told: Collection[FiringKey],
) -> datetime | None:
    """Return when the clock must be looked at next, for an indexed column; None: not by itself."""
    if not reading.is_open or reading.is_paused:
        return None
    policy = reading.policy.reference
    waiting = (step for step in steps if FiringKey(clock, step.name, policy) not in told)
    return min((require_instant(reached_at(reading, step)) for step in waiting), default=None)
