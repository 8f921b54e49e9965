"""Intervals of one number: a share (Wilson), a count or rate (Garwood), a mean (Student).

Wilson's score interval is honest from n = 1 on and stays inside 0 and 1 always.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, sqrt
from statistics import NormalDist, fmean, variance

from fullcircle.engines.statistics.distributions import gamma_quantile, t_quantile


@dataclass(frozen=True)
class Estimate:
    """`value` with the bounds of its interval, in the unit of the value; `n` = what it rests on."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Share:
    """`hits` of `n`, with the bounds of the interval; all shares between 0 and 1."""

    value: float
    low: float
    high: float
    hits: int
    n: int


def wilson(hits: int, n: int, confidence: float = 0.95) -> Share | None:
    """Share of `hits` in `n` with its interval; None without cases, since nought of nought is
    neither 0 nor 1. Raises ValueError for counts or a confidence that cannot be."""
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no share")
    check_confidence(confidence)
    if n == 0:
        return None
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share, spread = hits / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    # At the ends the bound is exactly 0 or 1; floating point alone would miss it by a hair.
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == n else min(1.0, middle + half)
    return Share(share, low, high, hits, n)


def mean(total: float, squares: float, n: int, confidence: float = 0.95) -> Share | None:
    """Mean of `n` values between 0 and 1 from their sum and the sum of their squares.

    The interval is the normal one, cut off at 0 and 1; with one value it is the whole range.
    `hits` is the rounded sum. None without values.
    """
    if n < 0 or squares < 0:
        raise ValueError("no such count or sum of squares")
    if n == 0:
        return None
    middle = total / n
    if n == 1:
        return Share(middle, 0.0, 1.0, round(total), 1)
    spread = max(0.0, (squares - n * middle * middle) / (n - 1))
    half = NormalDist().inv_cdf(0.5 + confidence / 2) * sqrt(spread / n)
    return Share(middle, max(0.0, middle - half), min(1.0, middle + half), round(total), n)


def mean_t(
    values: Sequence[float],
    *,
    confidence: float = 0.95,
    scale: tuple[float, float] | None = None,
) -> Estimate | None:
    """Mean of `values` with Student's t interval (Student 1908), in the unit of the values.

    mean -+ t(n - 1) s / sqrt(n). One value says nothing about its spread: its interval is the
    whole `scale` (lowest and highest possible answer), or without one endless. The interval is
    cut off at the scale. None without values; ValueError for values off the scale.
    """
    check_confidence(confidence)
    floor, ceiling = scale or (-inf, inf)
    if any(not isfinite(value) or not floor <= value <= ceiling for value in values):
        raise ValueError("a value lies off the scale")
    n = len(values)
    if n == 0:
        return None
    middle = fmean(values)
    if n == 1:
        return Estimate(middle, floor, ceiling, 1)
    half = t_quantile(0.5 + confidence / 2, n - 1) * sqrt(variance(values) / n)
    return Estimate(middle, max(floor, middle - half), min(ceiling, middle + half), n)


def poisson_exact(
    count: int, exposure: float = 1.0, *, confidence: float = 0.95
) -> Estimate | None:
    """`count` events per unit of `exposure` (dealings, months, expected events) with the exact
    Poisson interval of Garwood (1936): half the chi-square quantiles at 2k and 2k + 2 degrees.

    `n` is the count. None where nothing was exposed; ValueError for events without exposure.
    """
    check_confidence(confidence)
    if count < 0 or not isfinite(exposure) or exposure < 0 or (exposure == 0 and count):
        raise ValueError(f"{count} in {exposure} is no rate")
    if exposure == 0:
        return None
    tail = (1 - confidence) / 2
    low = gamma_quantile(tail, count) if count else 0.0
    high = gamma_quantile(1 - tail, count + 1)
    return Estimate(count / exposure, low / exposure, high / exposure, count)


def check_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")


def apart(one: Share | Estimate | None, other: Share | Estimate | None) -> bool:
    """True when the two intervals do not touch. "Cannot be told apart" is a legal answer."""
    if one is None or other is None:
        return False
    return one.low > other.high or other.low > one.high
