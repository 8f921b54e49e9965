"""What somebody without an account sees of one request: no address beyond the street, no codes, no notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.models import Promise, Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.operations.servicedesk.models import Confirmation, Request
from fullcircle.operations.servicedesk.states import Circle, RequestState


@dataclass(frozen=True)
class Step:
    """One step of the way, done or ahead."""

    label: str
    icon: str
    at: datetime | None = None
    text: str = ""


@dataclass(frozen=True)
class Status:
    title: str
    zone: str
    words: str
    headline: str
    promise: Promise | None
    technician: str
    steps: tuple[Step, ...]
    may_confirm: bool
    circle: str
    said: str


def present(request: Request) -> Status:
    """One request in the words a colleague would use on the phone."""
    return present_many([request])[0]


def present_many(requests: Sequence[Request]) -> list[Status]:
    """Four queries for any number of requests."""
    numbers = [request.pk for request in requests]
    visits = _visits(numbers)
    promises = {
        row.job.request_id: row
        for row in Promise.objects.standing()
        .filter(job__request__in=numbers)
        .select_related("job")
        .order_by("promised_at")
    }
    said = {
        row.request_id: row.words
        for row in Confirmation.objects.filter(request__in=numbers).order_by("at")
    }
    leads = _leads([visit.pk for visit in visits.values()])
    return [
        _status(
            request,
            visit=visits.get(request.pk),
            promise=promises.get(request.pk),
            technician=leads.get(visits[request.pk].pk, "") if request.pk in visits else "",
            said=said.get(request.pk, ""),
        )
        for request in requests
    ]


def _status(
    request: Request, *, visit: Visit | None, promise: Promise | None, technician: str, said: str
) -> Status:
    return Status(
        title=request.case.title,
        zone=request.case.location.zone,
        words=request.words,
        headline=_headline(request, visit, technician),
        promise=promise,
        technician=technician,
        steps=_steps(request, promise, visit),
        may_confirm=request.circle in (Circle.DONE, Circle.DISPUTED, Circle.SILENT),
        circle=request.circle,
        said=said,
    )


def _visits(requests: list[int]) -> dict[int, Visit]:
    """Request -> its last planned visit that was not cancelled."""
    rows = Visit.objects.filter(job__request__in=requests).exclude(state=VisitState.CANCELLED)
    return {row.job.request_id: row for row in rows.select_related("job").order_by("planned_start")}


def _leads(visits: list[int]) -> dict[int, str]:
    rows = Assignment.objects.standing().filter(visit__in=visits, part=Part.LEAD)
    return {row.visit_id: row.person.call_name for row in rows.select_related("person")}


def _headline(request: Request, visit: Visit | None, technician: str) -> str:
    if request.circle == Circle.CONFIRMED:
        return _("Done, and you said all is good. Thank you.")
    if request.circle == Circle.DISPUTED:
        return _("You said something is left. We are on it.")
    if request.circle in (Circle.DONE, Circle.SILENT):
        return _("The work is done. Is everything as it should be?")
    if request.state == RequestState.DECLINED or request.circle == Circle.VOID:
        return _("This request was closed: %(why)s") % {"why": request.reason or _("cancelled")}
    return _under_way(request, visit, technician)


def _under_way(request: Request, visit: Visit | None, technician: str) -> str:
    state = visit.state if visit else ""
    name = {"name": technician or _("Our technician")}
    if state in (VisitState.ARRIVED, VisitState.PAUSED):
        return _("%(name)s is with you now.") % name
    if state == VisitState.EN_ROUTE:
        return _("%(name)s is on the way to you.") % name
    if state in (VisitState.ASSIGNED, VisitState.DISPATCHED, VisitState.SEEN):
        return _("%(name)s will come to you.") % name
    if request.acknowledged_at is not None:
        return _("We have your request and are finding somebody for it.")
    return _("We have your request. A person will look at it shortly.")


def _steps(request: Request, promise: Promise | None, visit: Visit | None) -> tuple[Step, ...]:
    return (
        Step(_("Received"), "inbox", request.received_at),
        Step(_("Seen by a person"), "eye", request.acknowledged_at),
        Step(_("Promised"), "calendar", promise.promised_at if promise else None),
        Step(_("On the way"), "route", visit.en_route_at if visit else None),
        Step(_("Done"), "tool", request.done_at),
        Step(_("Confirmed by you"), "circle-check", _confirmed_at(request)),
    )


def _confirmed_at(request: Request) -> datetime | None:
    return request.circle_at if request.circle == Circle.CONFIRMED else None
