"""Circles that nobody has confirmed yet: done, disputed and silent, each by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Count, Min, QuerySet

from fullcircle.foundation.keyset import BEGINNING, rows_behind
from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.states import Circle

WAITING = (Circle.DONE, Circle.DISPUTED)
PAGE = 25


@dataclass(frozen=True)
class CircleCount:
    """How many stand there, and since when the oldest."""

    count: int = 0
    oldest: datetime | None = None


class CircleRow(NamedTuple):
    """A request whose circle is not closed, as the list shows it; `zone`: of its place."""

    pk: int
    circle: str
    done_at: datetime | None
    case_id: int
    case_number: str
    title: str
    zone: str
    customer: str
    contact: str | None
    phone: str | None


def waiting_circles(circles: Sequence[Circle] = WAITING) -> dict[Circle, CircleCount]:
    """One query. Silent ones only where asked for: they pile up for ever."""
    found = {
        Circle(circle): CircleCount(count, oldest)
        for circle, count, oldest in _counted(tuple(circles))()
    }
    return {circle: found.get(circle, CircleCount()) for circle in circles}


@cache
def _counted(
    circles: tuple[Circle, ...],
) -> StandingQuery[tuple[str, int, datetime | None]]:
    def counted() -> "QuerySet[Request, tuple[str, int, datetime | None]]":
        rows = Request.objects.filter(circle__in=circles).values("circle").order_by()
        return rows.annotate(count=Count("pk"), oldest=Min("done_at")).values_list(
            "circle", "count", "oldest"
        )

    return StandingQuery(counted)


def page_in(
    circle: Circle, after: tuple[datetime, int] | None
) -> tuple[list[CircleRow], tuple[datetime, int] | None]:
    """25, the oldest first, and where the next page begins: who has waited longest is called first."""
    done_at, number = after or BEGINNING
    found = [CircleRow(*row) for row in _page(circle=str(circle), done_at=done_at, number=number)]
    last = found[PAGE - 1] if len(found) > PAGE else None
    following = (last.done_at, last.pk) if last is not None and last.done_at else None
    return found[:PAGE], following


def _rows(*, circle: str, done_at: datetime, number: int) -> "QuerySet[Request, tuple[Any, ...]]":
    rows = Request.objects.filter(rows_behind("done_at", done_at, number), circle=circle)
    return rows.order_by("done_at", "pk").values_list(
        "pk", "circle", "done_at", "case_id", "case__number", "case__title",
        "case__location__zone", "case__customer__name", "contact__name", "contact__phone",
    )[: PAGE + 1]  # fmt: skip


_page = StandingQuery(_rows)
