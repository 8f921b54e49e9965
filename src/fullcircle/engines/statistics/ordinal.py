"""Proportional odds, fitted: P(answer <= j) = 1 / (1 + exp(-(cut_j - x b))) (McCullagh 1980).

With two answers this is the logistic model. Newton's method on the exact first and second
derivatives; then the sandwich of cluster sums (Liang and Zeger 1986) for the interval.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcircle.engines.statistics.distributions import Numbers

type Whole = npt.NDArray[np.int64]
STEPS = 100
FAR = 30.0


@dataclass(frozen=True)
class Fit:
    """`cuts` between the answers, ascending; `slopes` of the columns, in log odds of a *higher*
    answer; `naive` and `robust`: covariance of cuts then slopes, by the model and by clusters;
    `pulls`: for each case the derivative of its log likelihood by the linear predictor."""

    cuts: Numbers
    slopes: Numbers
    naive: Numbers
    robust: Numbers
    pulls: Numbers
    weights: Numbers
    likelihood: float


@dataclass(frozen=True)
class _Bends:
    likelihood: float
    scores: Numbers
    bend: Numbers
    weights: Numbers


def fit(answers: Whole, columns: Numbers, clusters: Whole) -> Fit | None:
    """Maximum likelihood for `answers` 0..J-1 (each occurs), `columns` of shape (n, k), `clusters`
    0..G-1 of each case. The robust covariance has the factor G / (G - 1).

    None when it does not settle: a column separates the answers or says what others say. Columns
    are expected in a size near 1.
    """
    n, k = columns.shape
    kinds = int(answers.max()) + 1
    shares = np.cumsum(np.bincount(answers, minlength=kinds))[:-1] / n
    at = np.concatenate([np.log(shares / (1 - shares)), np.zeros(k)])
    now = _derivatives(at, answers, columns)
    for _ in range(STEPS):
        try:
            step = np.linalg.solve(now.bend, now.scores.sum(axis=0))
        except np.linalg.LinAlgError:
            return None
        if float(np.abs(step).max()) < 1e-9:
            return _finished(at, now, clusters, kinds)
        at, now = _forward(at, step, now, answers, columns)
        if float(np.abs(at).max()) > FAR:
            return None
    return None


def _forward(
    at: Numbers, step: Numbers, now: _Bends, answers: Whole, columns: Numbers
) -> tuple[Numbers, _Bends]:
    """The step, or half of it and so on, so that the cuts stay in order and nothing gets worse."""
    cuts = len(at) - columns.shape[1]
    for halves in range(40):
        there = at + step / 2**halves
        if (np.diff(there[:cuts]) > 0).all():
            then = _derivatives(there, answers, columns)
            if then.likelihood >= now.likelihood - 1e-9:
                return there, then
    return at, now


def _derivatives(at: Numbers, answers: Whole, columns: Numbers) -> _Bends:
    n, k = columns.shape
    cuts = len(at) - k
    line = columns @ at[cuts:]
    bounds = np.concatenate([[-np.inf], at[:cuts], [np.inf]])
    upper, upper_slope, upper_bend = _logistic(bounds[answers + 1] - line)
    lower, lower_slope, lower_bend = _logistic(bounds[answers] - line)
    chance = np.maximum(upper - lower, 1e-300)
    tops, bottoms = np.zeros((n, cuts + k)), np.zeros((n, cuts + k))
    rows = np.arange(n)
    has_top, has_bottom = answers < cuts, answers > 0
    tops[rows[has_top], answers[has_top]] = 1
    bottoms[rows[has_bottom], answers[has_bottom] - 1] = 1
    tops[:, cuts:], bottoms[:, cuts:] = -columns, -columns
    up, low = upper_slope / chance, lower_slope / chance
    scores = tops * up[:, np.newaxis] - bottoms * low[:, np.newaxis]
    bend = (
        scores.T @ scores
        - (tops * (upper_bend / chance)[:, np.newaxis]).T @ tops
        + (bottoms * (lower_bend / chance)[:, np.newaxis]).T @ bottoms
    )
    weights = (up - low) ** 2 - (upper_bend - lower_bend) / chance
    return _Bends(float(np.log(chance).sum()), scores, bend, weights)


def _logistic(at: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Distribution, density and its slope; at the far ends 0, 0 or 1, 0."""
    share = 0.5 * (1 + np.tanh(at / 2))
    density = share * (1 - share)
    return share, density, density * (1 - 2 * share)


def _finished(at: Numbers, now: _Bends, clusters: Whole, kinds: int) -> Fit:
    naive = np.linalg.inv(now.bend)
    groups = int(clusters.max()) + 1
    sums = np.zeros((groups, len(at)))
    np.add.at(sums, clusters, now.scores)
    factor = groups / (groups - 1) if groups > 1 else np.nan
    robust = naive @ (sums.T @ sums) @ naive * factor
    # The derivative by the line is minus that by all cuts together.
    pulls = -now.scores[:, : kinds - 1].sum(axis=1)
    cuts, slopes = at[: kinds - 1], at[kinds - 1 :]
    return Fit(cuts, slopes, naive, robust, pulls, now.weights, now.likelihood)
