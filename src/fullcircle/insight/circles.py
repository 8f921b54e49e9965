"""Circles that nobody has confirmed yet: done, disputed and silent, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet

from fullcircle.foundation.keyset import rows_behind
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.states import Circle

WAITING = (Circle.DONE, Circle.DISPUTED)
PAGE = 25


@dataclass(frozen=True)
class CircleCount:
    """How many stand there, and since when the oldest."""

    count: int = 0
    oldest: datetime | None = None


def waiting_circles(circles: Sequence[Circle] = WAITING) -> dict[Circle, CircleCount]:
    """One query. Silent ones only where asked for: they pile up for ever."""
    rows = (
        Request.objects.filter(circle__in=circles)
        .values_list("circle")
        .annotate(count=Count("pk"), oldest=Min("done_at"))
        .order_by()
    )
    found = {Circle(circle): CircleCount(count, oldest) for circle, count, oldest in rows}
    return {circle: found.get(circle, CircleCount()) for circle in circles}


def circles_in(circle: Circle) -> "QuerySet[Request]":
    """The oldest first: who has waited longest for a word is called first."""
    rows = Request.objects.filter(circle=circle).select_related(
        "case__location", "case__customer", "contact", "job_type"
    )
    return rows.order_by("done_at", "pk")


def page_of(
    rows: "QuerySet[Request]", after: tuple[datetime, int] | None
) -> tuple[list[Request], tuple[datetime, int] | None]:
    """25 and where the next page begins."""
    if after is not None:
        done_at, number = after
        rows = rows.filter(rows_behind("done_at", done_at, number))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    following = (last.done_at, last.pk) if last is not None and last.done_at else None
    return found[:PAGE], following
