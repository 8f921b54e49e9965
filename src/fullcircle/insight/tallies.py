"""Counts of hand-offs, by link and side and bucket of time: one query, whatever is asked of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    IntegerField,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from fullcircle.engines.statistics.waits import Wait
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import HandoffState
from fullcircle.insight.periods import Period


class Side(StrEnum):
    SUPPLIED = "supplied"
    RECEIVED = "received"


@dataclass(frozen=True)
class Whose:
    """Whose hand-offs: those of these people, or with None those of the whole company."""

    people: frozenset[int] | None = None

    def rows(self, side: Side | None = None) -> Q:
        if self.people is None:
            return Q()
        gave, got = Q(giver_id__in=self.people), Q(receiver_id__in=self.people)
        return {Side.SUPPLIED: gave, Side.RECEIVED: got}[side] if side else gave | got


EVERYBODY = Whose()


@dataclass
class Tally:
    """Counts behind the figures of one link. `share_sum`: sum of the completeness of each."""

    given: int = 0
    known: int = 0
    right: int = 0
    silent: int = 0
    pending: int = 0
    fixed: int = 0
    returned: int = 0
    carded: int = 0
    complete: int = 0
    share_sum: float = 0.0
    share_squares: float = 0.0
    missing: Counter[tuple[str, str]] = field(default_factory=Counter)
    waits: list[Wait] = field(default_factory=list)

    def add(self, other: "Tally") -> "Tally":
        for name in _COUNTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.missing.update(other.missing)
        self.waits.extend(other.waits)
        return self


_COUNTED = (
    "given", "known", "right", "silent", "pending", "fixed", "returned", "carded", "complete",
    "share_sum", "share_squares",
)  # fmt: skip

type Tallies = dict[tuple[str, Side, str], Tally]


class MinutesBetween(Func):
    """Whole minutes from one instant to the other, counted by the database."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        shape = "((unixepoch(%(expressions)s)) / 60)"
        return super().as_sql(
            compiler, connection, template=shape, arg_joiner=") - unixepoch(", **more
        )

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        shape = "CAST(FLOOR(EXTRACT(EPOCH FROM (%(expressions)s)) / 60) AS integer)"
        return super().as_sql(compiler, connection, template=shape, arg_joiner=" - ", **more)


UNTOUCHED = Q(returned_first_at__isnull=True, fixed_first_at__isnull=True)
KNOWN = Q(state=HandoffState.ACCEPTED) | ~UNTOUCHED
RIGHT = Q(state=HandoffState.ACCEPTED, later="") & UNTOUCHED
SILENT = Q(state=HandoffState.SILENT) & UNTOUCHED
PENDING = Q(state__in=[HandoffState.GIVEN, HandoffState.SEEN]) & UNTOUCHED
# Nobody is served by handing over to oneself; such rows stand in no figure.
TO_ONESELF = Q(giver=F("receiver"))


def tallies(whose: Whose, buckets: Mapping[str, Period], *, at: datetime) -> Tallies:
    """(link, side, bucket) -> counts. Buckets must not overlap. The company has one side: supplied."""
    rows = (
        Handoff.objects.filter(within("given_at", buckets) & whose.rows())
        .exclude(TO_ONESELF)
        .annotate(
            bucket=bucket_of("given_at", buckets),
            gave=_among("giver_id", whose, otherwise=True),
            got=_among("receiver_id", whose, otherwise=False),
            minutes=MinutesBetween(
                Coalesce("outcome_at", Value(at, output_field=DateTimeField())), F("given_at")
            ),
        )
        .values_list("link__key", "bucket", "gave", "got", "minutes", "state", "missing")
        .annotate(
            given=Count("pk"),
            known=Count("pk", filter=KNOWN),
            right=Count("pk", filter=RIGHT),
            silent=Count("pk", filter=SILENT),
            pending=Count("pk", filter=PENDING),
            fixed=Count("fixed_first_at"),
            returned=Count("returned_first_at"),
            carded=Count("pk", filter=Q(total_weight__gt=0)),
            shares=Sum(share_present(), filter=Q(total_weight__gt=0)),
            squares=Sum(share_present() * share_present(), filter=Q(total_weight__gt=0)),
        )
        .order_by()
    )
    return _fold(rows)


def within(column: str, buckets: Mapping[str, Period]) -> Q:
    """One span over all buckets first, so that an index on the column serves; then each."""
    start = min(span.start for span in buckets.values())
    end = max(span.end for span in buckets.values())
    either = Q()
    for span in buckets.values():
        either |= Q(**{f"{column}__gte": span.start, f"{column}__lt": span.end})
    return Q(**{f"{column}__gte": start, f"{column}__lt": end}) & either


def bucket_of(column: str, buckets: Mapping[str, Period]) -> Case:
    spans = [
        When(**{f"{column}__gte": span.start, f"{column}__lt": span.end}, then=Value(name))
        for name, span in buckets.items()
    ]
    return Case(*spans, default=Value(""), output_field=CharField())


def share_present() -> Combinable:
    """How much of a hand-off's card was there when it was given, between 0 and 1."""
    # A weight of nought is left out by the filter, but the database divides before it filters.
    whole = Case(
        When(total_weight=0, then=Value(1.0)),
        default=Cast("total_weight", FloatField()),
        output_field=FloatField(),
    )
    return ExpressionWrapper(
        Cast("present_weight", FloatField()) / whole, output_field=FloatField()
    )


def _among(column: str, whose: Whose, *, otherwise: bool) -> Combinable:
    if whose.people is None:
        return Value(otherwise, output_field=BooleanField())
    return Case(
        When(**{f"{column}__in": whose.people}, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )


def _fold(rows: Iterable[tuple[Any, ...]]) -> Tallies:
    found: Tallies = {}
    for link, bucket, gave, got, minutes, state, missing, *counts in rows:
        for side, on in ((Side.SUPPLIED, gave), (Side.RECEIVED, got)):
            if on:
                tally = found.setdefault((link, side, bucket), Tally())
                tally.add(_tally(minutes, state, missing, counts))
    return found


def _tally(minutes: int, state: str, missing: list[dict[str, str]], counts: list[Any]) -> Tally:
    given, known, right, silent, pending, fixed, returned, carded, shares, squares = counts
    items = Counter({(part["key"], part["label"]): given for part in missing})
    decided = state == HandoffState.ACCEPTED
    return Tally(
        given=given,
        known=known,
        right=right,
        silent=silent,
        pending=pending,
        fixed=fixed,
        returned=returned,
        carded=carded,
        complete=0 if missing else carded,
        share_sum=shares or 0.0,
        share_squares=squares or 0.0,
        missing=items,
        waits=[Wait(max(0, minutes), decided, given)],
    )
