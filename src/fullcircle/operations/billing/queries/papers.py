"""Close-outs as lists show them: which ones wait, a page of them by its keys, and what a row says."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from itertools import batched
from typing import Any, NamedTuple

from django.db.models import QuerySet

from fullcircle.foundation.keyset import BEGINNING, END, rows_behind
from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.handoffs.models import Handoff, Link
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.registry.customers.states import Side

# (handed over at, key of the hand-off): where the page before ended.
type Behind = tuple[datetime, int]

WORKABLE = (HandoffState.GIVEN, HandoffState.SEEN)
OUT = (HandoffState.RETURNED,)
ANY_TIME = (BEGINNING[0], END[0])
_AT_ONCE = 512


class Paper(NamedTuple):
    """One close-out in a list, by its first version. `opened`: the key of its review, if any.

    `parts`: the card as it was frozen when it was handed over.
    """

    handoff_id: int
    given_at: datetime
    state: str
    returned_first_at: datetime | None
    parts: list[dict[str, Any]]
    technician: str
    visit_id: int
    left_at: datetime | None
    result: str
    zone: str
    place: str
    job: str
    case_id: int
    case_number: str
    customer: str
    side: str
    opened: int | None
    posted_at: datetime | None
    invoice_number: int | None
    invoice_minor: int | None
    invoice_currency: str | None

    @property
    def inside(self) -> bool:
        return self.side == Side.INSIDE


def waiting() -> "QuerySet[Handoff]":
    """Hand-offs of close-outs that are not posted: one for each visit, whatever its versions."""
    # As a value of its own, not as a join: so the index gives them in the order of giving.
    link = Link.objects.filter(key=LinkKey.CLOSEOUT).values("pk")[:1]
    return Handoff.objects.undecided().filter(link=link)


@cache
def _keys(states: tuple[HandoffState, ...], answered: bool, most: int | None) -> StandingQuery[int]:
    def keys(*, until: datetime, at: datetime, number: int) -> "QuerySet[Handoff, int]":
        rows = waiting().filter(rows_behind("given_at", at, number), given_at__lt=until)
        rows = rows.filter(state__in=states)
        if answered:
            rows = rows.filter(returned_first_at__isnull=False)
        return rows.order_by("given_at", "pk").values_list("pk", flat=True)[:most]

    return StandingQuery(keys)


def page_of_waiting(
    states: tuple[HandoffState, ...],
    *,
    answered: bool = False,
    between: tuple[datetime, datetime] = ANY_TIME,
    behind: Behind | None = None,
    most: int | None,
) -> list[Paper]:
    """The first `most` in the order of giving, and one more; all without `most`. Two queries.

    In one, PostgreSQL would join a dozen tables for everything that waits.
    """
    since, until = between
    at, number = max(behind or (since, 0), (since, 0))
    keys = _keys(states, answered, None if most is None else most + 1)
    return papers(keys(until=until, at=at, number=number))


def papers(keys: Iterable[int]) -> list[Paper]:
    """The close-outs of these hand-offs, in this order: one query for each half a thousand."""
    found: list[Paper] = []
    for some in batched(keys, _AT_ONCE):
        by_key = {row[0]: Paper(*row) for row in _shown(keys=some)}
        found += [by_key[key] for key in some if key in by_key]
    return found


def _rows(*, keys: list[int]) -> "QuerySet[CloseOut, tuple[Any, ...]]":
    return CloseOut.objects.filter(handoff_id__in=keys, version=1).values_list(
        "handoff_id", "handoff__given_at", "handoff__state", "handoff__returned_first_at",
        "handoff__parts", "technician__name", "visit_id", "visit__left_at", "visit__result",
        "visit__job__location__zone", "visit__job__location__spoken", "visit__job__job_type__name",
        "visit__job__case_id", "visit__job__case__number", "visit__job__case__customer__name",
        "visit__job__case__customer__side", "visit__review__id", "visit__review__posted_at",
        "visit__review__invoice__number", "visit__review__invoice__total_minor",
        "visit__review__invoice__currency",
    )  # fmt: skip


_shown = StandingQuery(_rows)
