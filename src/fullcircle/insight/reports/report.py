"""One figure over a span: as a whole, by month, and split by link, team, service or customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fullcircle.handoffs.models import Link
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.counting import (
    NOBODY,
    Counted,
    Tally,
    by_month,
    cell_of,
    counted,
    counts,
    narrowed,
    together,
)
from fullcircle.insight.reports.definitions import Definition, definition
from fullcircle.insight.reports.measures import By, Measure
from fullcircle.insight.reports.spans import Span, month_named, months, span_of
from fullcircle.registry.catalogue.models import Service
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.people.models import Team
from fullcircle.registry.people.refusals import NotYours

YEAR = 12


@dataclass(frozen=True)
class Wanted:
    """Which figure, split by what, over which months, narrowed to what."""

    measure: Measure
    by: By
    span: Span = Span.THREE
    where: Mapping[By, str] = field(default_factory=dict)

    @property
    def narrow(self) -> Mapping[By, str]:
        """What it is narrowed to besides the month, which is part of the period."""
        return {by: key for by, key in self.where.items() if by != By.MONTH}


@dataclass(frozen=True)
class Cell:
    """One row of a report. `key` narrows to it; `name` is empty where the key has its own word.

    `members`: how many teams of one person were put together in it (they are shown only so).
    """

    key: str
    name: str
    figure: Counted
    members: int = 0


@dataclass(frozen=True)
class Report:
    """`whole` and `cells` are about the span, `by_month` about a year or the span if longer.

    `lone`: narrowed to the work of one single person; then nothing is shown.
    """

    definition: Definition
    period: Period
    whole: Counted
    cells: tuple[Cell, ...]
    by_month: tuple[Cell, ...]
    lone: bool = False


def report(wanted: Wanted, *, at: datetime, zone: str) -> Report:
    """Three queries at most, whatever is asked. Raises NotYours for a single person's team."""
    meant = definition(wanted.measure, at=at)
    period = period_of(wanted, at=at, zone=zone)
    narrow = wanted.narrow
    series = months(until=at, count=max(YEAR, int(wanted.span)), zone=zone)
    everything = narrowed(meant, Period(next(iter(series.values())).start, at), narrow)
    monthly = by_month(meant, everything, series)
    inside = [key for key, span in series.items() if _within(span, period)]
    whole = together(monthly.get(key, Tally()) for key in inside)
    lone = By.TEAM in narrow and whole.lone
    if lone:
        return Report(meant, period, counted(meant, Tally()), (), (), lone=True)
    by_months = tuple(Cell(key, "", counted(meant, monthly.get(key, Tally()))) for key in series)
    if wanted.by is By.MONTH:
        cells = tuple(cell for cell in by_months if cell.key in inside)
    else:
        rows = narrowed(meant, period, narrow)
        cells = _cells(meant, wanted.by, counts(meant, rows, cell_of(meant, wanted.by)))
    return Report(meant, period, counted(meant, whole), cells, by_months)


def period_of(wanted: Wanted, *, at: datetime, zone: str) -> Period:
    """The span, or the single month that was asked for. Raises NotYours for no month of ours."""
    month = wanted.where.get(By.MONTH)
    if month is None:
        return span_of(wanted.span, until=at, zone=zone)
    found = month_named(month, until=at, zone=zone)
    if found is None:
        raise NotYours(f"figures of {month}")
    return found


def names_of(by: By, keys: "set[Any] | None" = None) -> dict[str, str]:
    """Key -> name as stored, in the order in which they are listed. One query; none for words."""
    rows: Any
    match by:
        case By.LINK:
            rows = Link.objects.order_by("position").values_list("key", "name")
        case By.TEAM:
            rows = Team.objects.order_by("name").values_list("pk", "name")
        case By.SERVICE:
            rows = Service.objects.order_by("name").values_list("pk", "name")
        case By.CUSTOMER:
            rows = Customer.objects.order_by("name", "pk").values_list("pk", "name")
        case _:
            return {}
    if keys is not None and by is not By.LINK:
        rows = rows.filter(pk__in=keys)
    return {str(key): name for key, name in rows}


def _within(span: Period, period: Period) -> bool:
    return span.start >= period.start and span.end <= period.end


def _cells(meant: Definition, by: By, found: dict[Any, Tally]) -> tuple[Cell, ...]:
    nobody = found.pop(None, None)
    names = names_of(by, set(found) if by is By.CUSTOMER else None)
    members = 0
    folded: dict[str, Tally] = {str(key): tally for key, tally in found.items()}
    if by is By.TEAM:
        folded, members = fold_lone(folded)
    order = [*(key for key in names if key in folded), *sorted(set(folded) - set(names))]
    cells = [
        Cell(
            key,
            names.get(key, ""),
            counted(meant, folded[key]),
            members=members if "-" in key and by is By.TEAM else 0,
        )
        for key in order
    ]
    if nobody is not None:
        cells.append(Cell(NOBODY, "", counted(meant, nobody)))
    return tuple(cells)


def fold_lone(found: Mapping[str, Tally]) -> tuple[dict[str, Tally], int]:
    """A team of which one person did all of it is a person: such teams are shown together only,
    and with the smallest other team when they would still be one person or be found by
    subtraction. Returns the cells (keys joined by "-") and how many teams were put together."""
    alone = sorted((key for key, tally in found.items() if tally.lone), key=int)
    if not alone:
        return dict(found), 0
    rest = {key: tally for key, tally in found.items() if key not in alone}
    joined = together(Tally().add(found[key]) for key in alone)
    if joined.lone and rest:
        least = min(rest, key=lambda key: (sum(rest[key].stood.values()), int(key)))
        joined.add(rest.pop(least))
        alone = sorted([*alone, least], key=int)
    if joined.lone:
        return {}, len(alone)
    rest["-".join(alone)] = joined
    return rest, len(alone)
