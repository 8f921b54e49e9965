"""Two figures month by month. Neighbouring months resemble each other: n months are fewer facts.

Measured at a nominal 5 %: levels with a trend in common give a "link" in half of all histories
without one, the best of seven lags likewise. So: differences, one lag fixed beforehand, an
effective number of months, and the same question backwards in time as a control.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atanh, isfinite, sqrt, tanh
from statistics import NormalDist

import numpy as np

from fullcircle.engines.statistics.distributions import Numbers, t_two_sided
from fullcircle.engines.statistics.intervals import Estimate, check_confidence
from fullcircle.engines.statistics.reasons import NoData, Reason

LEAST_POINTS = 30


@dataclass(frozen=True)
class Correlation:
    """Pearson's `value` (-1 to 1) with its interval and two-sided `chance`, both by the effective
    number of points; `n` points there are."""

    value: float
    low: float
    high: float
    chance: float
    effective: float
    n: int


@dataclass(frozen=True)
class MonthlyLink:
    """`forward`: change of the first figure with the change of the second `lag` months later;
    `backward`: the same with time reversed, where no effect can be. `holds` only when forward is
    told apart from nought and backward is not."""

    forward: Correlation
    backward: Correlation
    lag: int
    holds: bool


def lag_one(values: Sequence[float]) -> float | None:
    """Correlation of a series with itself one step later (Box and Jenkins 1970): sum of products of
    neighbours' deviations / sum of squares. None with fewer than three points or no spread."""
    rows = _row(values)
    if len(rows) < 3:
        return None
    apart = rows - rows.mean()
    whole = float(apart @ apart)
    return float(apart[1:] @ apart[:-1]) / whole if whole > 0 else None


def effective_n(one: Sequence[float], other: Sequence[float]) -> float | None:
    """How many independent points a correlation of two series rests on: n (1 - r1 r2) /
    (1 + r1 r2), with the lag-one correlations of both (Bartlett 1935; Bretherton and others 1999).

    Never more than n: opposite swings do not make facts. None without spread.
    """
    if len(one) != len(other):
        raise ValueError("two series of one length")
    first, second = lag_one(one), lag_one(other)
    if first is None or second is None:
        return None
    product = max(0.0, first * second)
    return len(one) * (1 - product) / (1 + product)


def correlation(
    one: Sequence[float],
    other: Sequence[float],
    *,
    least: int = LEAST_POINTS,
    confidence: float = 0.95,
) -> Correlation | NoData:
    """Pearson correlation of two series of equal steps; interval by Fisher's z (1915) and p by t,
    both with the effective number of points in place of n.

    NoData with fewer than `least` points, without spread, or with fewer than four effective ones.
    """
    check_confidence(confidence)
    n = len(one)
    if n != len(other) or least < 4:
        raise ValueError("two series of one length, of at least four points")
    if n < least:
        return NoData(Reason.TOO_FEW, n, least)
    effective = effective_n(one, other)
    if effective is None:
        return NoData(Reason.NO_SPREAD, 1, 2)
    if effective < 4:
        return NoData(Reason.TOO_FEW, effective, 4)
    x, y = _row(one), _row(other)
    x, y = x - x.mean(), y - y.mean()
    value = max(-1.0, min(1.0, float(x @ y) / sqrt(float(x @ x) * float(y @ y))))
    if abs(value) > 1 - 1e-12:
        return Correlation(value, value, value, 0.0, effective, n)
    half = NormalDist().inv_cdf(0.5 + confidence / 2) / sqrt(effective - 3)
    t = value * sqrt((effective - 2) / (1 - value * value))
    low, high = tanh(atanh(value) - half), tanh(atanh(value) + half)
    return Correlation(value, low, high, t_two_sided(t, effective - 2), effective, n)


def changes(values: Sequence[float]) -> list[float]:
    """Each value minus the one before: one fewer than given."""
    return [after - before for before, after in pairwise(values)]


def monthly_link(
    quality: Sequence[float],
    satisfaction: Sequence[float],
    *,
    lag: int,
    least: int = LEAST_POINTS,
    confidence: float = 0.95,
) -> MonthlyLink | NoData:
    """Do changes of `quality` go together with changes of `satisfaction` `lag` months later?

    The lag is fixed before looking (METRICS 1.17b). Backwards, quality `lag` months (at least one)
    after satisfaction must show nothing; if it does, both follow something else.
    """
    if len(quality) != len(satisfaction) or lag < 0:
        raise ValueError("two series of one length, and a lag of 0 or more")
    before, after = changes(quality), changes(satisfaction)
    back = max(lag, 1)
    forward = correlation(
        before[: len(before) - lag], after[lag:], least=least, confidence=confidence
    )
    backward = correlation(
        before[back:], after[: len(after) - back], least=min(least, 4), confidence=confidence
    )
    if isinstance(forward, NoData):
        return forward
    if isinstance(backward, NoData):
        return backward
    nominal = 1 - confidence
    holds = forward.chance < nominal <= backward.chance
    return MonthlyLink(forward, backward, lag, holds)


def block_bootstrap(
    rows: Sequence[Sequence[float]],
    figure: Callable[[Numbers], float],
    *,
    block: int = 0,
    draws: int = 2_000,
    seed: int = 20_261_122,
    confidence: float = 0.95,
) -> Estimate | None:
    """Interval of any `figure` of consecutive `rows` (one per month, one column per figure).

    Moving blocks (Kunsch 1989): stretches of `block` rows (0: the cube root of n, rounded up) are
    drawn with replacement until n rows stand; percentile interval over `draws`. None with fewer
    than two blocks. `figure` gets an array of n rows; draws in which it is not finite do not count.
    """
    check_confidence(confidence)
    table = np.asarray(rows, dtype=np.float64)
    n = len(table)
    size = block or int(np.ceil(round(n ** (1 / 3), 9)))
    if block < 0 or draws < 1:
        raise ValueError("a block has rows, and draws start at 1")
    if n < 2 * size or n < 2:
        return None
    dice = np.random.default_rng(seed)
    starts = dice.integers(0, n - size + 1, size=(draws, -(-n // size)))
    places = (starts[:, :, np.newaxis] + np.arange(size)).reshape(draws, -1)[:, :n]
    found = np.array([figure(table[place]) for place in places])
    found = found[np.isfinite(found)]
    if found.size == 0:
        return None
    low, high = np.quantile(found, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Estimate(float(figure(table)), float(low), float(high), n)


def _row(values: Sequence[float]) -> Numbers:
    if not all(isfinite(value) for value in values):
        raise ValueError("a series holds numbers only; leave the month out")
    return np.asarray(values, dtype=np.float64)
