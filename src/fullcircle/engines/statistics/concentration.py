"""How unevenly something is spread, next to what chance alone would give; and reciprocity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from fullcircle.engines.statistics.distributions import Numbers


@dataclass(frozen=True)
class Concentration:
    """Gini of the rates (0 = all alike) beside its distribution under pure chance: `expected` is
    the mean, `low` and `high` hold the middle 95 %, `chance` is the share of permutations at least
    as uneven. Never show the value without the rest. `n` = units."""

    value: float
    expected: float
    low: float
    high: float
    chance: float
    n: int


@dataclass(frozen=True)
class Reciprocity:
    """Shares of 0 to 1, except `corrected`, which is below 0 when there are fewer mutual arrows
    than chance would give; `n` = arrows, `weight` = what they carry together."""

    weighted: float
    unweighted: float
    corrected: float | None
    n: int
    weight: float


def gini(values: Sequence[float]) -> float | None:
    """Gini coefficient (Gini 1912): mean distance of all pairs / (2 x mean); from 0 to (n - 1) / n.

    None without values or when all are nought; ValueError for values below nought.
    """
    rows = np.asarray(values, dtype=np.float64)
    if rows.size and not (np.isfinite(rows).all() and rows.min() >= 0):
        raise ValueError("values lie at nought or above")
    if rows.size == 0 or rows.sum() == 0:
        return None
    return float(_gini(rows[np.newaxis, :])[0])


def gini_by_chance(
    units: Sequence[tuple[int, int]], *, draws: int = 5_000, seed: int = 20_261_122
) -> Concentration | None:
    """Gini of the rates of `units` = (hits, n) against its permutation distribution.

    The hits are dealt again over all cases at random, so that each unit keeps its size (multi-
    variate hypergeometric). None with fewer than two units with cases, or without a hit.
    """
    if any(not 0 <= hits <= n for hits, n in units) or draws < 1:
        raise ValueError("more hits than cases, fewer than none, or no draws")
    seen = [(hits, n) for hits, n in units if n]
    hits = sum(count for count, _ in seen)
    if len(seen) < 2 or hits == 0:
        return None
    sizes = np.array([n for _, n in seen])
    value = float(_gini(np.array([[count / n for count, n in seen]]))[0])
    dealt = np.random.default_rng(seed).multivariate_hypergeometric(
        sizes, hits, size=draws, method="marginals"
    )
    chance = _gini(dealt / sizes)
    low, high = np.quantile(chance, [0.025, 0.975])
    at_least = (1 + int((chance >= value - 1e-12).sum())) / (1 + draws)
    return Concentration(value, float(chance.mean()), float(low), float(high), at_least, len(seen))


def _gini(rows: Numbers) -> Numbers:
    """Gini of each row, over sorted values: sum (2 i - n - 1) x_i / (n sum x)."""
    ordered = np.sort(rows, axis=1)
    n = rows.shape[1]
    ranks = 2 * np.arange(1, n + 1) - n - 1
    return np.asarray(ordered @ ranks / (n * ordered.sum(axis=1)), dtype=np.float64)


def reciprocity(
    arrows: Mapping[tuple[str, str], float], *, parties: int | None = None
) -> Reciprocity | None:
    """Of `arrows` (supplier, customer) -> weight; a party with itself and weight 0 do not count.

    weighted: sum min(w_xy, w_yx) / sum w_xy (Squartini and others 2013); unweighted: share of
    arrows with an arrow back, r; corrected: (r - d) / (1 - d) with the density d = arrows /
    (parties (parties - 1)) (Garlaschelli and Loffredo 2004), None when every arrow exists.
    `parties` counts those without arrows too. None without arrows.
    """
    if any(not isfinite(weight) or weight < 0 for weight in arrows.values()):
        raise ValueError("weights lie at nought or above")
    seen = {ends: w for ends, w in arrows.items() if ends[0] != ends[1] and w > 0}
    if not seen:
        return None
    known = len({end for ends in seen for end in ends})
    size = known if parties is None else parties
    if size < known:
        raise ValueError(f"{known} parties have arrows, not {size}")
    total = sum(seen.values())
    both = sum(min(weight, seen.get((y, x), 0.0)) for (x, y), weight in seen.items())
    back = sum((y, x) in seen for x, y in seen) / len(seen)
    density = len(seen) / (size * (size - 1))
    corrected = None if density >= 1 else (back - density) / (1 - density)
    return Reciprocity(both / total, back, corrected, len(seen), total)
