"""Many small units, each with few cases: shares and rates drawn towards what all have in common.

Empirical Bayes. The units' true values are taken as drawn from one common distribution (beta for
shares, gamma for rates); its two parameters are fitted by maximum marginal likelihood (beta-binomial:
Skellam 1948; gamma-Poisson: Clayton and Kaldor 1987); each unit then gets its posterior mean with
the equal-tailed interval of its posterior. A unit with few cases moves far, one with many hardly.

The edge cases are fixed here, since the likelihood alone leaves them open:
* the common distribution never weighs more than all cases together (no over-dispersion seen), so
  that the interval of an average unit is at least as wide as half the knowledge of the whole pool;
* it never weighs less than one case (Jeffreys' prior), so that two units cannot pull it to nothing;
* one unit has nobody to be compared with: Jeffreys' prior, `Pooling.ONE_UNIT`;
* all hits or no hits at all: half a case is added to the pool, so that nought is never certain.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, isfinite, log

import numpy as np

from fullcircle.engines.statistics.distributions import (
    Numbers,
    beta_log,
    beta_quantile,
    gamma_log,
    gamma_quantile,
    lowest,
)
from fullcircle.engines.statistics.intervals import Estimate, check_confidence


class Pooling(StrEnum):
    """What the units told about each other."""

    FITTED = "fitted"
    NO_DIFFERENCES_SEEN = "no-differences-seen"
    ONE_UNIT = "one-unit"


@dataclass(frozen=True)
class Shrunk:
    """Prior beta(a, b) of a share or gamma(shape a, rate b) of a rate; `units` in the order given,
    None for a unit without cases; `value` is the mean of the prior."""

    prior_a: float
    prior_b: float
    pooling: Pooling
    value: float
    units: tuple[Estimate | None, ...]


def beta_binomial(units: Sequence[tuple[int, int]], *, confidence: float = 0.95) -> Shrunk | None:
    """Shares (0 to 1) of `units` = (hits, n), shrunk: (a + hits) / (a + b + n).

    None when no unit has a case; ValueError for counts that cannot be.
    """
    check_confidence(confidence)
    if any(not 0 <= hits <= n for hits, n in units):
        raise ValueError("more hits than cases, or fewer than none")
    seen = [(hits, n) for hits, n in units if n]
    if not seen:
        return None
    a, b, pooling = _beta_prior(seen)
    tail = (1 - confidence) / 2

    def one(hits: int, n: int) -> Estimate | None:
        if n == 0:
            return None
        up, down = a + hits, b + n - hits
        low, high = beta_quantile(tail, up, down), beta_quantile(1 - tail, up, down)
        return Estimate(up / (up + down), low, high, n)

    return Shrunk(a, b, pooling, a / (a + b), tuple(one(hits, n) for hits, n in units))


def gamma_poisson(units: Sequence[tuple[int, float]], *, confidence: float = 0.95) -> Shrunk | None:
    """Rates of `units` = (count, expected or exposure), shrunk: (a + count) / (b + expected).

    With expected counts the value is the ratio observed / expected, with dealings the rate per
    dealing. `n` of a unit is its count. None when nothing was exposed; ValueError for counts or
    exposures that cannot be.
    """
    check_confidence(confidence)
    for count, exposure in units:
        if count < 0 or not isfinite(exposure) or exposure < 0 or (exposure == 0 and count):
            raise ValueError(f"{count} in {exposure} is no rate")
    seen = [(count, exposure) for count, exposure in units if exposure > 0]
    if not seen:
        return None
    a, b, pooling = _gamma_prior(seen)
    tail = (1 - confidence) / 2

    def one(count: int, exposure: float) -> Estimate | None:
        if exposure == 0:
            return None
        shape, rate = a + count, b + exposure
        low, high = gamma_quantile(tail, shape, rate), gamma_quantile(1 - tail, shape, rate)
        return Estimate(shape / rate, low, high, count)

    value = a / b if b else sum(count for count, _ in seen) / sum(e for _, e in seen)
    return Shrunk(a, b, pooling, value, tuple(one(count, e) for count, e in units))


def _beta_prior(seen: list[tuple[int, int]]) -> tuple[float, float, Pooling]:
    hits, cases = sum(k for k, _ in seen), sum(n for _, n in seen)
    if len(seen) == 1:
        return 0.5, 0.5, Pooling.ONE_UNIT
    together = (hits + 0.5, cases - hits + 0.5, Pooling.NO_DIFFERENCES_SEEN)
    if hits in {0, cases}:
        return together
    pairs, times = np.unique(np.array(seen, dtype=np.float64), axis=0, return_counts=True)

    def cost(at: Numbers) -> float:
        a, b = _beta_parameters(at)
        rest = pairs[:, 1] - pairs[:, 0]
        return -float(times @ (beta_log(a + pairs[:, 0], b + rest) - beta_log(a, b)))

    start = log(hits / (cases - hits))
    ceiling = log(cases)
    best = _best(cost, start, ceiling, floor=0.0)
    if best[1] > ceiling - 1e-3:
        return together
    a, b = _beta_parameters(best)
    return a, b, Pooling.FITTED


def _beta_parameters(at: Numbers) -> tuple[float, float]:
    """From log odds of the mean and log of the weight to a and b."""
    mean, weight = 1 / (1 + exp(-float(at[0]))), exp(float(at[1]))
    return mean * weight, (1 - mean) * weight


def _gamma_prior(seen: list[tuple[int, float]]) -> tuple[float, float, Pooling]:
    counts = np.array([count for count, _ in seen], dtype=np.float64)
    exposures = np.array([exposure for _, exposure in seen], dtype=np.float64)
    events, exposed = float(counts.sum()), float(exposures.sum())
    if len(seen) == 1:
        return 0.5, 0.0, Pooling.ONE_UNIT
    together = (events + 0.5, exposed, Pooling.NO_DIFFERENCES_SEEN)
    if events < 1:
        return together

    def cost(at: Numbers) -> float:
        shape = exp(float(at[1]))
        rate = shape / exp(float(at[0]))
        terms = gamma_log(shape + counts) - gamma_log(shape) + shape * log(rate)
        return -float((terms - (shape + counts) * np.log(rate + exposures)).sum())

    ceiling = log(max(events, 1.0))
    best = _best(cost, log(events / exposed), ceiling, floor=log(0.5))
    if best[1] > ceiling - 1e-3:
        return together
    shape = exp(float(best[1]))
    return shape, shape / exp(float(best[0])), Pooling.FITTED


def _best(
    cost: Callable[[Numbers], float], start: float, ceiling: float, *, floor: float
) -> Numbers:
    """From the best of a row of weights: the likelihood may be flat between a small and a large."""
    box = [(start - 12, start + 12), (floor, max(ceiling, floor))]
    row = (floor + (ceiling - floor) * part / 24 for part in range(25))
    weight = min(row, key=lambda one: cost(np.array([start, one])))
    return lowest(cost, [start, weight], box)
