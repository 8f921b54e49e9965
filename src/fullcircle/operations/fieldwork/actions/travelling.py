"""Three taps: on my way, arrived, done. The first of them accepts the briefing."""

from datetime import datetime

from django.db import IntegrityError, transaction

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import action
from fullcircle.handoffs import actions as handoffs
from fullcircle.operations.dispatch.access import relation_to
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.fieldwork.models import Attendance
from fullcircle.operations.fieldwork.rules import ElsewhereNow
from fullcircle.operations.scheduling.actions import advance_visit
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


@action
def set_out(
    *, by: Actor, visit: Visit, source: str = "phone", device_at: datetime | None = None
) -> Visit:
    """ "On my way": this tap is the acceptance of the briefing. A second tap changes nothing."""
    policy.require(by, Permission.TRAVEL, relation_to(by, visit))
    if visit.state in (VisitState.EN_ROUTE, VisitState.ARRIVED):
        return visit
    _accept_briefing(by, visit, "on my way")
    at = clock.now()
    for row in _attendances(visit):
        Attendance.objects.filter(pk=row.pk, en_route_at__isnull=True).update(en_route_at=at)
    return advance_visit(
        by=by,
        visit=visit,
        to=VisitState.EN_ROUTE,
        source=source,
        device_at=device_at,
        on_behalf_of=_on_behalf(by, visit),
    )


@action
def arrive(
    *,
    by: Actor,
    visit: Visit,
    source: str = "phone",
    device_at: datetime | None = None,
    at: datetime | None = None,
) -> Visit:
    """ "I'm here". Raises ElsewhereNow while the technician has not left another place."""
    policy.require(by, Permission.TRAVEL, relation_to(by, visit))
    if visit.state == VisitState.ARRIVED:
        return visit
    _accept_briefing(by, visit, "arrived")
    happened = at or clock.now()
    for row in _attendances(visit):
        try:
            with transaction.atomic():
                Attendance.objects.filter(pk=row.pk).update(arrived_at=happened)
        except IntegrityError as error:
            raise ElsewhereNow(row.person.call_name) from error
    return advance_visit(
        by=by,
        visit=visit,
        to=VisitState.ARRIVED,
        source=source,
        device_at=device_at,
        on_behalf_of=_on_behalf(by, visit),
        at=happened,
    )


@action
def pause(*, by: Actor, visit: Visit, reason: str) -> Visit:
    """Interrupted (parts run, lunch); the time on site is kept."""
    policy.require(by, Permission.TRAVEL, relation_to(by, visit))
    return advance_visit(by=by, visit=visit, to=VisitState.PAUSED, source="phone", reason=reason)


@action
def go_on(*, by: Actor, visit: Visit) -> Visit:
    policy.require(by, Permission.TRAVEL, relation_to(by, visit))
    return advance_visit(by=by, visit=visit, to=VisitState.ARRIVED, source="phone")


def _accept_briefing(by: Actor, visit: Visit, act: str) -> None:
    """The technician's working act takes the briefing up; done by the dispatcher for him, likewise."""
    briefing = (
        Briefing.objects.filter(visit=visit, withdrawn_at__isnull=True)
        .select_related("handoff__case")
        .order_by("-composed_at")
        .first()
    )
    if briefing is not None:
        handoffs.accept(by=by, handoff=briefing.handoff, act=act)


def _attendances(visit: Visit) -> list[Attendance]:
    rows = Assignment.objects.standing().filter(visit=visit).select_related("person")
    return [
        Attendance.objects.get_or_create(assignment=row, defaults={"person": row.person})[0]
        for row in rows
    ]


def _on_behalf(by: Actor, visit: Visit) -> str:
    lead = Assignment.objects.standing().filter(visit=visit, part="lead").first()
    if lead is None or lead.person_id == by.person_id:
        return ""
    return f"person:{lead.person_id}"
