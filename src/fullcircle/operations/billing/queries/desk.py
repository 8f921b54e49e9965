"""What lies on the bookkeeper's desk, pile by pile, the oldest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from fullcircle.foundation.keyset import rows_behind
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.operations.billing.models import Review
from fullcircle.operations.billing.states import Queue
from fullcircle.operations.fieldwork.models import CloseOut

# (handed over at, key of the close-out's first version): where the page before ended.
type Behind = tuple[datetime, int]

WORKABLE = (HandoffState.GIVEN, HandoffState.SEEN)
_PILES = {
    Queue.REVIEW: Q(handoff__state__in=WORKABLE),
    Queue.ANSWERED: Q(handoff__state__in=WORKABLE, handoff__returned_first_at__isnull=False),
    Queue.OUT: Q(handoff__state=HandoffState.RETURNED),
}


@dataclass(frozen=True)
class QueueCounts:
    """How many lie in each pile; `older`: done before today and not posted, whoever has them."""

    review: int
    answered: int
    out: int
    posted: int
    older: int


def waiting() -> "QuerySet[CloseOut]":
    """The first version of each close-out that is not posted: one row per visit."""
    # By its own index: in the order of giving, the database would walk through all that ever was.
    given = Handoff.objects.filter(
        link__key=LinkKey.CLOSEOUT, state__in=[*WORKABLE, HandoffState.RETURNED]
    )
    return CloseOut.objects.filter(handoff__in=given, version=1)


def queue(
    which: Queue, *, day_start: datetime, behind: Behind | None = None, most: int = 25
) -> list[CloseOut]:
    """One page of a pile; one more row than `most` when there is another page. Two queries.

    Posted ones newest first, everything else oldest first: age is what matters on this desk.
    """
    if which is Queue.POSTED:
        return _posted(day_start, behind, most)
    rows = waiting().filter(_PILES[which])
    if behind is not None:
        at, number = behind
        rows = rows.filter(rows_behind("handoff__given_at", at, number))
    return one_page(rows, "handoff__given_at", "pk", most=most)


def _posted(day_start: datetime, behind: Behind | None, most: int) -> list[CloseOut]:
    rows = CloseOut.objects.filter(version=1, visit__review__posted_at__gte=day_start)
    if behind is not None:
        at, number = behind
        rows = rows.filter(rows_behind("visit__review__posted_at", at, number, falling=True))
    return one_page(rows, "-visit__review__posted_at", "-pk", most=most)


def one_page(rows: "QuerySet[CloseOut]", *order: str, most: int | None) -> list[CloseOut]:
    """The first `most` in this order and one more, with what a list shows; all without `most`.

    Two queries: in one, PostgreSQL would join a dozen tables for every close-out there ever was.
    """
    if most is not None:
        keys = list(rows.order_by(*order).values_list("pk", flat=True)[: most + 1])
        rows = CloseOut.objects.filter(pk__in=keys)
    return list(_with_what_is_shown(rows).order_by(*order))


def _with_what_is_shown(rows: "QuerySet[CloseOut]") -> "QuerySet[CloseOut]":
    return rows.select_related(
        "handoff",
        "technician",
        "visit__job__job_type",
        "visit__job__location",
        "visit__job__case__customer",
        "visit__review__invoice",
    )


def queue_counts(day_start: datetime) -> QueueCounts:
    """Two queries, whatever the number of rows."""
    found = waiting().aggregate(
        review=Count("pk", filter=_PILES[Queue.REVIEW]),
        answered=Count("pk", filter=_PILES[Queue.ANSWERED]),
        out=Count("pk", filter=_PILES[Queue.OUT]),
        older=Count("pk", filter=Q(submitted_at__lt=day_start)),
    )
    posted = Review.objects.filter(posted_at__gte=day_start).count()
    return QueueCounts(**found, posted=posted)


def next_to_review(*, after: datetime | None = None, besides: int = 0) -> int | None:
    """Visit that is next on the desk: the next younger one, else the oldest; None when it is empty."""
    rows = waiting().filter(_PILES[Queue.REVIEW]).exclude(visit_id=besides)
    ordered = rows.order_by("handoff__given_at", "pk").values_list("visit_id", flat=True)
    younger = ordered.filter(handoff__given_at__gte=after).first() if after else None
    return younger if younger is not None else ordered.first()
