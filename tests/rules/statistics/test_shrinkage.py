from math import inf

import numpy as np
import pytest
from scipy import stats

from fullcircle.engines.statistics.shrinkage import Pooling, beta_binomial, gamma_poisson

# Geissler's Saxon families, boys among the first twelve children, 0 to 12 (Lindsey and Altham
# 1998); the maximum likelihood fit printed beside it: a 34.09558, b 31.5715, log likelihood -12492.9.
FAMILIES = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7]
# Cardiac surgery in babies, twelve hospitals: operations, deaths, and the posterior means of the
# random-effects model in the BUGS examples, volume 1 ("Surgical"), which has a logit-normal prior.
OPERATIONS = [47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360]
DEATHS = [0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24]
BUGS = [.0530, .1031, .0705, .0594, .0519, .0692, .0669, .1228, .0699, .0786, .1023, .0687]  # fmt: skip
# Efron and Morris (1975): hits in the first 45 at bats, and the share in the rest of the season.
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
SEASON = [.346, .298, .276, .222, .273, .270, .263, .210, .269, .230, .264, .256, .303, .264,
          .226, .286, .316, .200]  # fmt: skip
# Lip cancer in the 56 districts of Scotland, observed and expected (Clayton and Kaldor 1987).
OBSERVED = [9, 39, 11, 9, 15, 8, 26, 7, 6, 20, 13, 5, 3, 8, 17, 9, 2, 7, 9, 7, 16, 31, 11, 7, 19,
            15, 7, 10, 16, 11, 5, 3, 7, 8, 11, 9, 11, 8, 6, 4, 10, 8, 2, 6, 19, 3, 2, 3, 28, 6, 1,
            1, 1, 1, 0, 0]  # fmt: skip
EXPECTED = [1.4, 8.7, 3.0, 2.5, 4.3, 2.4, 8.1, 2.3, 2.0, 6.6, 4.4, 1.8, 1.1, 3.3, 7.8, 4.6, 1.1,
            4.2, 5.5, 4.4, 10.5, 22.7, 8.8, 5.6, 15.5, 12.5, 6.0, 9.0, 14.4, 10.2, 4.8, 2.9, 7.0,
            8.5, 12.3, 10.1, 12.7, 9.4, 7.2, 5.3, 18.8, 15.8, 4.3, 14.6, 50.7, 8.2, 5.6, 9.3, 88.7,
            19.6, 3.4, 3.6, 5.7, 7.0, 4.2, 1.8]  # fmt: skip


def test_the_fit_of_the_saxon_families_is_the_published_one():
    units = [(boys, 12) for boys, times in enumerate(FAMILIES) for _ in range(times)]
    found = beta_binomial(units)
    assert found.pooling == Pooling.FITTED
    assert (found.prior_a, found.prior_b) == pytest.approx((34.09558, 31.5715), rel=5e-4)
    likelihood = stats.betabinom.logpmf(range(13), 12, found.prior_a, found.prior_b) @ FAMILIES
    assert likelihood == pytest.approx(-12492.9, abs=0.05)


def test_hospitals_move_as_far_as_in_the_published_example():
    found = beta_binomial(list(zip(DEATHS, OPERATIONS, strict=True)))
    assert [unit.value for unit in found.units] == pytest.approx(BUGS, abs=0.0016)


def test_the_batters_are_foretold_better_than_by_their_own_share():
    """Raw .0755 and James-Stein .0214 summed squared error (Efron and Hastie 2016, table 7.1)."""
    found = beta_binomial([(hits, 45) for hits in HITS])
    season = np.array(SEASON)
    raw = ((np.array(HITS) / 45 - season) ** 2).sum()
    drawn = ((np.array([unit.value for unit in found.units]) - season) ** 2).sum()
    assert raw == pytest.approx(0.0755, abs=5e-5)
    assert drawn == pytest.approx(0.0214, abs=0.003)


def test_the_districts_have_the_fit_of_another_implementation():
    """Negative binomial with the expected counts as exposure, statsmodels 0.15.0: shape 1.8794899,
    rate 1.3216673. (Clayton and Kaldor print 1.88 for the shape.)"""
    found = gamma_poisson(list(zip(OBSERVED, EXPECTED, strict=True)))
    assert (found.prior_a, found.prior_b) == pytest.approx((1.8794899, 1.3216673), abs=1e-6)
    for unit, count, expected in zip(found.units, OBSERVED, EXPECTED, strict=True):
        posterior = stats.gamma(1.8794899 + count, scale=1 / (1.3216673 + expected))
        assert unit.value == pytest.approx(posterior.mean(), rel=1e-5)
        # The bounds of the fit taken as certain, and a little more for what the fit does not know.
        low, high = posterior.ppf([0.025, 0.975])
        assert unit.low < low
        assert high < unit.high < high + 0.15 * (high - low)


def test_shrunk_yields_are_nearer_to_the_truth_than_raw_ones():
    """The measured fact: forty teams of 3 to 60 hand-offs, root mean square error raw .068, shrunk
    .045; the raw worst team has a median of 16 hand-offs, the shrunk worst 39."""
    dice = np.random.default_rng(5)
    errors, worst = [], []
    for _ in range(150):
        n, truth = dice.integers(3, 61, 40), dice.beta(18, 2, 40)
        hits = dice.binomial(n, truth)
        found = beta_binomial(list(zip(hits.tolist(), n.tolist(), strict=True)))
        drawn = np.array([unit.value for unit in found.units])
        errors.append([((hits / n - truth) ** 2).mean(), ((drawn - truth) ** 2).mean()])
        worst.append([n[(hits / n).argmin()], n[drawn.argmin()]])
    assert np.sqrt(np.mean(errors, axis=0)) == pytest.approx([0.068, 0.045], abs=0.003)
    assert np.median(worst, axis=0) == pytest.approx([16, 39], abs=5)


