"""Many small units, each with few cases: shares and rates drawn towards what all have in common.

Empirical Bayes. The units' true values are taken as drawn from one common distribution (beta for
shares, gamma for rates); its two parameters are fitted by maximum marginal likelihood (beta-binomial:
Skellam 1948; gamma-Poisson: Clayton and Kaldor 1987); each unit then gets its posterior mean. A
unit with few cases moves far, one with many hardly.

The interval also knows that the common distribution is itself only estimated: to the variance of
the posterior comes the spread of the posterior means over the parameters that the units do not rule
out (Morris 1983; Kass and Steffey 1989), and a beta or gamma of that variance gives the bounds.

The edge cases are fixed here, since the likelihood alone leaves them open:
* the common distribution never weighs more than all cases together (`NO_DIFFERENCES_SEEN`: the
  units differ no more than chance lets them; half a case is added, so that nought is never certain);
* it never weighs less than one case, so that two units cannot pull it to nothing;
* one unit has nobody to be compared with: Jeffreys' prior, `ONE_UNIT`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from fullcircle.engines.statistics.distributions import beta_quantile, gamma_quantile
from fullcircle.engines.statistics.intervals import Estimate, check_confidence
from fullcircle.engines.statistics.priors import Pooling, Prior, beta_prior, gamma_prior

__all__ = ["Pooling", "Shrunk", "beta_binomial", "gamma_poisson"]


@dataclass(frozen=True)
class Shrunk:
    """Prior beta(a, b) of a share or gamma(shape a, rate b) of a rate; `value` is the mean of the
    prior. `units` in the order given, None for a unit without cases; `posteriors` the beta or gamma
    pair from which each interval was taken."""

    prior_a: float
    prior_b: float
    pooling: Pooling
    value: float
    units: tuple[Estimate | None, ...]
    posteriors: tuple[tuple[float, float] | None, ...]


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
    prior = beta_prior(seen)
    tail = (1 - confidence) / 2
    rows: list[Estimate | None] = []
    posteriors = [_beta_posterior(prior, hits, n) if n else None for hits, n in units]
    for (_, n), pair in zip(units, posteriors, strict=True):
        if pair is None:
            rows.append(None)
            continue
        low, high = beta_quantile(tail, *pair), beta_quantile(1 - tail, *pair)
        rows.append(Estimate(pair[0] / sum(pair), low, high, n))
    mean = prior.a / (prior.a + prior.b)
    return Shrunk(prior.a, prior.b, prior.pooling, mean, tuple(rows), tuple(posteriors))


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
    prior = gamma_prior(seen)
    tail = (1 - confidence) / 2
    rows: list[Estimate | None] = []
    posteriors = [_gamma_posterior(prior, k, e) if e > 0 else None for k, e in units]
    for (count, _), pair in zip(units, posteriors, strict=True):
        if pair is None:
            rows.append(None)
            continue
        low, high = gamma_quantile(tail, *pair), gamma_quantile(1 - tail, *pair)
        rows.append(Estimate(pair[0] / pair[1], low, high, count))
    plain = sum(count for count, _ in seen) / sum(exposure for _, exposure in seen)
    mean = prior.a / prior.b if prior.b else plain
    return Shrunk(prior.a, prior.b, prior.pooling, mean, tuple(rows), tuple(posteriors))


def _beta_posterior(prior: Prior, hits: int, n: int) -> tuple[float, float]:
    """The beta with the posterior mean and the variance that knows of the doubtful prior."""
    ups, downs = prior.grid_a + hits, prior.grid_b + n - hits
    sizes = ups + downs
    means = ups / sizes
    value = (prior.a + hits) / (prior.a + prior.b + n)
    variances = means * (1 - means) / (sizes + 1) + (means - value) ** 2
    size = value * (1 - value) / float(prior.trust @ variances) - 1
    return value * max(size, 1.0), (1 - value) * max(size, 1.0)


def _gamma_posterior(prior: Prior, count: int, exposure: float) -> tuple[float, float]:
    shapes, rates = prior.grid_a + count, prior.grid_b + exposure
    means = shapes / rates
    value = (prior.a + count) / (prior.b + exposure)
    variance = float(prior.trust @ (means / rates + (means - value) ** 2))
    return value * value / variance, value / variance
