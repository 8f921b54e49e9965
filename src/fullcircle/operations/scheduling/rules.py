"""What may follow on what for a visit, and what follows for its job."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fullcircle.operations.scheduling.states import JobState, PromiseKind, VisitResult, VisitState


class VisitStepNotPossible(Exception):
    """The visit cannot go from its state to the wanted one; the message names both."""


class WindowNotOffered(Exception):
    """The window is empty, over, or in the past: nobody may promise it."""


class MovedWithoutAsking(Exception):
    """The visit is pinned or on its way; it is not moved from here."""


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


def minutes_late(window_end: datetime, arrived_at: datetime | None, at: datetime) -> float:
    """How far beyond the promise: by the arrival, or by now while nobody is there. Never negative."""
    return max(0.0, ((arrived_at or at) - window_end) / timedelta(minutes=1))
