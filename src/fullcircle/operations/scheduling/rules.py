"""What may follow on what for a visit, and what follows for its job."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fullcircle.operations.scheduling.states import (
    JobState,
    PromiseKind,
    Risk,
    VisitResult,
    VisitState,
)


class VisitStepNotPossible(Exception):
    """The visit cannot go from its state to the wanted one; the message names both."""


class WindowNotOffered(Exception):
    """The window is empty, over, or in the past: nobody may promise it."""


class MovedWithoutAsking(Exception):
    """The visit is pinned or on its way; it is not moved from here."""


# One presence, not a project: what takes longer is several visits.
LONGEST_VISIT = timedelta(days=7)

_STATES = VisitState
_NEXT = {
    _STATES.PLANNED: {_STATES.ASSIGNED, _STATES.CANCELLED},
    _STATES.ASSIGNED: {_STATES.PLANNED, _STATES.DISPATCHED, _STATES.CANCELLED},
    _STATES.DISPATCHED: {
        _STATES.SEEN,
        _STATES.EN_ROUTE,
        _STATES.ASSIGNED,
        _STATES.ARRIVED,
        _STATES.CANCELLED,
        _STATES.PLANNED,
    },
    _STATES.SEEN: {
        _STATES.EN_ROUTE,
        _STATES.ARRIVED,
        _STATES.ASSIGNED,
        _STATES.CANCELLED,
        _STATES.PLANNED,
    },
    _STATES.EN_ROUTE: {
        _STATES.ARRIVED,
        _STATES.SEEN,
        _STATES.ASSIGNED,
        _STATES.CANCELLED,
        _STATES.PLANNED,
    },
    _STATES.ARRIVED: {_STATES.PAUSED, _STATES.LEFT},
    _STATES.PAUSED: {_STATES.ARRIVED, _STATES.LEFT},
    _STATES.LEFT: set(),
    _STATES.CANCELLED: set(),
}
MOVABLE = {_STATES.PLANNED, _STATES.ASSIGNED, _STATES.DISPATCHED, _STATES.SEEN}
# A result after which the work is done; any other puts the job back among the unscheduled.
_DONE = {VisitResult.FIXED, VisitResult.TEMPORARY, VisitResult.DECLINED}
_WAITS = {VisitResult.WAITING_PART, VisitResult.WAITING_APPROVAL}


def check_step(before: VisitState, after: VisitState) -> None:
    if after not in _NEXT[before]:
        raise VisitStepNotPossible(f"{before} -> {after}")


@dataclass(frozen=True)
class VisitFact:
    """What of a visit decides its job's state."""

    state: VisitState
    result: str = ""


def job_state(visits: Iterable[VisitFact]) -> JobState:
    """Derived, never set: cancelled visits do not count; a partly done one leaves work unscheduled.

    The roll-up in reference/field-service 3.2: any visit in progress makes the job in progress, a
    planned one beside a left one too, and only a last result that ends the work makes it done.
    """
    standing = [visit for visit in visits if visit.state is not VisitState.CANCELLED]
    if not standing:
        return JobState.UNSCHEDULED
    left = [visit for visit in standing if visit.state is VisitState.LEFT]
    ahead = [visit for visit in standing if visit.state is not VisitState.LEFT]
    under_way = {VisitState.EN_ROUTE, VisitState.ARRIVED, VisitState.PAUSED}
    if any(visit.state in under_way for visit in ahead) or (left and ahead):
        return JobState.IN_PROGRESS
    if ahead:
        return JobState.SCHEDULED
    result = VisitResult(left[-1].result)
    if result in _DONE:
        return JobState.WORK_DONE
    return JobState.ON_HOLD if result in _WAITS else JobState.UNSCHEDULED


def check_window(start: datetime, end: datetime, *, at: datetime) -> None:
    if end <= start or end <= at:
        raise WindowNotOffered(f"{start:%H:%M} to {end:%H:%M}")


@dataclass(frozen=True)
class Slot:
    """A window that may be offered, with what is left of it: free technicians' minutes."""

    kind: PromiseKind
    start: datetime
    end: datetime
    free_minutes: int
    people: int

    def fits(self, duration: timedelta) -> bool:
        return self.free_minutes >= duration / timedelta(minutes=1)


_WISHES = {
    PromiseKind.ASAP: "as soon as possible",
    PromiseKind.FIRST_OF_MORNING: "first of the morning",
    PromiseKind.FIRST_OF_AFTERNOON: "first of the afternoon",
    PromiseKind.ANY_TIME: "any time that day",
}


