"""The weakest link of a chain, named only when it can be told apart (METRICS 1.10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from fullcircle.engines.statistics.shrinkage import beta_binomial

ENOUGH = 0.8


@dataclass(frozen=True)
class Weakest:
    """`probabilities`: for each link with cases, how probable it is that it has the lowest yield
    of the chain; `named` when one of them reaches `enough`, otherwise None; `smallest_set`: the
    fewest links that reach it together, most probable first; `n` cases of all links."""

    named: str | None
    smallest_set: tuple[str, ...]
    probabilities: Mapping[str, float]
    draws: int
    n: int


def weakest_link(
    links: Sequence[tuple[str, int, int]],
    *,
    draws: int = 10_000,
    seed: int = 20_261_122,
    enough: float = ENOUGH,
) -> Weakest | None:
    """From `links` = (name, right first time, known outcomes), in chain order.

    Yields get beta posteriors after shrinkage over the links of the chain; the probability is the
    share of `draws` joint draws in which the link is the lowest (ranking by posterior draws:
    Laird and Louis 1989). The same seed gives the same answer. Links without cases cannot be
    judged and are left out; None with fewer than two links to compare. ValueError for two links
    of one name, or counts that cannot be.
    """
    if len({name for name, _, _ in links}) != len(links):
        raise ValueError("two links of one name")
    if draws < 1 or not 0 < enough <= 1:
        raise ValueError("draws start at 1, and enough lies between 0 and 1")
    shrunk = beta_binomial([(hits, n) for _, hits, n in links])
    seen = [link for link in links if link[2]]
    if shrunk is None or len(seen) < 2:
        return None
    dice = np.random.default_rng(seed)
    up, down = np.array([pair for pair in shrunk.posteriors if pair is not None]).T
    lowest = np.argmin(dice.beta(up, down, size=(draws, len(seen))), axis=1)
    times = np.bincount(lowest, minlength=len(seen))
    found = {link[0]: float(count) / draws for link, count in zip(seen, times, strict=True)}
    chosen: list[str] = []
    for name in sorted(found, key=lambda name: -found[name]):
        chosen.append(name)
        if sum(found[one] for one in chosen) >= enough - 1e-12:
            break
    named = chosen[0] if len(chosen) == 1 else None
    return Weakest(named, tuple(chosen), found, draws, sum(n for _, _, n in seen))


def gain_at_target(yields: Sequence[float], place: int, target: float) -> float:
    """By how much the share of clean cases would rise if link `place` reached `target` and the
    others stayed: product of the yields with and without. Shares of 0 to 1; assumes that the links
    err independently; never below 0 (a link beyond its target gains nothing).
    """
    if any(not 0 <= share <= 1 for share in (*yields, target)) or not 0 <= place < len(yields):
        raise ValueError("yields and target lie between 0 and 1, the place in the chain")
    others = prod(share for at, share in enumerate(yields) if at != place)
    return max(0.0, others * (target - yields[place]))
