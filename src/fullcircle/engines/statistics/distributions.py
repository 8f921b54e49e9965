"""The distributions that the figures stand on, typed. Everything of scipy comes in through here.

It is loaded when the first figure is asked for: half a second that no command should pay at its start.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

type Numbers = npt.NDArray[np.float64]


@cache
def _special() -> Any:
    from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

    return special


@cache
def _optimize() -> Any:
    from scipy import optimize

    return optimize


def beta_quantile(share: float, a: float, b: float) -> float:
    return float(_special().betaincinv(a, b, share))


def beta_log(a: Numbers | float, b: Numbers | float) -> Numbers:
    """Logarithm of the beta function."""
    return np.asarray(_special().betaln(a, b), dtype=np.float64)


def gamma_quantile(share: float, shape: float, rate: float = 1.0) -> float:
    return float(_special().gammaincinv(shape, share)) / rate


def gamma_above(value: float, shape: float, rate: float = 1.0) -> float:
    """Probability that a gamma variable lies above `value`."""
    return float(_special().gammaincc(shape, value * rate))


def gamma_log(value: Numbers | float) -> Numbers:
    return np.asarray(_special().gammaln(value), dtype=np.float64)


def t_quantile(share: float, freedom: float) -> float:
    return float(_special().stdtrit(freedom, share))


def t_two_sided(t: float, freedom: float) -> float:
    """Probability of a value at least as far from 0 as `t`, on either side."""
    return 2 * float(_special().stdtr(freedom, -abs(t)))


def f_quantile(share: float, over: float, under: float) -> float:
    return float(_special().fdtri(over, under, share))


def binomial_up_to(hits: float, n: int, share: float) -> float:
    """Probability of at most `hits` of `n`; 0 below nought."""
    return 0.0 if hits < 0 else float(_special().bdtr(hits, n, share))


def binomial_quantile(probability: float, n: int, share: float) -> int:
    """The smallest count of `n` that is not exceeded with at least this probability."""
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if binomial_up_to(middle, n, share) >= probability:
            high = middle
        else:
            low = middle + 1
    return low


def poisson_up_to(count: float, mean: float) -> float:
    """Probability of at most `count`; 0 below nought."""
    return 0.0 if count < 0 else float(_special().pdtr(count, mean))


def poisson_quantile(probability: float, mean: float) -> int:
    """The smallest count that is not exceeded with at least this probability."""
    low, high = 0, max(8, int(2 * mean) + 8)
    while poisson_up_to(high, mean) < probability:
        high *= 2
    while low < high:
        middle = (low + high) // 2
        if poisson_up_to(middle, mean) >= probability:
            high = middle
        else:
            low = middle + 1
    return low


def lowest(
    cost: Callable[[Numbers], float], start: Sequence[float], box: Sequence[tuple[float, float]]
) -> Numbers:
    """Where `cost` is lowest inside the box: downhill simplex of Nelder and Mead (1965)."""
    found = _optimize().minimize(
        cost,
        np.asarray(start, dtype=np.float64),
        method="Nelder-Mead",
        bounds=list(box),
        options={"xatol": 1e-9, "fatol": 1e-10, "maxiter": 4000, "maxfev": 4000},
    )
    return np.asarray(found.x, dtype=np.float64)


def smallest_within(weights: Numbers, lines: Numbers, sums: Numbers) -> float | None:
    """Smallest `weights @ x` with `lines @ x == sums` and x at 0 or above; None without bottom."""
    found = _optimize().linprog(weights, A_eq=lines, b_eq=sums, bounds=(0, None), method="highs")
    return float(found.fun) if found.success else None
