"""What is counted, and where in it the team, the service, the customer stand.

Every figure begins at `rows_of`: whatever must never be counted is left out there, once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Case as Choice
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from fullcircle.handoffs.models import Case, Handoff, Return
from fullcircle.handoffs.states import CHAIN, ReturnKind
from fullcircle.insight.reports.measures import By, Standing
from fullcircle.insight.tallies import KNOWN, PENDING, RIGHT, SILENT
from fullcircle.operations.scheduling.models import Promise, Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.operations.servicedesk.models import Request


class Source(StrEnum):
    """The kinds of rows. First and last promises are two views of one table."""

    HANDOFFS = "handoffs"
    QUESTIONS = "questions"
    FIRST_PROMISES = "first promises"
    LAST_PROMISES = "last promises"
    REQUESTS = "requests"
    DONE = "requests that were done"
    VISITS = "visits"
    CASES = "cases"


@dataclass(frozen=True)
class Shape:
    """Of one kind of rows: the instant that dates them, the way to the case and to each split.

    `person` is whose team counts: the giver, the promiser. Never shown, only counted.
    """

    dated_by: str
    case: str
    paths: Mapping[By, str]
    person: str = ""
    receiver: str = ""


def _customer(case: str) -> dict[By, str]:
    return {By.KIND: f"{case}__customer__kind", By.CUSTOMER: f"{case}__customer_id"}


_PROMISES = Shape(
    dated_by="window_end",
    case="job__case",
    person="promised_by",
    paths={By.SERVICE: "job__job_type__service_id"} | _customer("job__case"),
)
_REQUESTS: dict[By, str] = {By.SERVICE: "job_type__service_id"} | _customer("case")

SHAPES: Mapping[Source, Shape] = {
    Source.HANDOFFS: Shape(
        dated_by="given_at",
        case="case",
        person="giver",
        receiver="receiver",
        paths={
            By.LINK: "link__key",
            By.SERVICE: "case__request__job_type__service_id",
            By.SERVER: "link__giver_seat",
            By.SERVED: "link__receiver_seat",
        }
        | _customer("case"),
    ),
    Source.QUESTIONS: Shape(
        dated_by="asked_at",
        case="handoff__case",
        person="asked_to",
        paths={
            By.LINK: "handoff__link__key",
            By.SERVICE: "handoff__case__request__job_type__service_id",
        }
        | _customer("handoff__case"),
    ),
    Source.FIRST_PROMISES: _PROMISES,
    Source.LAST_PROMISES: _PROMISES,
    Source.REQUESTS: Shape("received_at", "case", _REQUESTS, person="acknowledged_by"),
    Source.DONE: Shape("done_at", "case", _REQUESTS),
    Source.VISITS: Shape(
        "left_at",
        "job__case",
        {By.SERVICE: "job__job_type__service_id"} | _customer("job__case"),
    ),
    Source.CASES: Shape(
        "opened_at",
        "",
        {
            By.SERVICE: "request__job_type__service_id",
            By.KIND: "customer__kind",
            By.CUSTOMER: "customer_id",
        },
    ),
}


def rows_of(source: Source) -> "QuerySet[Any]":
    match source:
        case Source.HANDOFFS:
            return Handoff.objects.all()
        case Source.QUESTIONS:
            return Return.objects.filter(kind=ReturnKind.ASKED)
        case Source.FIRST_PROMISES | Source.LAST_PROMISES:
            return _promises(first=source is Source.FIRST_PROMISES)
        case Source.REQUESTS:
            return Request.objects.all()
        case Source.DONE:
            return Request.objects.filter(done_at__isnull=False)
        case Source.VISITS:
            return Visit.objects.filter(state=VisitState.LEFT)
        case Source.CASES:
            return _cases()


def _cases() -> "QuerySet[Any]":
    """Cases with `chain`: how each stands as a whole, worked out where its hand-offs are looked up,
    once. As conditions outside, each of them would look them up again."""
    inside = Handoff.objects.filter(case_id=OuterRef("pk"), link__key__in=CHAIN)
    links = Count("link_id", distinct=True)
    undecided, silent, wrong = _any(PENDING), _any(SILENT), _any(KNOWN & ~RIGHT)
    told = (
        inside.order_by()
        .values("case_id")
        .annotate(links=links, undecided=undecided, silent=silent, wrong=wrong)
        .annotate(
            told=Choice(
                When(Q(links__lt=len(CHAIN)) | Q(undecided=1), then=Value(Standing.PENDING)),
                When(silent=1, wrong=1, then=Value(Standing.SILENT_AND_WRONG)),
                When(silent=1, then=Value(Standing.SILENT)),
                When(wrong=1, then=Value(Standing.AGAINST)),
                default=Value(Standing.FOR),
                output_field=CharField(),
            )
        )
    )
    whole = Subquery(told.values("told"), output_field=CharField())
    return Case.objects.annotate(chain=Coalesce(whole, Value(Standing.PENDING)))


def _any(condition: Q) -> Max:
    """1 when one of the rows meets it, else 0."""
    met = Choice(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
    return Max(met)


def _promises(*, first: bool) -> "QuerySet[Any]":
    """One row per time somebody was to come. A promise made after an arrival is about the next
    visit; one that replaced another before anybody came is about the same."""
    arrivals = Visit.objects.filter(job_id=OuterRef("job_id"))
    came = arrivals.filter(arrived_at__gte=OuterRef("promised_at"))
    rows = Promise.objects.annotate(
        came_at=Subquery(
            came.order_by("arrived_at").values("arrived_at")[:1], output_field=DateTimeField()
        )
    )
    if first:
        between = arrivals.filter(
            arrived_at__gte=OuterRef("supersedes__promised_at"),
            arrived_at__lt=OuterRef("promised_at"),
        )
        return rows.filter(Q(supersedes__isnull=True) | Exists(between))
    before = came.filter(arrived_at__lt=OuterRef("superseded_at"))
    return rows.filter(Q(superseded_at__isnull=True) | Exists(before))
