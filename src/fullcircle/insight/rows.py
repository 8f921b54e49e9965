"""The hand-offs behind a number: the same conditions as the tally, listed page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.rules import Outcome, is_known, is_right_first_time
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.insight.figures import LeftOut, Measure
from fullcircle.insight.periods import Period
from fullcircle.insight.tallies import KNOWN, PENDING, RIGHT, SILENT, TO_ONESELF, Side, Whose

PAGE = 25
MOST_IN_A_FILE = 10_000


class Show(StrEnum):
    """Which of the rows: all, those that speak against the giver's work, those left out."""

    ALL = "all"
    AGAINST = "against"
    LEFT_OUT = "left-out"


@dataclass(frozen=True)
class Wanted:
    """Which number's rows. `item`: only those on which this item was missing or touched."""

    link: LinkKey
    measure: Measure
    whose: Whose
    side: Side
    period: Period
    show: Show = Show.ALL
    item: str = ""


@dataclass(frozen=True)
class Place:
    """Where a page begins: after this hand-off, the newest first."""

    given_at: datetime
    number: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        when, _, number = text.rpartition("~")
        try:
            return cls(datetime.fromisoformat(when), int(number))
        except ValueError:
            return None

    def written(self) -> str:
        return f"{self.given_at.isoformat()}~{self.number}"


def rows_behind(wanted: Wanted) -> "QuerySet[Handoff]":
    """The newest first."""
    rows = Handoff.objects.filter(
        wanted.whose.rows(wanted.side),
        link__key=wanted.link,
        given_at__gte=wanted.period.start,
        given_at__lt=wanted.period.end,
    ).exclude(TO_ONESELF)
    if wanted.show is Show.AGAINST:
        rows = rows.filter(_against(wanted.measure))
    elif wanted.show is Show.LEFT_OUT:
        rows = rows.filter(_left_out(wanted.measure))
    if wanted.item:
        touched = Return.objects.filter(item_key=wanted.item, handoff__link__key=wanted.link)
        rows = rows.filter(Q(pk__in=touched.values("handoff_id")) | _missing(wanted.item))
    return rows.order_by("-given_at", "-pk")


def page_of(rows: "QuerySet[Handoff]", after: Place | None) -> tuple[list[Handoff], Place | None]:
    """25 rows and where the next page begins; None at the end."""
    if after is not None:
        rows = rows.filter(
            Q(given_at__lt=after.given_at) | Q(given_at=after.given_at, pk__lt=after.number)
        )
    found = list(rows.select_related("case__location", "link")[: PAGE + 1])
    more = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], Place(more.given_at, more.pk) if more else None


def verdict(row: Handoff, measure: Measure) -> bool | LeftOut | None:
    """How this row counts: True for, False against, or why it is left out. None: only listed."""
    if measure in (Measure.COMPLETE, Measure.COMPLETENESS):
        return LeftOut.NO_CARD if not row.total_weight else not row.missing
    if measure in (Measure.VOLUME, Measure.RETURNS, Measure.WAIT):
        return None
    outcome = Outcome(
        state=HandoffState(row.state),
        returned=row.returned_first_at is not None,
        fixed=row.fixed_first_at is not None,
        later=row.later,
    )
    if not is_known(outcome):
        return LeftOut.SILENT if row.state == HandoffState.SILENT else LeftOut.PENDING
    if measure is Measure.FIXED:
        return outcome.fixed
    return is_right_first_time(outcome)


def lines_for_file(wanted: Wanted) -> Iterator[list[object]]:
    """Head line, then one line per hand-off. Minutes are whole; instants are UTC."""
    yield [
        "case", "place", "link", "given at", "due at", "seen at", "outcome", "outcome at",
        "how it is known", "minutes until the outcome", "present weight", "total weight",
        "missing", "sent back", "fixed by receiver", "reported later", "counts as",
    ]  # fmt: skip
    rows = rows_behind(wanted).select_related("case__location", "link")[:MOST_IN_A_FILE]
    for row in rows.iterator(chunk_size=500):
        minutes = (
            int((row.outcome_at - row.given_at).total_seconds() // 60) if row.outcome_at else ""
        )
        counted = verdict(row, wanted.measure)
        yield [
            row.case.number, row.case.location.spoken, row.link.key, row.given_at, row.due_at,
            row.seen_at, row.state, row.outcome_at, row.known, minutes,
            row.present_weight, row.total_weight,
            "; ".join(part["label"] for part in row.missing),
            row.returned_first_at is not None, row.fixed_first_at is not None, row.later,
            _counts_as(counted),
        ]  # fmt: skip


def _counts_as(counted: bool | LeftOut | None) -> str:
    if isinstance(counted, LeftOut):
        return f"left out: {counted}"
    return {True: "yes", False: "no", None: "listed"}[counted]


def _against(measure: Measure) -> Q:
    if measure in (Measure.COMPLETE, Measure.COMPLETENESS):
        return Q(total_weight__gt=0) & ~Q(missing=[])
    if measure is Measure.FIXED:
        return Q(fixed_first_at__isnull=False)
    if measure is Measure.RIGHT_FIRST_TIME:
        return KNOWN & ~RIGHT
    return ~Q(missing=[]) | Q(returned_first_at__isnull=False) | Q(fixed_first_at__isnull=False)


def _left_out(measure: Measure) -> Q:
    if measure in (Measure.COMPLETE, Measure.COMPLETENESS):
        return Q(total_weight=0)
    return SILENT | PENDING


def _missing(item: str) -> Q:
    """The item stands in the frozen list of missing ones. Both databases can look into a list only
    in their own way, so the text of the list is searched: keys are slugs, quotes end them."""
    return Q(missing__icontains=f'"key": "{item}"')
