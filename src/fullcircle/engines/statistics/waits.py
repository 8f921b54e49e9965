"""Quantiles of waits when some still wait (Kaplan and Meier 1958).

Leaving open waits out flatters: the longest ones are the open ones. A censored wait says "at least
this long" and counts as long as it lasted.
"""

from collections.abc import Iterable
from dataclasses import dataclass


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
