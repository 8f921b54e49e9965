"""Differences of two shares, two means, pairs; each with its interval."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, variance

from fullcircle.engines.statistics.distributions import t_quantile
from fullcircle.engines.statistics.intervals import (
    Estimate,
    check_confidence,
    mean_t,
    wilson,
)


def difference_of_shares(
    one: tuple[int, int], other: tuple[int, int], *, confidence: float = 0.95
) -> Estimate | None:
    """Share of `one` minus share of `other`, each (hits, n); between -1 and 1.

    Hybrid score interval of Newcombe (1998), Statistics in Medicine 17, 873-890, method 10: the
    distances to the two Wilson bounds, added like the sides of a right angle. `n` = all cases.
    None when one side has no cases.
    """
    first, second = wilson(*one, confidence), wilson(*other, confidence)
    if first is None or second is None:
        return None
    gap = first.value - second.value
    down = sqrt((first.value - first.low) ** 2 + (second.high - second.value) ** 2)
    up = sqrt((first.high - first.value) ** 2 + (second.value - second.low) ** 2)
    return Estimate(gap, max(-1.0, gap - down), min(1.0, gap + up), first.n + second.n)


def difference_of_means(
    one: Sequence[float], other: Sequence[float], *, confidence: float = 0.95
) -> Estimate | None:
    """Mean of `one` minus mean of `other`, in their unit, without supposing equal spread.

    Welch (1947), with the degrees of freedom of Satterthwaite (1946). `n` = all values. None with
    fewer than two values on a side: then nothing is known about its spread.
    """
    check_confidence(confidence)
    if min(len(one), len(other)) < 2:
        return None
    parts = [variance(side) / len(side) for side in (one, other)]
    gap, n = fmean(one) - fmean(other), len(one) + len(other)
    if sum(parts) == 0:
        return Estimate(gap, gap, gap, n)
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(side) - 1) for part, side in zip(parts, (one, other), strict=True)
    )
    half = t_quantile(0.5 + confidence / 2, freedom) * sqrt(sum(parts))
    return Estimate(gap, gap - half, gap + half, n)


def paired_difference(
    pairs: Sequence[tuple[float, float]], *, confidence: float = 0.95
) -> Estimate | None:
    """Mean of first minus second over `pairs`, with the t interval of the paired differences
    (Student 1908). `n` = pairs; None with fewer than two."""
    check_confidence(confidence)
    if len(pairs) < 2:
        return None
    return mean_t([first - second for first, second in pairs], confidence=confidence)


def service_balance(
    given: Sequence[float], received: Sequence[float], *, confidence: float = 0.95
) -> Estimate | None:
    """Service balance of a pair of parties (METRICS 1.9): the scores one gave the other's work
    ("given": how x serves y) minus those the other way round, with Welch's interval.

    Above 0: x serves y better than y serves x. None with fewer than two scores on a side.
    """
    return difference_of_means(given, received, confidence=confidence)
