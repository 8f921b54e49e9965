"""The figures of a link, from its tally; and what was sent back on it, by item."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from fullcircle.engines.statistics.intervals import Share, mean, wilson
from fullcircle.engines.statistics.waits import WaitFigure, wait_figure
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.states import ChangeKind, ReturnKind
from fullcircle.insight.figures import Figure, LeftOut, Measure
from fullcircle.insight.periods import Period
from fullcircle.insight.tallies import Side, Tally, Whose, bucket_of, within


@dataclass(frozen=True)
class Item:
    """A part of the card and how often it was missing, asked about, fixed by the receiver."""

    key: str
    label: str
    missing: int = 0
    asked: int = 0
    fixed: int = 0

    @property
    def touched(self) -> int:
        return self.asked + self.fixed

    @property
    def total(self) -> int:
        return self.missing + self.touched


@dataclass(frozen=True)
class LinkFigures:
    """All figures of one link, one side, one period."""

    given: int
    right_first_time: Figure
    complete: Figure
    completeness: Figure
    fixed: Figure
    wait: WaitFigure
    items: tuple[Item, ...] = field(default_factory=tuple)

    def of(self, measure: Measure) -> Figure:
        return {
            Measure.RIGHT_FIRST_TIME: self.right_first_time,
            Measure.COMPLETE: self.complete,
            Measure.COMPLETENESS: self.completeness,
            Measure.FIXED: self.fixed,
        }[measure]


type Touched = dict[tuple[str, Side, str], dict[str, Item]]


def figures_of(tally: Tally, touched: Mapping[str, Item] | None = None) -> LinkFigures:
    unknown = {LeftOut.SILENT: tally.silent, LeftOut.PENDING: tally.pending}
    no_card = {LeftOut.NO_CARD: tally.given - tally.carded}
    return LinkFigures(
        given=tally.given,
        right_first_time=_figure(
            Measure.RIGHT_FIRST_TIME, wilson(tally.right, tally.known), unknown, _bounds(tally)
        ),
        complete=_figure(Measure.COMPLETE, wilson(tally.complete, tally.carded), no_card),
        completeness=_figure(
            Measure.COMPLETENESS, mean(tally.share_sum, tally.share_squares, tally.carded), no_card
        ),
        fixed=_figure(Measure.FIXED, wilson(min(tally.fixed, tally.known), tally.known), unknown),
        wait=wait_figure(tally.waits),
        items=items_of(tally.missing, touched or {}),
    )


def items_of(missing: "Counter[tuple[str, str]]", touched: Mapping[str, Item]) -> tuple[Item, ...]:
    """Missing at giving and touched afterwards, the most often first; ties by name."""
    found = {key: (label, count) for (key, label), count in missing.items()}
    rows = [
        Item(
            key=key,
            label=found[key][0] if key in found else touched[key].label,
            missing=found[key][1] if key in found else 0,
            asked=touched[key].asked if key in touched else 0,
            fixed=touched[key].fixed if key in touched else 0,
        )
        for key in {*found, *touched}
    ]
    return tuple(sorted(rows, key=lambda item: (-item.total, item.label)))


def touched_items(whose: Whose, buckets: Mapping[str, Period]) -> Touched:
    """(link, side, bucket) -> item -> on how many hand-offs it was asked about or fixed: one query.

    Dated by the touch. A change of the world is no fault and is left out. The company has one side.
    """
    gave = Q(handoff__giver_id__in=whose.people or ())
    got = Q(handoff__receiver_id__in=whose.people or ())
    rows = Return.objects.filter(within("asked_at", buckets)).exclude(
        kind=ReturnKind.FIXED, change=ChangeKind.WORLD_CHANGED
    )
    if whose.people is not None:
        rows = rows.filter(gave | got)
    counted = (
        rows.annotate(bucket=bucket_of("asked_at", buckets))
        .values_list("handoff__link__key", "bucket", "item_key", "item_label", "kind")
        .annotate(
            supplied=Count(
                "handoff_id", distinct=True, filter=gave if whose.people is not None else None
            ),
            received=Count("handoff_id", distinct=True, filter=got),
        )
        .order_by()
    )
    found: Touched = {}
    for link, bucket, key, label, kind, supplied, received in counted:
        for side, count in ((Side.SUPPLIED, supplied), (Side.RECEIVED, received)):
            if count:
                row = found.setdefault((link, side, bucket), {})
                row[key] = _more(row.get(key) or Item(key, label), kind, count)
    return found


def together(*parts: Mapping[str, Item]) -> dict[str, Item]:
    """The items of several buckets as one."""
    found: dict[str, Item] = {}
    for part in parts:
        for key, item in part.items():
            old = found.get(key) or Item(key, item.label)
            found[key] = Item(
                key,
                item.label,
                old.missing + item.missing,
                old.asked + item.asked,
                old.fixed + item.fixed,
            )
    return found


def _more(item: Item, kind: str, count: int) -> Item:
    asked = item.asked + (count if kind == ReturnKind.ASKED else 0)
    fixed = item.fixed + (count if kind == ReturnKind.FIXED else 0)
    return Item(item.key, item.label, item.missing, asked, fixed)


def _figure(
    measure: Measure,
    share: Share | None,
    excluded: Mapping[LeftOut, int],
    if_silent: tuple[float, float] | None = None,
) -> Figure:
    left = {reason: count for reason, count in excluded.items() if count}
    if share is None:
        return Figure(measure, None, None, None, 0, left)
    return Figure(measure, share.value, share.low, share.high, share.n, left, if_silent)


def _bounds(tally: Tally) -> tuple[float, float] | None:
    if not tally.silent:
        return None
    whole = tally.known + tally.silent
    return tally.right / whole, (tally.right + tally.silent) / whole
