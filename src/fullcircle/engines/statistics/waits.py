"""Quantiles of waits when some still wait (Kaplan and Meier 1958).

Leaving open waits out flatters: the longest ones are the open ones. A censored wait says "at least
this long" and counts as long as it lasted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from fullcircle.engines.statistics.intervals import check_confidence


@dataclass(frozen=True)
class Wait:
    """`count` waits of `minutes`; not `decided` = still waiting, or no word ever came."""

    minutes: float
    decided: bool
    count: int = 1


@dataclass(frozen=True)
class WaitFigure:
    """Minutes; None where too many still wait to say ("longer than all seen so far")."""

    median: float | None
    p90: float | None
    n: int
    still_open: int


def wait_figure(waits: Iterable[Wait]) -> WaitFigure:
    rows = list(waits)
    median, p90 = quantiles(rows, (0.5, 0.9))
    return WaitFigure(
        median=median,
        p90=p90,
        n=sum(row.count for row in rows if row.decided),
        still_open=sum(row.count for row in rows if not row.decided),
    )


def quantiles(waits: Iterable[Wait], wanted: Iterable[float]) -> list[float | None]:
    """For each share of `wanted` (0 to 1) the shortest wait after which at most 1 - share still
    wait. None when the curve does not come down that far."""
    ended: dict[float, int] = {}
    left: dict[float, int] = {}
    for wait in waits:
        row = ended if wait.decided else left
        row[wait.minutes] = row.get(wait.minutes, 0) + wait.count
    waiting = sum(ended.values()) + sum(left.values())
    still, curve = 1.0, []
    for minutes in sorted({*ended, *left}):
        if minutes in ended:
            still *= 1 - ended[minutes] / waiting
            curve.append((minutes, still))
        # Trap: those who leave at the same minute were still there when it was counted.
        waiting -= ended.get(minutes, 0) + left.get(minutes, 0)
    return [
        next((minutes for minutes, rest in curve if rest <= 1 - share + 1e-12), None)
        for share in wanted
    ]


@dataclass(frozen=True)
class Step:
    """From `minutes` on the share `waiting` (0 to 1) still waits, with its interval; `error` is
    Greenwood's standard error; `at_risk` waited just before, `ended` at that minute."""

    minutes: float
    waiting: float
    low: float
    high: float
    error: float
    at_risk: int
    ended: int


@dataclass(frozen=True)
class WaitQuantile:
    """Minutes after which `share` have been served, with the interval; None = longer than can be
    said, since too many still wait. `n` decided, `still_open` not."""

    share: float
    value: float | None
    low: float | None
    high: float | None
    n: int
    still_open: int


def curve(waits: Iterable[Wait], *, confidence: float = 0.95) -> tuple[Step, ...]:
    """Share that still waits, by Kaplan and Meier (1958), one step per minute at which waits ended.

    Variance by Greenwood (1926); the interval is taken on the log(-log) scale (Kalbfleisch and
    Prentice 1980), so that it stays inside 0 and 1. When nobody is left it is 0 to 0. Empty when
    no wait has ended. ValueError for negative minutes or counts.
    """
    check_confidence(confidence)
    rows = list(waits)
    if any(row.minutes < 0 or row.count < 0 for row in rows):
        raise ValueError("minutes and counts start at nought")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    ended: dict[float, int] = {}
    left: dict[float, int] = {}
    for row in rows:
        side = ended if row.decided else left
        side[row.minutes] = side.get(row.minutes, 0) + row.count
    at_risk, still, spread = sum(row.count for row in rows), 1.0, 0.0
    steps = []
    for minutes in sorted({*ended, *left}):
        gone = ended.get(minutes, 0)
        if gone:
            still *= 1 - gone / at_risk
            spread += gone / (at_risk * (at_risk - gone)) if at_risk > gone else 0.0
            still = still if at_risk > gone else 0.0
            low, high = _log_log(still, spread, z)
            steps.append(Step(minutes, still, low, high, still * sqrt(spread), at_risk, gone))
        at_risk -= gone + left.get(minutes, 0)
    return tuple(steps)


def quantile_with_interval(
    waits: Iterable[Wait], share: float, *, confidence: float = 0.95
) -> WaitQuantile | None:
    """Wait after which `share` (0 to 1) have been served, from the curve; its interval holds the
    minutes at which the interval of the curve crosses the same height (Brookmeyer and Crowley 1982,
    on the log(-log) scale). None without waits.
    """
    if not 0 < share < 1:
        raise ValueError("a quantile lies between 0 and 1")
    rows = [row for row in waits if row.count]
    if not rows:
        return None
    steps, rest = curve(rows, confidence=confidence), 1 - share + 1e-12
    return WaitQuantile(
        share,
        next((step.minutes for step in steps if step.waiting <= rest), None),
        next((step.minutes for step in steps if step.low <= rest), None),
        next((step.minutes for step in steps if step.high <= rest), None),
        sum(row.count for row in rows if row.decided),
        sum(row.count for row in rows if not row.decided),
    )


def _log_log(still: float, spread: float, z: float) -> tuple[float, float]:
    if not 0 < still < 1:
        return still, still
    half = z * sqrt(spread) / -log(still)
    return still ** exp(half), still ** exp(-half)