@pytest.mark.parametrize(("teams", "plain"), [(40, 0.915), (8, 0.851)])
def test_intervals_of_shares_hold_the_truth_better_than_with_the_prior_taken_as_certain(
    teams, plain
):
    """Nominal .95; `plain` is what the posterior of the fitted prior alone holds."""
    dice = np.random.default_rng(20260714)
    held, certain = [], []
    for _ in range(150):
        n, truth = (
            dice.integers(*((3, 61) if teams == 40 else (20, 100)), teams),
            dice.beta(18, 2, teams),
        )
        hits = dice.binomial(n, truth)
        found = beta_binomial(list(zip(hits.tolist(), n.tolist(), strict=True)))
        held += [u.low <= p <= u.high for u, p in zip(found.units, truth, strict=True)]
        post = stats.beta(found.prior_a + hits, found.prior_b + n - hits)
        certain += ((post.ppf(0.025) <= truth) & (truth <= post.ppf(0.975))).tolist()
    assert np.mean(certain) == pytest.approx(plain, abs=0.03)
    assert np.mean(held) == pytest.approx(0.94, abs=0.02)


@pytest.mark.parametrize(("shape", "least", "most"), [(4, 0.93, 0.96), (1000, 0.97, 1.0)])
def test_intervals_of_ratios_hold_the_truth(shape, least, most):
    """With units that differ, and with units that hardly do."""
    dice, held = np.random.default_rng(1), []
    for _ in range(100):
        expected, truth = dice.uniform(1, 20, 20), dice.gamma(shape, 1 / shape, 20)
        counts = dice.poisson(expected * truth)
        found = gamma_poisson([(int(k), float(e)) for k, e in zip(counts, expected, strict=True)])
        held += [u.low <= p <= u.high for u, p in zip(found.units, truth, strict=True)]
    assert least <= np.mean(held) <= most


def test_a_unit_with_few_cases_moves_further_than_one_with_many():
    found = beta_binomial([(0, 3), (0, 60), (50, 60), (55, 60), (20, 60)])
    few, many = found.units[0], found.units[1]
    assert few.value > many.value
    assert few.high - few.low > many.high - many.low


def test_equal_units_are_pooled_and_keep_the_interval_of_the_pool():
    found = beta_binomial([(3, 10)] * 4)
    assert found.pooling == Pooling.NO_DIFFERENCES_SEEN
    assert (found.prior_a, found.prior_b) == (12.5, 28.5)
    assert found.units[0].value == pytest.approx(15.5 / 51)
    rates = gamma_poisson([(6, 3.0)] * 5)
    assert rates.pooling == Pooling.NO_DIFFERENCES_SEEN
    assert (rates.prior_a, rates.prior_b) == (30.5, 15.0)


def test_one_unit_alone_gets_the_prior_of_jeffreys():
    """Jeffreys' interval for 3 of 10 is .0927 to .6058 (Brown, Cai and DasGupta 2001, table 5: the
    same to the digits they print)."""
    found = beta_binomial([(3, 10), (0, 0)])
    assert found.pooling == Pooling.ONE_UNIT
    assert (found.units[0].low, found.units[0].high) == pytest.approx((0.0927, 0.6058), abs=1e-4)
    assert found.units[1] is None
    rate = gamma_poisson([(4, 2.0)])
    assert rate.pooling == Pooling.ONE_UNIT
    assert rate.units[0].value == pytest.approx(4.5 / 2)


@pytest.mark.parametrize("units", [[(0, 10), (0, 3)], [(10, 10), (3, 3)]])
def test_all_or_nothing_is_never_certain(units):
    found = beta_binomial(units)
    assert all(0 < unit.value < 1 for unit in found.units)
    assert all(unit.low < unit.value < unit.high for unit in found.units)


def test_two_units_at_opposite_ends_keep_at_least_the_weight_of_one_case():
    found = beta_binomial([(0, 10), (10, 10)])
    assert found.prior_a + found.prior_b >= 1 - 1e-9
    assert found.units[0].value < 0.1


def test_no_events_anywhere_leave_a_small_rate_not_nought():
    found = gamma_poisson([(0, 5.0), (0, 20.0)])
    assert all(0 < unit.value < 0.1 for unit in found.units)


def test_nobody_has_cases_nothing_is_known():
    assert beta_binomial([]) is None
    assert beta_binomial([(0, 0)]) is None
    assert gamma_poisson([(0, 0.0)]) is None
    assert gamma_poisson([(3, 2.0), (0, 0.0)]).units[1] is None


@pytest.mark.parametrize("units", [[(-1, 3)], [(4, 3)]])
def test_impossible_shares_are_refused(units):
    with pytest.raises(ValueError, match="hits"):
        beta_binomial(units)


@pytest.mark.parametrize("units", [[(-1, 3.0)], [(1, 0.0)], [(1, inf)]])
def test_impossible_rates_are_refused(units):
    with pytest.raises(ValueError, match="no rate"):
        gamma_poisson(units)
