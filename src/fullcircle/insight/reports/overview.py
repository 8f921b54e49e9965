"""The figures of the first page: the five links by month, and what lies beyond the links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from fullcircle.handoffs.states import CHAIN, LinkKey
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.counting import (
    Counted,
    Tally,
    by_month,
    counted,
    counts,
    month_of,
    narrowed,
    together,
)
from fullcircle.insight.reports.definitions import definition
from fullcircle.insight.reports.measures import Measure
from fullcircle.insight.reports.spans import Span, months, span_of

YEAR = 12
BEYOND = (
    Measure.CLEAN,
    Measure.CLOSED,
    Measure.FIRST_PROMISE,
    Measure.LAST_PROMISE,
    Measure.FIRST_WORD,
    Measure.LOOP_TIME,
)


@dataclass(frozen=True)
class Line:
    """A figure over the span, and month by month over a year (oldest first)."""

    whole: Counted
    by_month: tuple[Counted, ...]


@dataclass(frozen=True)
class Overview:
    period: Period
    months: tuple[str, ...]
    links: Mapping[LinkKey, Line]
    beyond: Mapping[Measure, Line]

    @property
    def empty(self) -> bool:
        lines = [*self.links.values(), *self.beyond.values()]
        return not any(figure.rows for line in lines for figure in line.by_month)


def overview(span: Span, *, at: datetime, zone: str) -> Overview:
    """Seven queries, whatever there is."""
    series = months(until=at, count=max(YEAR, int(span)), zone=zone)
    period = span_of(span, until=at, zone=zone)
    return Overview(
        period=period,
        months=tuple(series),
        links=_links(series, period, at),
        beyond={measure: _beyond(measure, series, period, at) for measure in BEYOND},
    )


def _links(series: Mapping[str, Period], period: Period, at: datetime) -> dict[LinkKey, Line]:
    meant = definition(Measure.RIGHT_FIRST_TIME, at=at)
    whole = Period(next(iter(series.values())).start, at)
    cell = Concat(
        F("link__key"), Value(" "), month_of("given_at", series), output_field=CharField()
    )
    found = counts(meant, narrowed(meant, whole, {}), cell)
    lines = {}
    for key in CHAIN:
        monthly = {name: found.get(f"{key} {name}", Tally()) for name in series}
        inside = [monthly[name] for name, span in series.items() if span.start >= period.start]
        lines[key] = Line(
            whole=counted(meant, together(inside)),
            by_month=tuple(counted(meant, tally) for tally in monthly.values()),
        )
    return lines


def _beyond(measure: Measure, series: Mapping[str, Period], period: Period, at: datetime) -> Line:
    meant = definition(measure, at=at)
    rows = narrowed(meant, Period(next(iter(series.values())).start, at), {})
    found = by_month(meant, rows, series)
    inside = [
        found.get(name, Tally()) for name, span in series.items() if span.start >= period.start
    ]
    return Line(
        whole=counted(meant, together(inside)),
        by_month=tuple(counted(meant, found.get(name, Tally())) for name in series),
    )
