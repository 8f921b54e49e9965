"""What lies on the bookkeeper's desk, pile by pile, the oldest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.handoffs.models import Handoff
from fullcircle.operations.billing.models import Review
from fullcircle.operations.billing.queries.papers import (
    OUT,
    WORKABLE,
    Behind,
    Paper,
    page_of_waiting,
    papers,
    waiting,
)
from fullcircle.operations.billing.states import Queue
from fullcircle.operations.fieldwork.models import CloseOut


@dataclass(frozen=True)
class QueueCounts:
    """How many lie in each pile; `older`: done before today and not posted, whoever has them."""

    review: int
    answered: int
    out: int
    posted: int
    older: int


def queue(
    which: Queue, *, day_start: datetime, behind: Behind | None = None, most: int = 25
) -> list[Paper]:
    """One page of a pile; one more row than `most` when there is another page. Two queries.

    Posted ones newest first, everything else oldest first: age is what matters on this desk.
    """
    if which is Queue.POSTED:
        return papers(_posted(day_start, behind)[: most + 1])
    return page_of_waiting(
        OUT if which is Queue.OUT else WORKABLE,
        answered=which is Queue.ANSWERED,
        behind=behind,
        most=most,
    )


def _posted(day_start: datetime, behind: Behind | None) -> "QuerySet[CloseOut, int]":
    rows = CloseOut.objects.filter(version=1, visit__review__posted_at__gte=day_start)
    if behind is not None:
        at, number = behind
        given = Q(visit__review__posted_at=at, handoff_id__lt=number)
        rows = rows.filter(Q(visit__review__posted_at__lt=at) | given)
    return rows.order_by("-visit__review__posted_at", "-handoff_id").values_list(
        "handoff_id", flat=True
    )


def queue_counts(day_start: datetime) -> QueueCounts:
    """Two queries, whatever the number of rows."""
    found = _counts(day_start=day_start) or [(0, 0, 0, 0)]
    review, answered, out, older = found[0]
    posted = Review.objects.filter(posted_at__gte=day_start).count()
    return QueueCounts(review, answered, out, posted, older)


def _piles(*, day_start: datetime) -> "QuerySet[Handoff, tuple[int, int, int, int]]":
    workable = Q(state__in=WORKABLE)
    counted = waiting().values("link").order_by().annotate(
        review=Count("pk", filter=workable),
        answered=Count("pk", filter=workable & Q(returned_first_at__isnull=False)),
        out=Count("pk", filter=Q(state__in=OUT)),
        older=Count("pk", filter=Q(given_at__lt=day_start)),
    )  # fmt: skip
    return counted.values_list("review", "answered", "out", "older")


_counts = StandingQuery(_piles)


def next_to_review(*, after: datetime | None = None, besides: int = 0) -> int | None:
    """Visit that is next on the desk: the next younger one, else the oldest; None when it is empty."""
    younger = (after, 0) if after else None
    for behind in (younger, None) if younger else (None,):
        for row in page_of_waiting(WORKABLE, behind=behind, most=1):
            if row.visit_id != besides:
                return row.visit_id
    return None
