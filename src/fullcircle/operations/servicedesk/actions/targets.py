"""Target clocks: started with the request, stopped by acts; shipped calendars and policies."""

from datetime import datetime
from typing import Any

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import action
from fullcircle.foundation.values.calendar_definition import from_definition
from fullcircle.operations.servicedesk import clocks
from fullcircle.operations.servicedesk.models import (
    CalendarVersion,
    ClockEvent,
    Request,
    RequestClock,
    TargetPolicy,
)
from fullcircle.operations.servicedesk.states import ClockKind
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.people.actor import Actor

# Minutes for (acknowledge, resolve) by urgency 1 (life, damage) to 4 (whenever it suits).
SHIPPED_TARGETS = {1: (10, 4 * 60), 2: (30, 8 * 60), 3: (60, 3 * 9 * 60), 4: (4 * 60, 10 * 9 * 60)}
OFFICE_WEEK = {day: ["08:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}


@action
def lay_out_targets(*, by: Actor, zone: str, holidays: list[str] | None = None) -> None:
    """Calendars and policies as shipped, where none is in force yet."""
    at = clock.now()
    office = _calendar(
        by,
        at,
        {
            "name": "Office",
            "version": 1,
            "zone": zone,
            "week": OFFICE_WEEK,
            "holidays": holidays or [],
        },
    )
    always = _calendar(by, at, {"name": "Always", "version": 1, "zone": zone, "week": "always"})
    for trade in Trade:
        for urgency, minutes in SHIPPED_TARGETS.items():
            for kind, target in zip(ClockKind, minutes, strict=True):
                TargetPolicy.objects.get_or_create(
                    kind=kind,
                    trade=trade,
                    urgency=urgency,
                    version=1,
                    defaults={
                        "target_minutes": target,
                        "in_force_from": at,
                        "calendar": always if urgency == 1 else office,
                    },
                )


def _calendar(by: Actor, at: datetime, definition: dict[str, Any]) -> CalendarVersion:
    from_definition(definition)  # refuses what could not be read later
    calendar, _ = CalendarVersion.objects.get_or_create(
        name=definition["name"],
        version=definition["version"],
        defaults={"definition": definition, "made_at": at, "made_by": by.ref},
    )
    return calendar


@action
def start_clocks(
    *, by: Actor, request: Request, trade: str, urgency: int, spoken: bool
) -> list[RequestClock]:
    """Start one clock per policy in force. `spoken`: one of us took it from somebody's mouth, so the
    acknowledgement is there already."""
    policies = TargetPolicy.objects.filter(
        trade=trade, urgency=urgency, retired_at__isnull=True
    ).select_related("calendar")
    at = request.received_at
    made = RequestClock.objects.bulk_create(
        RequestClock(
            request=request,
            kind=policy.kind,
            policy=policy,
            started_at=at,
            due_at=clocks.due_of(policy, at, spoken=spoken),
            stopped_at=at if spoken and policy.kind == ClockKind.ACKNOWLEDGE else None,
            outcome="met" if spoken and policy.kind == ClockKind.ACKNOWLEDGE else "",
        )
        for policy in policies
    )
    ClockEvent.objects.bulk_create(
        ClockEvent(
            clock=running,
            at=at,
            kind="started",
            detail="spoken" if spoken else "",
            by=by.ref,
            recorded_at=clock.now(),
        )
        for running in made
    )
    return made


@action
def record_clock_event(
    *, by: Actor, request: Request, kind: ClockKind, what: str, detail: str = ""
) -> RequestClock | None:
    """Append to the log of one clock and remember what it says now. None when there is no such clock."""
    rows = RequestClock.objects.select_related("policy__calendar")
    running = rows.filter(request=request, kind=kind).first()
    if running is None:
        return None
    at = clock.now()
    ClockEvent.objects.create(
        clock=running, at=at, kind=what, detail=detail, by=by.ref, recorded_at=at
    )
    reading = clocks.read(running, running.events.all(), at)
    running.due_at = reading.due or reading.projected_due
    running.stopped_at = None if reading.is_open else reading.stopped_at or at
    running.outcome = "" if reading.is_open else reading.state
    running.save(update_fields=["due_at", "stopped_at", "outcome"])
    return running
