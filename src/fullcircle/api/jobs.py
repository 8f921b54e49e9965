"""Work that came of a request: the job, what was promised, the visits planned for it."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from fullcircle.api.calls import WindowIn, job_type_of
from fullcircle.api.customers import Place, place_row
from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import job_of, request_of
from fullcircle.api.shapes import Day, In, Instant, Line, Minutes, Out, Word
from fullcircle.foundation import clock
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.scheduling.queries import offered_windows, promises_of
from fullcircle.registry.people.policy import Permission

router = Router(tags=["jobs"])


class PromiseRow(Out):
    """What the customer was told; the one without `superseded_at` stands."""

    kind: str
    start: datetime
    end: datetime
    zone: str
    promised_at: datetime
    told_how: str
    told_to: str
    reason: str
    superseded_at: datetime | None


class VisitRow(Out):
    """The plan of one visit. `version` guards the next change."""

    id: int
    job: int
    state: str
    result: str
    start: datetime
    end: datetime
    zone: str
    version: int


class JobCard(Out):
    id: int
    request: int
    case: str
    job_type: str
    state: str
    hold_reason: str
    wake_on: date | None
    location: Place
    promises: list[PromiseRow]
    visits: list[VisitRow]


class JobIn(In):
    """`job_type`: a code, when the request has none or another is meant."""

    job_type: Word = ""


class PromiseIn(In):
    window: WindowIn
    told_how: Annotated[str, Field(min_length=1, max_length=10)]
    told_to: Line = ""
    reason: Line = ""


class PlanIn(In):
    """`minutes`: how long; the job type's duration when left out."""

    start: Instant
    minutes: Minutes | None = None


class HoldIn(In):
    reason: Line
    wake_on: Day | None = None


class Offer(Out):
    """A window that can be kept."""

    kind: str
    start: datetime
    end: datetime


@router.post("/of-request/{int:number}", response=JobCard, auth=Seated(Permission.PROMISE))
def make_job(request: HttpRequest, number: int, body: JobIn) -> JobCard:
    """Work comes of the request. Asking twice gives the standing job."""
    by = actor_of(request)
    row = request_of(by, number)
    made = scheduling.make_job(by=by, request=row, job_type=job_type_of(body.job_type))
    return _card(made)


@router.get("/{int:number}", response=JobCard, auth=Seated(Permission.SEE_REQUESTS))
def read_job(request: HttpRequest, number: int) -> JobCard:
    return _card(job_of(actor_of(request), number))


@router.get("/{int:number}/windows", response=list[Offer], auth=Seated(Permission.PROMISE))
def offer_windows(request: HttpRequest, number: int) -> list[Offer]:
    """Windows that can be kept, soonest first; none when nobody can come."""
    job = job_of(actor_of(request), number)
    slots = offered_windows(job.job_type, job.location, clock.now())
    return [Offer(kind=slot.kind, start=slot.start, end=slot.end) for slot in slots]


@router.put("/{int:number}/promise", response=PromiseRow, auth=Seated(Permission.PROMISE))
def promise_window(request: HttpRequest, number: int, body: PromiseIn) -> PromiseRow:
    """Promise, or promise anew: the old promise stays readable."""
    by = actor_of(request)
    window = body.window
    made = scheduling.promise_window(
        by=by,
        job=job_of(by, number),
        window=scheduling.Window(window.kind, window.start, window.end),
        told_how=body.told_how,
        told_to=body.told_to[:120],
        reason=body.reason[:200],
    )
    return _promise(made)


@router.post("/{int:number}/visits", response={201: VisitRow}, auth=Seated(Permission.DISPATCH))
def plan_visit(request: HttpRequest, number: int, body: PlanIn) -> VisitRow:
    """Place the job in the day; this act accepts the intake."""
    by = actor_of(request)
    job = job_of(by, number)
    made = scheduling.plan_visit(by=by, job=job, start=body.start, minutes=body.minutes)
    return visit_row(made)


@router.post("/{int:number}/hold", response=JobCard, auth=Seated(Permission.DISPATCH))
def hold_job(request: HttpRequest, number: int, body: HoldIn) -> JobCard:
    """The job waits, with a reason and a day on which somebody looks again."""
    by = actor_of(request)
    row = job_of(by, number)
    held = scheduling.hold_job(by=by, job=row, reason=body.reason, wake_on=body.wake_on)
    return _card(held)


@router.post("/{int:number}/waking", response=JobCard, auth=Seated(Permission.DISPATCH))
def wake_job(request: HttpRequest, number: int) -> JobCard:
    by = actor_of(request)
    return _card(scheduling.wake_job(by=by, job=job_of(by, number)))


def visit_row(row: Visit) -> VisitRow:
    return VisitRow(
        id=row.pk,
        job=row.job_id,
        state=row.state,
        result=row.result,
        start=row.planned_start,
        end=row.planned_end,
        zone=row.zone,
        version=row.version,
    )


def _promise(row: Promise) -> PromiseRow:
    return PromiseRow(
        kind=row.kind,
        start=row.window_start,
        end=row.window_end,
        zone=row.zone,
        promised_at=row.promised_at,
        told_how=row.told_how,
        told_to=row.told_to,
        reason=row.reason,
        superseded_at=row.superseded_at,
    )


def _card(job: Job) -> JobCard:
    return JobCard(
        id=job.pk,
        request=job.request_id,
        case=job.case.number,
        job_type=job.job_type.code,
        state=job.state,
        hold_reason=job.hold_reason,
        wake_on=job.wake_on,
        location=place_row(job.location),
        promises=[_promise(row) for row in promises_of(job)],
        visits=[visit_row(row) for row in job.visits.order_by("planned_start", "pk")],
    )
