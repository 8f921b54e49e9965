"""Do raters agree, do questions belong together, how much of a team's mean is the team?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import fmean, variance

from fullcircle.engines.statistics.distributions import f_quantile
from fullcircle.engines.statistics.intervals import Estimate, check_confidence, mean_t


@dataclass(frozen=True)
class GroupShare:
    """ICC(1): the share of the variance that lies between groups, with its interval; `of_means`
    is ICC(2), the reliability of the mean of a group of average size; `n` answers."""

    value: float
    low: float
    high: float
    of_means: float
    groups: int
    n: int


def icc1(groups: Sequence[Sequence[float]], *, confidence: float = 0.95) -> GroupShare | None:
    """One-way intraclass correlation, (MSB - MSW) / (MSB + (k - 1) MSW), Shrout and Fleiss (1979),
    case 1; groups of unequal size with k = (N - sum n^2 / N) / (groups - 1), for which the interval
    is approximate. May lie below 0: then members differ more than groups.

    None with fewer than two groups, without a group of two, or without any spread.
    """
    check_confidence(confidence)
    rows = [group for group in groups if group]
    n, count = sum(map(len, rows)), len(rows)
    if count < 2 or n == count:
        return None
    middle = fmean(value for row in rows for value in row)
    between = sum(len(row) * (fmean(row) - middle) ** 2 for row in rows) / (count - 1)
    within = sum((len(row) - 1) * variance(row) for row in rows if len(row) > 1) / (n - count)
    if between + within <= 1e-15 * max(1.0, middle * middle):
        return None
    k = (n - sum(len(row) ** 2 for row in rows) / n) / (count - 1)
    ratio = between / within if within else inf
    tail = (1 - confidence) / 2
    low = ratio / f_quantile(1 - tail, count - 1, n - count)
    high = ratio * f_quantile(1 - tail, n - count, count - 1)
    value, bottom, top = (1.0 if r == inf else (r - 1) / (r + k - 1) for r in (ratio, low, high))
    of_means = 1.0 if ratio == inf else (-inf if ratio == 0 else 1 - 1 / ratio)
    return GroupShare(value, bottom, top, of_means, count, n)


def toward_company(
    groups: Sequence[Sequence[float]], *, scale: tuple[float, float] | None = None
) -> tuple[Estimate | None, ...]:
    """Mean of each group, drawn to the mean of all by its reliability n ICC / (1 + (n - 1) ICC)
    (Kelley 1927; Spearman 1910, Brown 1910). The interval is Student's, around the drawn mean and
    narrowed by the square root of the reliability; `n` answers. None for a group without answers.

    With no difference between groups (ICC at or below 0) all get the company's mean and interval.
    """
    share = icc1(groups)
    every = mean_t([value for group in groups for value in group], scale=scale)
    if every is None:
        return tuple(None for _ in groups)
    icc = 0.0 if share is None else min(1.0, max(0.0, share.value))
    drawn: list[Estimate | None] = []
    for group in groups:
        own = mean_t(group, scale=scale)
        if own is None:
            drawn.append(None)
            continue
        trust = own.n * icc / (1 + (own.n - 1) * icc)
        value = trust * own.value + (1 - trust) * every.value
        if trust == 0:
            drawn.append(Estimate(value, every.low, every.high, own.n))
            continue
        floor, ceiling = scale or (-inf, inf)
        low = max(floor, value - trust**0.5 * (own.value - own.low))
        high = min(ceiling, value + trust**0.5 * (own.high - own.value))
        drawn.append(Estimate(value, low, high, own.n))
    return tuple(drawn)


def rwg(answers: Sequence[float], *, options: int) -> float | None:
    """Agreement within a group on one question with `options` answers (James, Demaree and Wolf
    1984): 1 - variance / ((options^2 - 1) / 12). 1 = all alike, 0 = as if answered at random;
    below 0 (two camps) is returned as it is. None with fewer than two answers."""
    if options < 2:
        raise ValueError("a question has at least two answers")
    return (
        None if len(answers) < 2 else 1 - float(variance(answers)) / ((options * options - 1) / 12)
    )


def alpha(answers: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha (1951) of one row per person, one column per question:
    k / (k - 1) (1 - sum of the questions' variances / variance of the sums).

    None with fewer than two questions or persons, or when all sums are alike. ValueError for rows
    of different length.
    """
    if len({len(row) for row in answers}) > 1:
        raise ValueError("each person answers the same questions")
    if len(answers) < 2 or len(answers[0]) < 2:
        return None
    whole = float(variance([sum(row) for row in answers]))
    if whole == 0:
        return None
    k = len(answers[0])
    parts = sum(float(variance(column)) for column in zip(*answers, strict=True))
    return k / (k - 1) * (1 - parts / whole)
