"""Reads of trying things out: trials, and what there is to choose from."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from fullcircle.insight.models import ScenarioRun
from fullcircle.insight.whatif.calibration import LEAST_REQUESTS
from fullcircle.insight.whatif.readings import LATELY
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require
from fullcircle.registry.people.refusals import NotYours

SHOWN = 10
MOST_CUSTOMERS = 40


@dataclass(frozen=True)
class Offered:
    """What can be chosen: classes ("person:home_service") with their requests lately, those who
    asked most (number, name, requests), trades that people work in. `requests`: all of them."""

    classes: tuple[tuple[str, int], ...]
    customers: tuple[tuple[int, str, int], ...]
    trades: tuple[str, ...]
    requests: int

    @property
    def enough(self) -> bool:
        return self.requests >= LEAST_REQUESTS


def offered(by: Actor, *, at: datetime) -> Offered:
    """Two queries."""
    require(by, Permission.TRY_OUT)
    lately = Request.objects.filter(
        received_at__gte=at - LATELY, received_at__lt=at, jobs__isnull=False
    )
    classes = (
        lately.values_list("case__customer__kind", "job_type__service__trade")
        .exclude(job_type=None)
        .annotate(requests=Count("pk", distinct=True))
        .order_by("-requests")
    )
    rows = [(f"{kind}:{trade}", trade, count) for kind, trade, count in classes]
    customers = (
        lately.exclude(job_type=None)
        .values_list("case__customer_id", "case__customer__name")
        .annotate(requests=Count("pk", distinct=True))
        .order_by("-requests", "case__customer__name")
    )
    return Offered(
        classes=tuple((key, count) for key, _, count in rows),
        customers=tuple(customers[:MOST_CUSTOMERS]),
        trades=tuple(sorted({trade for _, trade, _ in rows})),
        requests=sum(count for _, _, count in rows),
    )


def runs_lately(by: Actor) -> list[ScenarioRun]:
    require(by, Permission.TRY_OUT)
    return list(ScenarioRun.objects.select_related("asked_by").order_by("-asked_at", "-pk")[:SHOWN])


def run_numbered(by: Actor, number: int) -> ScenarioRun:
    require(by, Permission.TRY_OUT)
    run = ScenarioRun.objects.select_related("asked_by").filter(pk=number).first()
    if run is None:
        raise NotYours("scenario")
    return run


def customer_names(numbers: set[int]) -> dict[int, str]:
    """By number; who is gone is not in it."""
    if not numbers:
        return {}
    return dict(Customer.objects.filter(pk__in=numbers).values_list("pk", "name"))
