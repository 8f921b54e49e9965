"""What is open for a customer now: case, promise, visit, who goes, and the ring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from fullcircle.foundation.gathering import Gathered, Prepared
from fullcircle.handoffs.models import Case
from fullcircle.handoffs.queries import chains_for
from fullcircle.operations.dispatch.models import Assignment, Position
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Location, ServiceRecord
from fullcircle.registry.people.models import Person
from fullcircle.web.cards.words import Standing, promise_words, standing_of
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.components.ring import Ring

MOST_SHOWN = 8


@dataclass(frozen=True)
class OpenCase:
    """One line of "open now". `promise` is what the caller was told, "" when nothing was promised."""

    case: Case
    circle: str
    words: str
    promise: str
    late: bool
    standing: Standing
    ring: Ring
    zone: str


@dataclass(frozen=True)
class OpenNow:
    """The open cases of a customer, newest first, and the recall periods of its job types."""

    cases: list[OpenCase]
    recall_days: dict[str, int]


def open_now(customer: int, locations: Iterable[Location], *, at: datetime) -> OpenNow:
    """Two queries. The recall periods are those of every job type that was ever done there."""
    found = _rows(customer=customer)
    cases = sorted(found.of(Case), key=lambda case: case.opened_at, reverse=True)
    zones = {place.pk: place.zone for place in locations}
    chains = chains_for([case.pk for case in cases], at=at)
    shown = []
    for case in cases:
        zone = zones.get(case.location_id, "UTC")
        shown.append(_shown(found, case, ring_of(chains[case.pk], zone), zone, at))
    recall = {row.code: row.recall_days for row in found.of(JobType)}
    return OpenNow(shown, recall)


def _parts(customer: int) -> "list[QuerySet[Any]]":
    newest = Case.objects.still_open().filter(customer=customer).order_by("-opened_at")
    numbers = newest.values("pk")[:MOST_SHOWN]
    visits = Visit.objects.exclude(state=VisitState.CANCELLED).filter(job__case__in=numbers)
    leads = Assignment.objects.standing().filter(visit__job__case__in=numbers, part=Part.LEAD)
    done = ServiceRecord.objects.filter(customer=customer)
    return [
        Case.objects.filter(pk__in=numbers),
        Request.objects.filter(case__in=numbers),
        Job.objects.filter(case__in=numbers),
        Promise.objects.standing().filter(job__case__in=numbers),
        visits,
        leads,
        Person.objects.filter(pk__in=leads.values("person")),
        Position.objects.filter(person__in=leads.values("person")),
        JobType.objects.filter(code__in=done.values("job_code")),
    ]


_rows = Prepared(_parts)


def _shown(found: Gathered, case: Case, ring: Ring, zone: str, at: datetime) -> OpenCase:
    request = next((row for row in found.of(Request) if row.case_id == case.pk), None)
    jobs = {row.pk for row in found.of(Job) if row.case_id == case.pk}
    promise = next((row for row in found.of(Promise) if row.job_id in jobs), None)
    visits = [row for row in found.of(Visit) if row.job_id in jobs]
    visit = max(visits, key=lambda row: (row.planned_start, row.pk), default=None)
    lead = _lead(found, visit)
    position = next(
        (row for row in found.of(Position) if lead is not None and row.person_id == lead.pk), None
    )
    return OpenCase(
        case=case,
        circle=request.circle if request else "open",
        words=request.words if request else "",
        promise=promise_words(promise, at) if promise else "",
        late=bool(promise and at > promise.window_end and not _came(visit)),
        standing=standing_of(visit, lead.call_name if lead else "", position, at),
        ring=ring,
        zone=zone,
    )


def _came(visit: Visit | None) -> bool:
    return visit is not None and visit.arrived_at is not None


def _lead(found: Gathered, visit: Visit | None) -> Person | None:
    if visit is None:
        return None
    people = found.by_key(Person)
    for row in found.of(Assignment):
        if row.visit_id == visit.pk:
            return people.get(row.person_id)
    return None
