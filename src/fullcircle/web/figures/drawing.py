"""Months as a row of interval bars, drawn by the server: what is seen without script."""

from collections.abc import Sequence
from dataclasses import dataclass

from fullcircle.insight.reports.counting import Counted
from fullcircle.insight.reports.measures import Kind

WIDTH, HEIGHT = 300.0, 56.0


@dataclass(frozen=True)
class Bar:
    """One month: its interval as a band, its value as a mark; none of them without data."""

    x: float
    width: float
    top: float
    height: float
    mark: float | None
    few: bool


@dataclass(frozen=True)
class Months:
    """`low` and `high`: what the bottom and the top of the drawing stand for."""

    bars: tuple[Bar, ...]
    low: float
    high: float


def bounds(figure: Counted) -> tuple[float, float, float] | None:
    """(value, low, high): of a share its interval, of a time median and nine of ten, in minutes."""
    if figure.kind is Kind.TIME:
        wait = figure.wait
        if wait is None or wait.median is None:
            return None
        return wait.median, wait.median, wait.p90 if wait.p90 is not None else wait.median
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    return figure.value, figure.low, figure.high


def months(figures: Sequence[Counted], *, height: float = HEIGHT) -> Months | None:
    """None when no month has data. Shares keep their top at 100 %: a flat line is flat."""
    found = [bounds(figure) for figure in figures]
    known = [one for one in found if one is not None]
    if not known:
        return None
    timed = figures[0].kind is Kind.TIME
    low = 0.0 if timed else max(0.0, min(one[1] for one in known) - 0.05)
    high = max(one[2] for one in known) or 1.0 if timed else 1.0
    reach = (high - low) or 1.0
    step = WIDTH / len(figures)

    def at(value: float) -> float:
        return round((1 - (value - low) / reach) * (height - 4) + 2, 1)

    bars = tuple(
        Bar(
            x=round(place * step + step * 0.2, 1),
            width=round(step * 0.6, 1),
            top=at(one[2]) if one else 0.0,
            height=max(2.0, round(at(one[1]) - at(one[2]), 1)) if one else 0.0,
            mark=at(one[0]) if one else None,
            few=figure.few,
        )
        for place, (figure, one) in enumerate(zip(figures, found, strict=True))
    )
    return Months(bars, low, high)
