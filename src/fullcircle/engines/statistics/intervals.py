"""The interval of a share. Wilson's score interval: honest from n = 1 on, inside 0 and 1 always."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


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
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")
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


def apart(one: Share | None, other: Share | None) -> bool:
    """True when the two intervals do not touch. "Cannot be told apart" is a legal answer."""
    if one is None or other is None:
        return False
    return one.low > other.high or other.low > one.high
