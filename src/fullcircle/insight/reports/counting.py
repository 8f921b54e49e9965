"""Rows counted by the database, folded into figures. One query, whatever is asked of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable

from fullcircle.engines.statistics.intervals import mean, wilson
from fullcircle.engines.statistics.waits import Wait, WaitFigure, wait_figure
from fullcircle.insight.figures import FEW
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.definitions import Definition
from fullcircle.insight.reports.measures import AGAINST, LEFT_OUT, By, Kind, Measure, Standing
from fullcircle.insight.reports.sources import rows_of

WHOLE = ""
NOBODY = "nobody"


@dataclass
class Tally:
    """What the database counted for one cell. `lone`: all of it is the work of one person."""

    stood: Counter[Standing] = field(default_factory=Counter)
    total: float = 0.0
    squares: float = 0.0
    waits: list[Wait] = field(default_factory=list)
    people: tuple[int, int] | None = None

    def add(self, other: "Tally") -> "Tally":
        self.stood.update(other.stood)
        self.total += other.total
        self.squares += other.squares
        self.waits.extend(other.waits)
        self.people = _span(self.people, other.people)
        return self

    @property
    def lone(self) -> bool:
        return self.people is not None and self.people[0] == self.people[1]


@dataclass(frozen=True)
class Counted:
    """A figure: value, interval, n, what spoke against it, what was left out and why.

    Shares and means lie between 0 and 1. A time has `wait` instead of a value. Without cases the
    value is None: "no data". `if_silent`: if all silent ones were bad, and if all were good.
    """

    measure: Measure
    kind: Kind
    value: float | None
    low: float | None
    high: float | None
    n: int
    hits: int
    against: Mapping[Standing, int]
    left_out: Mapping[Standing, int]
    if_silent: tuple[float, float] | None = None
    wait: WaitFigure | None = None

    @property
    def few(self) -> bool:
        return self.n < FEW

    @property
    def rows(self) -> int:
        """All rows behind it, those left out too."""
        return self.n + sum(self.left_out.values())


def counted(definition: Definition, count: Tally) -> Counted:
    """The figure of one cell."""
    stood = count.stood
    left_out = {word: stood[word] for word in LEFT_OUT if stood[word]}
    against = {word: stood[word] for word in AGAINST if stood[word]}
    hits, n = stood[Standing.FOR], stood[Standing.FOR] + sum(against.values())
    wait = wait_figure(count.waits) if definition.kind is Kind.TIME else None
    share = None
    if definition.kind is Kind.SHARE:
        share = wilson(hits, n)
    elif definition.kind is Kind.MEAN:
        share = mean(count.total, count.squares, n)
    return Counted(
        measure=definition.measure,
        kind=definition.kind,
        value=share.value if share else None,
        low=share.low if share else None,
        high=share.high if share else None,
        n=n,
        hits=hits,
        against=against,
        left_out=left_out,
        if_silent=_bounds(definition, hits, n, stood),
        wait=wait,
    )


def _bounds(
    definition: Definition, hits: int, n: int, stood: Mapping[Standing, int]
) -> tuple[float, float] | None:
    silent, wrong = stood.get(Standing.SILENT, 0), stood.get(Standing.SILENT_AND_WRONG, 0)
    if definition.kind is not Kind.SHARE or not silent + wrong:
        return None
    whole = n + silent + wrong
    return hits / whole, (hits + silent) / whole


def counts(
    definition: Definition, rows: "QuerySet[Any]", cell: "Combinable | None"
) -> dict[Any, Tally]:
    """Cell -> counts, in one query. `cell`: what to split by; None counts all as one."""
    split = ["cell"] if cell is not None else []
    if cell is not None:
        rows = rows.annotate(cell=cell)
    names = [*split, "standing"]
    rows = rows.annotate(standing=definition.standing())
    if definition.minutes is not None:
        rows = rows.annotate(length=definition.minutes)
        names.append("length")
    sums: dict[str, Any] = {"rows": Count("pk")}
    if definition.person:
        person = f"{definition.person}_id"
        sums |= {"first": Min(person), "last": Max(person)}
    if definition.value is not None:
        sums |= {
            "total": Sum(definition.value),
            "squares": Sum(definition.value * definition.value),
        }
    grouped = rows.values(*names).annotate(**sums).order_by()
    found: dict[Any, Tally] = {}
    for row in grouped:
        found.setdefault(row.get("cell", WHOLE), Tally()).add(_tally(definition, row))
    return found


def _tally(definition: Definition, row: Mapping[str, Any]) -> Tally:
    standing, number = Standing(row["standing"]), row["rows"]
    inside = standing not in LEFT_OUT
    first, last = row.get("first"), row.get("last")
    return Tally(
        stood=Counter({standing: number}),
        total=(row.get("total") or 0.0) if inside else 0.0,
        squares=(row.get("squares") or 0.0) if inside else 0.0,
        waits=[Wait(row["length"], standing is not Standing.STILL_OPEN, number)]
        if definition.kind is Kind.TIME and inside
        else [],
        people=(first, last) if first is not None and last is not None else None,
    )


def _span(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def narrowed(definition: Definition, period: Period, where: Mapping[By, str]) -> "QuerySet[Any]":
    """The rows of a figure in a period, narrowed to a link, a team, a service, a customer."""
    dated = definition.shape.dated_by
    rows = rows_of(definition.source).filter(
        **{f"{dated}__gte": period.start, f"{dated}__lt": period.end}
    )
    for by, key in where.items():
        rows = rows.filter(_is(definition.path(by), by, key))
    return rows


def _is(path: str, by: By, key: str) -> Q:
    if key == NOBODY:
        return Q(**{f"{path}__isnull": True})
    if by is By.TEAM:
        return Q(**{f"{path}__in": key.split("-")})
    return Q(**{path: key})


def of_one_person(definition: Definition, rows: "QuerySet[Any]") -> bool:
    """True when all the rows are the work of the same person. One query."""
    person = f"{definition.person}_id"
    ends = rows.order_by().aggregate(first=Min(person), last=Max(person))
    return ends["first"] is not None and ends["first"] == ends["last"]


def cell_of(definition: Definition, by: By) -> Combinable:
    return F(definition.path(by))


def by_month(
    definition: Definition, rows: "QuerySet[Any]", months: Mapping[str, Period]
) -> dict[str, Tally]:
    """Month -> counts, for `rows` that lie in these months. One query."""
    return counts(definition, rows, month_of(definition.shape.dated_by, months))


def month_of(column: str, months: Mapping[str, Period]) -> Combinable:
    """The name of a row's month, for months without a gap. Halved again and again: four questions a
    row for a year instead of twenty-four, and half a million rows are asked."""
    names = list(months)
    if len(names) == 1:
        return Value(names[0], output_field=CharField())
    middle = len(names) // 2
    early, late = (
        {name: months[name] for name in part} for part in (names[:middle], names[middle:])
    )
    before = Q(**{f"{column}__lt": months[names[middle]].start})
    return Case(
        When(before, then=month_of(column, early)),
        default=month_of(column, late),
        output_field=CharField(),
    )


def together(parts: Iterable[Tally]) -> Tally:
    whole = Tally()
    for part in parts:
        whole.add(part)
    return whole
