"""Between our rows and the pure target clocks: rows in, a reading out."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from fullcircle.foundation.values import target_clock as values
from fullcircle.foundation.values.calendar import BusinessCalendar
from fullcircle.foundation.values.calendar_definition import from_definition
from fullcircle.operations.servicedesk.models import (
    CalendarVersion,
    ClockEvent,
    RequestClock,
    TargetPolicy,
)
from fullcircle.operations.servicedesk.states import ClockKind

_KINDS = {
    ClockKind.ACKNOWLEDGE: values.ClockKind.ACKNOWLEDGEMENT,
    ClockKind.RESOLVE: values.ClockKind.RESOLUTION,
}
_calendars: dict[int, BusinessCalendar] = {}


def calendar_of(version: CalendarVersion) -> BusinessCalendar:
    """A version never changes, so it is understood once per process."""
    calendar = _understood(version.pk, version.name, version.version)
    if calendar is None:
        calendar = from_definition(version.definition)
        _calendars[version.pk] = calendar
        _understood.cache_clear()
    return calendar


@lru_cache(maxsize=256)
def _understood(number: int, name: str, version: int) -> BusinessCalendar | None:
    calendar = _calendars.get(number)
    if calendar is None or (calendar.name, calendar.version) != (name, version):
        return None
    return calendar


def policy_value(policy: TargetPolicy) -> values.TargetPolicy:
    return values.TargetPolicy(
        name=f"{policy.kind}-{policy.trade}-{policy.urgency}",
        version=policy.version,
        kind=_KINDS[ClockKind(policy.kind)],
        target=timedelta(minutes=policy.target_minutes),
        calendar=calendar_of(policy.calendar),
        emergency=policy.urgency == 1,
    )


def read(clock: RequestClock, events: Iterable[ClockEvent], at: datetime) -> values.ClockReading:
    """The clock at `at`, from its own log and the versions it was started with."""
    return values.read_clock([_value(event, clock) for event in events], at)


def due_of(policy: TargetPolicy, started_at: datetime, *, spoken: bool) -> datetime:
    """When a clock started now would be due."""
    started = _started(policy, started_at, spoken=spoken)
    return values.read_clock([started], started_at).projected_due


def _value(event: ClockEvent, clock: RequestClock) -> values.ClockEvent:
    at: dict[str, Any] = {"at": event.at, "sequence": event.pk}
    match event.kind:
        case "started":
            return _started(clock.policy, event.at, spoken=event.detail == "spoken")
        case "paused":
            return values.Paused(**at, reason=values.PauseReason(event.detail))
        case "resumed":
            return values.Resumed(**at)
        case "stopped":
            return values.Stopped(**at, by=values.Actor(event.detail or "provider"))
        case "reopened":
            return values.Reopened(**at)
        case "withdrawn":
            return values.Withdrawn(**at)
        case "voided":
            return values.Voided(**at, reason=values.VoidReason(event.detail))
    raise ValueError(f"unknown clock event {event.kind!r}")


def _started(policy: TargetPolicy, at: datetime, *, spoken: bool) -> values.Started:
    raised_by = values.Actor.PROVIDER if spoken else values.Actor.REQUESTER
    return values.Started(at=at, policy=policy_value(policy), raised_by=raised_by)
