"""What stands beside the board: one request with its job, its visit, and what can be done now."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Prefetch, QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.queries import chains_for
from fullcircle.handoffs.states import ReturnKind
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.dispatch.queries import standing_briefing
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.scheduling.queries import promises_of
from fullcircle.operations.scheduling.rules import MOVABLE
from fullcircle.operations.scheduling.states import JobState, VisitState
from fullcircle.operations.servicedesk.handoff import FIELDS
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.customers.phone import as_read
from fullcircle.registry.people.models import Person
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.components.ring import Ring
from fullcircle.web.dispatcher.wording import promise_words

_GONE = {VisitState.LEFT, VisitState.CANCELLED}
EDITED_IN_PLACE = {"words", "access", "callback_phone", "wish", "job_type", "contact"}


@dataclass(frozen=True)
class IntakeField:
    """One item of what the agent handed over. `question`: open and not answered; `answered`: the last."""

    key: str
    label: str
    value: str
    present: bool
    required: bool = True
    question: Return | None = None
    answered: Return | None = None

    @property
    def asked(self) -> str:
        return self.question.question if self.question is not None else ""

    @property
    def editable(self) -> bool:
        return self.key in EDITED_IN_PLACE


@dataclass(frozen=True)
class ToldPromise:
    """A promise in words, with who gave it."""

    row: Promise
    words: str


@dataclass
class Selected:
    """The selected request or visit, ready for the templates."""

    request: Request
    job: Job | None
    visit: Visit | None
    lead: Person | None
    helpers: list[Person]
    ring: Ring
    fields: list[IntakeField]
    promises: list[ToldPromise]
    briefing: Briefing | None
    zone: str
    opened: str = ""
    refusal: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    typed_form: QueryDict = field(default_factory=QueryDict)

    @property
    def standing(self) -> ToldPromise | None:
        return next((told for told in self.promises if told.row.superseded_at is None), None)

    @property
    def earlier(self) -> list[ToldPromise]:
        return [told for told in self.promises if told.row.superseded_at is not None]

    @property
    def title(self) -> str:
        kind = self.job.job_type if self.job else self.request.job_type
        return kind.name if kind else _("Request without a job type")

    @property
    def place(self) -> str:
        return self.request.case.location.spoken

    @property
    def state(self) -> str:
        if self.visit is not None:
            return self.visit.state
        return self.job.state if self.job is not None else self.request.state

    @property
    def active(self) -> bool:
        """There is a visit that has not ended."""
        return self.visit is not None and VisitState(self.visit.state) not in _GONE

    @property
    def movable(self) -> bool:
        return self.visit is not None and VisitState(self.visit.state) in MOVABLE

    @property
    def to_place(self) -> bool:
        """Nothing of it stands on the board."""
        finished = self.job is not None and self.job.state in (
            JobState.WORK_DONE,
            JobState.CANCELLED,
        )
        return not self.active and not finished

    @property
    def on_hold(self) -> bool:
        return self.job is not None and self.job.state == JobState.ON_HOLD

    @property
    def to_dispatch(self) -> bool:
        return self.visit is not None and self.visit.state == VisitState.ASSIGNED

    @property
    def on_the_radio(self) -> str:
        """The next tap the technician would make: "set_out", "arrive", "close_out" or nothing."""
        if self.visit is None or self.lead is None:
            return ""
        return {
            VisitState.DISPATCHED: "set_out",
            VisitState.SEEN: "set_out",
            VisitState.EN_ROUTE: "arrive",
            VisitState.ARRIVED: "close_out",
            VisitState.PAUSED: "close_out",
        }.get(VisitState(self.visit.state), "")

    @property
    def told(self) -> bool:
        return self.briefing is not None and self.briefing.told_by_radio_at is not None

    @property
    def contact_name(self) -> str:
        return self.request.contact.name if self.request.contact else ""

    @property
    def minutes(self) -> int:
        if self.visit is not None:
            length = self.visit.planned_end - self.visit.planned_start
            return round(length / timedelta(minutes=1))
        kind = self.job.job_type if self.job else self.request.job_type
        return kind.duration_minutes if kind else 60

    @property
    def address(self) -> str:
        """What opens this panel again, after the question mark."""
        return f"visit={self.visit.pk}" if self.visit else f"request={self.request.pk}"


def select_visit(pk: int) -> Selected:
    """Raises Http404 when there is no such visit."""
    row = _visits().filter(pk=pk).first()
    if row is None:
        raise Http404
    return _selected(row.job.request, row.job, row)


def select_request(pk: int) -> Selected:
    """The request with its newest job and visit. Raises Http404 when there is no such request."""
    row = Request.objects.select_related(*_REQUEST).filter(pk=pk).first()
    if row is None:
        raise Http404
    job = (
        Job.objects.filter(request=row)
        .exclude(state=JobState.CANCELLED)
        .select_related("job_type__service", "location", "case", "request__handoff")
        .first()
    )
    visits = [] if job is None else list(_visits().filter(job=job).order_by("-pk"))
    standing = [visit for visit in visits if VisitState(visit.state) not in _GONE]
    return _selected(row, job, standing[0] if standing else None)


_REQUEST = (
    "case__location",
    "case__customer",
    "handoff__giver",
    "handoff__case",
    "contact",
    "job_type__service",
    "taken_by",
)


def _visits() -> "QuerySet[Visit]":
    people = Assignment.objects.standing().select_related("person__position")
    people = people.order_by("part", "pk")
    return Visit.objects.select_related(
        "job__job_type__service",
        "job__location",
        "job__case__customer",
        *(f"job__request__{name}" for name in _REQUEST),
    ).prefetch_related(Prefetch("assignments", queryset=people, to_attr="crew"))


def _selected(request: Request, job: Job | None, visit: Visit | None) -> Selected:
    zone = request.case.location.zone
    crew: list[Assignment] = getattr(visit, "crew", [])
    leads = [row.person for row in crew if row.part == "lead"]
    promises = promises_of(job) if job is not None else []
    chain = chains_for([request.case_id], at=clock.now())[request.case_id]
    return Selected(
        request=request,
        job=job,
        visit=visit,
        lead=leads[0] if leads else None,
        helpers=[row.person for row in crew if row.part != "lead"],
        ring=ring_of(chain, zone),
        fields=_fields(request),
        promises=[
            ToldPromise(row, promise_words(row.kind, row.window_start, row.window_end, row.zone))
            for row in promises
        ],
        briefing=standing_briefing(visit) if visit is not None and visit.dispatched_at else None,
        zone=zone,
    )


def _fields(request: Request) -> list[IntakeField]:
    baton = request.handoff
    if baton is None:
        return []
    touched: dict[str, dict[str, Return]] = {"open": {}, "answered": {}}
    for row in (
        baton.returns.filter(kind=ReturnKind.ASKED).select_related("asked_to").order_by("pk")
    ):
        touched["open" if row.answered_at is None else "answered"][row.item_key] = row
    return [
        IntakeField(
            key=part["key"],
            label=str(part["label"]),
            value=_value(request, part["key"]),
            present=bool(part["present"]) or bool(_value(request, part["key"])),
            required=bool(part["required"]),
            question=touched["open"].get(part["key"]),
            answered=touched["answered"].get(part["key"]),
        )
        for part in baton.parts
    ]


def _value(request: Request, key: str) -> str:
    """What stands in the request now; parts that stand elsewhere are read from there."""
    if key == "urgency":
        return "; ".join(f"{question}: {answer}" for question, answer in request.urgency.items())
    if key == "callback_phone":
        return as_read(request.callback_phone)
    if key == "agreement":
        return request.agreement_said
    if key == "location":
        return request.case.location.spoken
    if key == "affected":
        return request.case.affected
    if key == "job_type":
        return request.job_type.name if request.job_type else ""
    if key == "contact":
        return request.contact.spoken if request.contact else ""
    return str(getattr(request, FIELDS[key])) if key in FIELDS else ""
