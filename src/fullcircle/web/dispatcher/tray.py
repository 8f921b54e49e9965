"""The trays on the left of the board: what is not placed, what came back, what is at risk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from fullcircle.handoffs.models import Return
from fullcircle.handoffs.queries import questions_to
from fullcircle.operations.dispatch.queries import Board, BoardVisit, trays
from fullcircle.operations.scheduling.models import Job, Promise
from fullcircle.operations.scheduling.queries import standing_promises
from fullcircle.operations.scheduling.states import JobState
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.people.actor import Actor
from fullcircle.web.dispatcher.wording import promise_words, risk_words


@dataclass(frozen=True, kw_only=True)
class TrayItem:
    """One card of a tray. `request` or `visit` says what dragging it places."""

    title: str
    place: str
    says: str = ""
    promise: str = ""
    promise_end: datetime | None = None
    since: datetime | None = None
    wake_on: date | None = None
    zone: str = ""
    state: str = ""
    urgent: bool = False
    minutes: int = 60
    request: int | None = None
    visit: int | None = None
    version: int = 0
    left: int | None = None

    @property
    def address(self) -> str:
        return f"visit={self.visit}" if self.visit is not None else f"request={self.request}"


@dataclass(frozen=True)
class Trays:
    """Each list oldest or most pressing first."""

    fresh: list[TrayItem]
    unscheduled: list[TrayItem]
    waiting: list[TrayItem]
    at_risk: list[TrayItem]
    questions: list[Return]

    @property
    def to_place(self) -> int:
        return len(self.fresh) + len(self.unscheduled)

    @property
    def empty(self) -> bool:
        return not (self.to_place or self.waiting or self.at_risk or self.questions)


def trays_of(board: Board, actor: Actor) -> Trays:
    """Four queries beside the board's own."""
    fresh: list[TrayItem] = []
    unscheduled: list[TrayItem] = []
    waiting: list[TrayItem] = []
    requests = list(trays())
    jobs = {row.pk: job for row in requests if (job := _job(row)) is not None}
    promises = standing_promises(job.pk for job in jobs.values())
    for row in requests:
        job = jobs.get(row.pk)
        item = _request_item(row, job, promises.get(job.pk) if job else None)
        if job is None:
            fresh.append(item)
        elif job.state == JobState.ON_HOLD:
            waiting.append(item)
        else:
            unscheduled.append(item)
    unscheduled += [_unassigned(visit) for visit in board.unassigned]
    return Trays(
        fresh=sorted(fresh, key=lambda item: not item.urgent),
        unscheduled=sorted(unscheduled, key=_pressing),
        waiting=waiting,
        at_risk=_at_risk(board),
        questions=list(questions_to(actor.person_id)) if actor.person_id else [],
    )


def _pressing(item: TrayItem) -> tuple[bool, bool, float]:
    """Urgent first, then by the end of the window; without a promise last, in the order they came."""
    ends = item.promise_end.timestamp() if item.promise_end else 0.0
    return not item.urgent, item.promise_end is None, ends


def _unassigned(visit: BoardVisit) -> TrayItem:
    return TrayItem(
        title=visit.title,
        place=visit.place,
        says=_("placed at a time, given to nobody"),
        promise=promise_words(
            visit.promise_kind, visit.promise_start, visit.watched.window_end, visit.zone
        ),
        promise_end=visit.watched.window_end,
        since=visit.watched.start,
        zone=visit.zone,
        state="unassigned",
        visit=visit.pk,
        version=visit.version,
        minutes=round((visit.watched.end - visit.watched.start).total_seconds() / 60),
    )


def _job(request: Request) -> Job | None:
    standing = [job for job in request.jobs.all() if job.state != JobState.CANCELLED]
    return standing[0] if standing else None


def _request_item(request: Request, job: Job | None, promise: Promise | None) -> TrayItem:
    kind = request.job_type
    on_hold = job is not None and job.state == JobState.ON_HOLD
    return TrayItem(
        title=kind.name if kind else _("No job type yet"),
        place=request.case.location.spoken,
        says=job.hold_reason if job is not None and on_hold else request.words,
        promise=promise_words(promise.kind, promise.window_start, promise.window_end, promise.zone)
        if promise
        else "",
        promise_end=promise.window_end if promise else None,
        since=request.received_at,
        wake_on=job.wake_on if job else None,
        zone=request.case.location.zone,
        state=job.state if job else request.state,
        urgent=kind is not None and kind.urgency == 1,
        minutes=kind.duration_minutes if kind else 60,
        request=request.pk,
        version=request.version,
    )


def _at_risk(board: Board) -> list[TrayItem]:
    return [
        TrayItem(
            title=visit.title,
            place=visit.place,
            says=f"{visit.lead_name or _('nobody yet')}: {risk_words(visit)}",
            promise_end=visit.watched.window_end,
            zone=visit.zone,
            state=str(visit.watched.state),
            visit=visit.pk,
            version=visit.version,
            left=visit.risk.minutes if visit.risk else None,
        )
        for visit in board.at_risk
    ]