def wish_of(kind: PromiseKind, start: datetime, end: datetime) -> str:
    """What a window says about when it suits, in plain words. Both on the wall of the place."""
    said = _WISHES.get(kind)
    if said is None:
        said = f"{start:%H:%M}" if kind is PromiseKind.EXACT else f"{start:%H:%M} to {end:%H:%M}"
    return said


def minutes_late(window_end: datetime, arrived_at: datetime | None, at: datetime) -> float:
    """How far beyond the promise: by the arrival, or by now while nobody is there. Never negative."""
    return max(0.0, ((arrived_at or at) - window_end) / timedelta(minutes=1))


# The chase list: when somebody looks at a visit because it will not come right by itself.
DISPATCH_BEFORE = timedelta(minutes=30)
SEEN_WITHIN = timedelta(minutes=10)
ROAD_AT_MOST = timedelta(minutes=45)
BREAKS_SOON = timedelta(minutes=30)
BETWEEN_STOPS = timedelta(minutes=10)

_AHEAD = {_STATES.PLANNED, _STATES.ASSIGNED, _STATES.DISPATCHED, _STATES.SEEN, _STATES.EN_ROUTE}
_ON_SITE = {_STATES.ARRIVED, _STATES.PAUSED}


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What of a visit tells whether it will come right. `window_end`: of the standing promise."""

    state: VisitState
    start: datetime
    end: datetime
    dispatched_at: datetime | None = None
    en_route_at: datetime | None = None
    arrived_at: datetime | None = None
    window_end: datetime | None = None

    @property
    def expected_end(self) -> datetime:
        """Arrived: its full length from then; else the plan."""
        return (self.arrived_at or self.start) + (self.end - self.start)


@dataclass(frozen=True)
class AtRisk:
    """`minutes`: left until it breaks, negative when it has. What breaks first is chased first."""

    risk: Risk
    minutes: int


def at_risk(visit: Watched, *, at: datetime, expected: datetime | None = None) -> AtRisk | None:
    """The worst that can be said of the visit now, or None.

    `expected`: when somebody can be there at the earliest, where an earlier stop holds them up.
    """
    if visit.state in _AHEAD and visit.window_end is not None:
        left = _minutes(visit.window_end - at)
        if left < 0:
            return AtRisk(Risk.BROKEN, left)
        likely_late = expected is not None and expected > visit.window_end
        if likely_late or (
            visit.window_end - at <= BREAKS_SOON and visit.state is not _STATES.EN_ROUTE
        ):
            return AtRisk(Risk.BREAKING, left)
    return _slow_step(visit, at)


def _slow_step(visit: Watched, at: datetime) -> AtRisk | None:
    to_window = _minutes((visit.window_end or visit.start) - at)
    if visit.state in (_STATES.PLANNED, _STATES.ASSIGNED) and at >= visit.start - DISPATCH_BEFORE:
        return AtRisk(Risk.NOT_DISPATCHED, _minutes(visit.start - at))
    if visit.state is _STATES.DISPATCHED and _longer(visit.dispatched_at, SEEN_WITHIN, at):
        return AtRisk(Risk.NOT_SEEN, to_window)
    if visit.state is _STATES.EN_ROUTE and _longer(visit.en_route_at, ROAD_AT_MOST, at):
        return AtRisk(Risk.EN_ROUTE_LONG, to_window)
    if visit.state in _ON_SITE and at > visit.expected_end:
        return AtRisk(Risk.RUNNING_OVER, _minutes(visit.expected_end - at))
    return None


def risks_of_day(visits: Sequence[Watched], *, at: datetime) -> list[AtRisk | None]:
    """One person's day in order: a stop that runs over holds up the ones behind it."""
    found: list[AtRisk | None] = []
    free_at: datetime | None = None
    for visit in visits:
        held_up = None if free_at is None else free_at + BETWEEN_STOPS
        expected = max(visit.start, held_up) if held_up else None
        found.append(at_risk(visit, at=at, expected=expected))
        if visit.state in _ON_SITE:
            free_at = max(visit.expected_end, at)
        elif visit.state in _AHEAD and expected is not None:
            free_at = expected + (visit.end - visit.start)
    return found


def planned_length(minutes: int) -> timedelta:
    """How long a visit is planned for; never longer than one presence can be."""
    return min(timedelta(minutes=minutes), LONGEST_VISIT)


def _longer(since: datetime | None, limit: timedelta, at: datetime) -> bool:
    return since is not None and at - since >= limit


def _minutes(length: timedelta) -> int:
    return int(length // timedelta(minutes=1))
