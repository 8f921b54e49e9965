"""What units have in common, fitted: a beta distribution for shares, a gamma one for rates.

Beside the fit stands a grid of all parameters that the units do not rule out, each with its
likelihood: how well the common distribution itself is known. Before looking, every standard
deviation between units counts alike (Gelman and others 2013, section 5.3: weight ** -1/2 is flat).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log

import numpy as np

from fullcircle.engines.statistics.distributions import Numbers, beta_log, gamma_log, lowest

WEIGHTS = 25
MEANS = 9


class Pooling(StrEnum):
    """What the units told about each other."""

    FITTED = "fitted"
    NO_DIFFERENCES_SEEN = "no-differences-seen"
    ONE_UNIT = "one-unit"


@dataclass(frozen=True)
class Prior:
    """The fitted pair `a`, `b`, and pairs `grid_a`, `grid_b` with their `trust`, which adds to 1."""

    a: float
    b: float
    pooling: Pooling
    grid_a: Numbers
    grid_b: Numbers
    trust: Numbers


def beta_prior(seen: Sequence[tuple[int, int]]) -> Prior:
    """From (hits, n) of units with cases."""
    hits, cases = sum(k for k, _ in seen), sum(n for _, n in seen)
    if len(seen) == 1:
        return _fixed(0.5, 0.5, Pooling.ONE_UNIT)
    pairs, times = np.unique(np.array(seen, dtype=np.float64), axis=0, return_counts=True)
    ups, downs = pairs[:, 0], pairs[:, 1] - pairs[:, 0]

    def likelihood(a: Numbers, b: Numbers) -> Numbers:
        a, b = a[..., np.newaxis], b[..., np.newaxis]
        return (beta_log(a + ups, b + downs) - beta_log(a, b)) @ times

    def pair(middle: Numbers, weight: Numbers) -> tuple[Numbers, Numbers]:
        share, size = 1 / (1 + np.exp(-middle)), np.exp(weight)
        return share * size, (1 - share) * size

    def error(middle: float, weight: Numbers) -> Numbers:
        """Standard error of the log odds of the common mean, if the weight were known."""
        share, size = 1 / (1 + exp(-middle)), np.exp(weight)[:, np.newaxis]
        told = (times * pairs[:, 1] * (size + 1) / (size + pairs[:, 1])).sum(axis=1)
        return np.asarray(1 / np.sqrt(share * (1 - share) * told), dtype=np.float64)

    together = (hits + 0.5, cases - hits + 0.5)
    middle = log(together[0] / together[1])
    bounds = (0.0, log(cases)) if cases > 1 else (0.0, 0.0)
    return _prior((likelihood, pair, error), middle, bounds, together, edge=hits in {0, cases})


def gamma_prior(seen: Sequence[tuple[int, float]]) -> Prior:
    """From (count, exposure) of units that were exposed."""
    if len(seen) == 1:
        return _fixed(0.5, 0.0, Pooling.ONE_UNIT)
    counts = np.array([count for count, _ in seen], dtype=np.float64)
    exposures = np.array([exposure for _, exposure in seen], dtype=np.float64)
    events, exposed = float(counts.sum()), float(exposures.sum())

    def likelihood(a: Numbers, b: Numbers) -> Numbers:
        a, b = a[..., np.newaxis], b[..., np.newaxis]
        terms = gamma_log(a + counts) - gamma_log(a) + a * np.log(b)
        return np.asarray((terms - (a + counts) * np.log(b + exposures)).sum(axis=-1))

    def pair(middle: Numbers, weight: Numbers) -> tuple[Numbers, Numbers]:
        return np.exp(weight) + 0 * middle, np.exp(weight - middle)

    def error(middle: float, weight: Numbers) -> Numbers:
        """Standard error of the log of the common rate, if the weight were known."""
        each = 1 / (exposures * exp(middle)) + np.exp(-weight)[:, np.newaxis]
        return np.asarray(1 / np.sqrt((1 / each).sum(axis=1)), dtype=np.float64)

    together = (events + 0.5, exposed)
    bounds = (log(0.5), log(max(events, 1.0)))
    middle = log(together[0] / exposed)
    return _prior((likelihood, pair, error), middle, bounds, together, edge=events == 0)


type _Family = tuple[
    Callable[[Numbers, Numbers], Numbers],
    Callable[[Numbers, Numbers], tuple[Numbers, Numbers]],
    Callable[[float, Numbers], Numbers],
]


def _fixed(a: float, b: float, pooling: Pooling) -> Prior:
    return Prior(a, b, pooling, np.array([a]), np.array([b]), np.array([1.0]))


def _prior(
    family: _Family,
    middle: float,
    bounds: tuple[float, float],
    together: tuple[float, float],
    *,
    edge: bool,
) -> Prior:
    """`edge`: nought or all of everything, where no best mean exists; `together`: the pair that
    weighs as much as all cases."""
    likelihood, pair, error = family

    def cost(at: Numbers) -> float:
        return -float(likelihood(*pair(at[0], at[1])))

    floor, ceiling = bounds
    weights = np.linspace(floor, ceiling, WEIGHTS)
    best = np.array([middle, ceiling])
    if not edge and ceiling > floor:
        start = weights[int(np.argmax(likelihood(*pair(np.full(WEIGHTS, middle), weights))))]
        best = lowest(cost, [middle, float(start)], [(middle - 12, middle + 12), bounds])
    spans = error(float(best[0]), weights)[:, np.newaxis]
    grid = best[0] + spans * np.linspace(-3, 3, MEANS)
    a, b = pair(grid, np.repeat(weights[:, np.newaxis], MEANS, axis=1))
    logs = likelihood(a, b) + np.log(spans) - weights[:, np.newaxis] / 2
    trust = np.exp(logs - logs.max())
    shape = (a.ravel(), b.ravel(), (trust / trust.sum()).ravel())
    if best[1] > ceiling - 1e-3:
        return Prior(*together, Pooling.NO_DIFFERENCES_SEEN, *shape)
    up, down = pair(best[0], best[1])
    return Prior(float(up), float(down), Pooling.FITTED, *shape)
