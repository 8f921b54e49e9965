"""How often the intervals hold the truth, counted out exactly where that can be done."""

import numpy as np
import pytest
from scipy import stats

from fullcircle.engines.statistics.differences import difference_of_means, difference_of_shares
from fullcircle.engines.statistics.intervals import mean_t, poisson_exact, wilson

TRUTHS = np.arange(0.01, 0.995, 0.01)
# Cases, mean and least coverage over the truth: measured independently of this code, two digits.
MEASURED = [(5, 0.955, 0.86), (20, 0.953, 0.93), (200, 0.950, 0.93)]


@pytest.mark.parametrize(("n", "mean", "least"), MEASURED)
def test_wilson_holds_the_truth_as_often_as_measured(n, mean, least):
    shares = [wilson(hits, n) for hits in range(n + 1)]
    held = sum(
        stats.binom.pmf(hits, n, TRUTHS) * ((share.low <= TRUTHS) & (share.high >= TRUTHS))
        for hits, share in enumerate(shares)
    )
    # Over all truths, not only those of the grid: the integral of each count's probability.
    everywhere = sum(
        np.diff(stats.beta.cdf([share.low, share.high], hits + 1, n - hits + 1))[0]
        for hits, share in enumerate(shares)
    )
    assert everywhere / (n + 1) == pytest.approx(mean, abs=0.001)
    assert held.min() == pytest.approx(least, abs=0.008)


def test_the_exact_poisson_interval_never_holds_less_than_it_says():
    counts = np.arange(0, 160)
    bounds = [poisson_exact(int(count)) for count in counts]
    low, high = (np.array([getattr(one, side) for one in bounds]) for side in ("low", "high"))
    for truth in np.arange(0.05, 60, 0.05):
        held = stats.poisson.pmf(counts, truth)[(low <= truth) & (truth <= high)].sum()
        assert held >= 0.95 - 1e-9


def test_newcombes_interval_holds_the_difference_about_nineteen_times_of_twenty():
    """Counted out over all outcomes of four pairs of sizes, on a grid of truths."""
    found = []
    for m, n in ((5, 5), (10, 10), (10, 20), (30, 20)):
        first, second = np.arange(m + 1), np.arange(n + 1)
        table = [[difference_of_shares((int(a), m), (int(b), n)) for b in second] for a in first]
        low = np.array([[one.low for one in row] for row in table])
        high = np.array([[one.high for one in row] for row in table])
        for p in np.arange(0.05, 0.96, 0.09):
            for q in np.arange(0.05, 0.96, 0.09):
                chance = np.outer(stats.binom.pmf(first, m, p), stats.binom.pmf(second, n, q))
                found.append(chance[(low <= p - q + 1e-12) & (p - q - 1e-12 <= high)].sum())
    assert np.mean(found) == pytest.approx(0.955, abs=0.01)
    assert min(found) > 0.85


def test_the_t_intervals_hold_the_truth():
    dice = np.random.default_rng(20260714)
    rounds, mean_held, welch_held = 3000, 0, 0
    for _ in range(rounds):
        one, other = dice.normal(3.0, 1.0, 6).tolist(), dice.normal(2.0, 4.0, 15).tolist()
        alone, apart = mean_t(one), difference_of_means(one, other)
        mean_held += alone.low <= 3.0 <= alone.high
        welch_held += apart.low <= 1.0 <= apart.high
    # Four standard errors of a share of .95 in 3,000 rounds.
    assert mean_held / rounds == pytest.approx(0.95, abs=0.016)
    assert welch_held / rounds == pytest.approx(0.95, abs=0.016)
