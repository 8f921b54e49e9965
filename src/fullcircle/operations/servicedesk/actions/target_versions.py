"""Calendars and targets are changed by their next version: a clock that runs keeps the one it had."""

from collections.abc import Mapping
from typing import Any

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import StaleEdit, action
from fullcircle.foundation.values.calendar_definition import from_definition
from fullcircle.operations.servicedesk.models import CalendarVersion, TargetPolicy
from fullcircle.registry.people import policy as rights
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


class TargetNotUnderstood(Exception):
    """A target of nothing, or of more than a year."""


MOST_MINUTES = 366 * 24 * 60


@action
def change_target(*, by: Actor, policy: TargetPolicy, target_minutes: int) -> TargetPolicy:
    """The next version, in force from now for requests that come in from now on."""
    rights.require(by, Permission.ADMINISTER)
    if not 0 < target_minutes <= MOST_MINUTES:
        raise TargetNotUnderstood(str(target_minutes))
    if policy.target_minutes == target_minutes:
        return policy
    return _next_version(by, policy, target_minutes=target_minutes, calendar=policy.calendar)


@action
def change_calendar(
    *, by: Actor, calendar: CalendarVersion, changes: Mapping[str, Any]
) -> CalendarVersion:
    """The next version of a calendar; targets in force move to it. Raises BadDefinition."""
    rights.require(by, Permission.ADMINISTER)
    if CalendarVersion.objects.filter(name=calendar.name, version__gt=calendar.version).exists():
        raise StaleEdit(str(calendar))
    version = calendar.version + 1
    definition = {**calendar.definition, **changes, "name": calendar.name, "version": version}
    from_definition(definition)  # refuses what could not be read later
    fresh = CalendarVersion.objects.create(
        name=calendar.name,
        version=version,
        definition=definition,
        made_at=clock.now(),
        made_by=by.ref,
    )
    in_force = TargetPolicy.objects.filter(calendar=calendar, retired_at__isnull=True)
    for policy in in_force.order_by("pk"):
        _next_version(by, policy, target_minutes=policy.target_minutes, calendar=fresh)
    audit.record(
        by=by.ref,
        verb="change calendar",
        subject=f"calendar:{fresh.pk}",
        before=f"v{calendar.version}",
        after=f"v{version}",
    )
    return fresh


def _next_version(
    by: Actor, policy: TargetPolicy, *, target_minutes: int, calendar: CalendarVersion
) -> TargetPolicy:
    at = clock.now()
    standing = TargetPolicy.objects.filter(pk=policy.pk, retired_at__isnull=True)
    if standing.update(retired_at=at) != 1:
        raise StaleEdit(str(policy))
    fresh = TargetPolicy.objects.create(
        kind=policy.kind,
        trade=policy.trade,
        urgency=policy.urgency,
        version=policy.version + 1,
        target_minutes=target_minutes,
        calendar=calendar,
        in_force_from=at,
    )
    audit.record(
        by=by.ref,
        verb="change target",
        subject=f"target:{fresh.pk}",
        before=f"{policy.target_minutes} min",
        after=f"{target_minutes} min",
    )
    return fresh
