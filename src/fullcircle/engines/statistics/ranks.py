"""Two rankings next to each other: what they believe matters, what does (METRICS 1.7, gap 1i)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from fullcircle.engines.statistics.distributions import Numbers

COUNTED_UP_TO = 8


@dataclass(frozen=True)
class RankAgreement:
    """Spearman's `value` (-1 to 1); `chance`: share of orderings at least as far from 0, all
    counted when `exact`, otherwise drawn; `n` things ranked."""

    value: float
    chance: float
    exact: bool
    n: int


def spearman(
    one: Sequence[float],
    other: Sequence[float],
    *,
    draws: int = 10_000,
    seed: int = 20_261_122,
) -> RankAgreement | None:
    """Rank correlation (Spearman 1904; ties share their mean rank) with its permutation p.

    Up to eight things every ordering is counted, beyond that `draws` are taken, p = (1 + as far) /
    (1 + draws). None with fewer than three things or when one side ranks all alike.
    """
    if len(one) != len(other) or draws < 1:
        raise ValueError("both rank the same things")
    if len(one) < 3:
        return None
    x, y = (_centred_ranks(side) for side in (one, other))
    size = float(np.sqrt((x @ x) * (y @ y)))
    if size == 0:
        return None
    n, found = len(one), float(x @ y)
    exact = n <= COUNTED_UP_TO
    if exact:
        orders = np.array(list(permutations(range(n))))
    else:
        dice = np.random.default_rng(seed)
        orders = dice.permuted(np.tile(np.arange(n), (draws, 1)), axis=1)
    as_far = int((np.abs(y[orders] @ x) >= abs(found) - 1e-9).sum())
    chance = as_far / len(orders) if exact else (1 + as_far) / (1 + draws)
    return RankAgreement(max(-1.0, min(1.0, found / size)), chance, exact, n)


def top_overlap(one: Sequence[str], other: Sequence[str], *, top: int = 3) -> int | None:
    """How many of the first `top` of one ranking are among the first `top` of the other. None when
    one of them is shorter."""
    if top < 1 or len(set(one)) != len(one) or len(set(other)) != len(other):
        raise ValueError("a ranking names each thing once")
    if min(len(one), len(other)) < top:
        return None
    return len(set(one[:top]) & set(other[:top]))


def _centred_ranks(values: Sequence[float]) -> Numbers:
    rows = np.asarray(values, dtype=np.float64)
    below = (rows[:, np.newaxis] > rows).sum(axis=1)
    alike = (rows[:, np.newaxis] == rows).sum(axis=1)
    ranks = below + (alike + 1) / 2
    return np.asarray(ranks - ranks.mean(), dtype=np.float64)
