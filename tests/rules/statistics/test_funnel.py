import numpy as np
import pytest
from scipy import stats

from fullcircle.engines.statistics.funnel import (
    ratio_funnel,
    ratio_limits,
    share_funnel,
    share_limits,
    winsorised_phi,
)
from fullcircle.engines.statistics.intervals import wilson
from tests.rules.statistics.test_shrinkage import EXPECTED, OBSERVED


@pytest.mark.parametrize("n", [3, 12, 40, 400])
@pytest.mark.parametrize("centre", [0.05, 0.2, 0.5, 0.93])
def test_share_limits_cut_off_the_tails_of_the_binomial(n, centre):
    """Spiegelhalter (2005), A.1: at the limits the distribution, read between counts, is .001/.999."""
    low, high = share_limits(centre, n)
    counts = np.arange(-1, n + 1)
    up_to = stats.binom.cdf(counts, n, centre)
    for limit, tail in ((low, 0.001), (high, 0.999)):
        if 0 < limit < 1:
            assert np.interp(limit * n, counts, up_to) == pytest.approx(tail, abs=1e-9)


@pytest.mark.parametrize("expected", [0.5, 5.0, 40.0, 900.0])
@pytest.mark.parametrize("centre", [0.8, 1.0, 1.7])
def test_ratio_limits_cut_off_the_tails_of_the_poisson(expected, centre):
    low, high = ratio_limits(centre, expected)
    counts = np.arange(-1, 3000)
    up_to = stats.poisson.cdf(counts, centre * expected)
    for limit, tail in ((low, 0.001), (high, 0.999)):
        if limit > 0:
            assert np.interp(limit * expected, counts, up_to) == pytest.approx(tail, abs=1e-9)


def test_large_units_have_the_limits_of_the_normal_distribution():
    low, high = share_limits(0.3, 100_000)
    half = 3.0902323 * (0.3 * 0.7 / 100_000) ** 0.5
    assert (low, high) == pytest.approx((0.3 - half, 0.3 + half), abs=2e-5)


def test_false_alarms_among_twelve_equal_dispatchers_are_as_rare_as_measured():
    """Twelve with 40 requests each and the same share of .2: somebody outside the raw 95 % intervals
    in 60 % of the runs, outside the 99.8 % limits in 3.5 %. Counted out, not drawn."""
    chances = stats.binom.pmf(range(41), 40, 0.2)
    low, high = share_limits(0.2, 40)
    beyond = sum(p for hits, p in enumerate(chances) if not low <= hits / 40 <= high)
    raw = [wilson(hits, 40) for hits in range(41)]
    outside = sum(p for one, p in zip(raw, chances, strict=True) if not one.low <= 0.2 <= one.high)
    assert 1 - (1 - beyond) ** 12 == pytest.approx(0.035, abs=0.003)
    assert 1 - (1 - outside) ** 12 == pytest.approx(0.60, abs=0.05)


def test_phi_is_the_mean_square_of_the_winsorised_scores():
    scores = np.random.default_rng(7).normal(0, 2, 40)
    pulled = stats.mstats.winsorize(scores, limits=(0.1, 0.1))
    assert winsorised_phi(scores.tolist()) == pytest.approx(float((pulled**2).mean()))
    # Closed form for the normal: .8 - 2 c phi(c) + .2 c^2 with c = 1.2816.
    many = winsorised_phi(np.random.default_rng(8).normal(0, 2, 200_000).tolist())
    assert many / 4 == pytest.approx(0.6786, abs=0.006)
    assert winsorised_phi([2.0]) == 4.0
    with pytest.raises(ValueError, match="no scores"):
        winsorised_phi([])


def test_overdispersion_widens_the_limits_by_its_root():
    found = ratio_funnel(list(zip(OBSERVED, EXPECTED, strict=True)))
    plain = ratio_funnel(list(zip(OBSERVED, EXPECTED, strict=True)), overdispersion=False)
    scores = [(o / e - 1) * e**0.5 for o, e in zip(OBSERVED, EXPECTED, strict=True)]
    pulled = stats.mstats.winsorize(np.array(scores), limits=(0.1, 0.1))
    assert found.phi == found.phi_seen == pytest.approx(float((pulled**2).mean()))
    assert (plain.phi, plain.phi_seen) == (1.0, found.phi_seen)
    for wide, narrow in zip(found.units, plain.units, strict=True):
        assert wide.high - 1 == pytest.approx((narrow.high - 1) * found.phi**0.5)
        assert wide.z == pytest.approx(narrow.z / found.phi**0.5)


def test_without_overdispersion_the_factor_is_seldom_used():
    dice = np.random.default_rng(20260714)
    used = 0
    for _ in range(300):
        found = share_funnel([(int(k), 50) for k in dice.binomial(50, 0.3, 20)])
        used += found.phi > 1
    assert used / 300 < 0.05


def test_few_units_do_not_widen_the_limits_of_the_one_that_stands_out():
    found = share_funnel([(90, 100), (20, 100), (22, 100)])
    assert found.phi == 1.0
    assert found.phi_seen > 10
    assert [unit.outside for unit in found.units] == [1, -1, -1]


def test_the_centre_is_the_share_of_all_unless_given():
    assert share_funnel([(1, 10), (5, 30)]).centre == pytest.approx(6 / 40)
    assert share_funnel([(1, 10)], centre=0.3).centre == 0.3
    assert share_funnel([(0, 10), (0, 5)]).units[0].outside == 0


def test_units_without_cases_have_no_place_in_the_funnel():
    assert share_funnel([(1, 10), (0, 0)]).units[1] is None
    assert share_funnel([(0, 0)]) is None
    assert ratio_funnel([(0, 0.0)]) is None
    assert ratio_funnel([(1, 2.0), (0, 0.0)]).units[1] is None


def test_impossible_funnels_are_refused():
    for call in (
        lambda: share_funnel([(3, 2)]),
        lambda: share_funnel([(1, 2)], centre=1.5),
        lambda: ratio_funnel([(1, 0.0)]),
        lambda: ratio_funnel([(1, 1.0)], centre=0.0),
        lambda: share_limits(0.2, 0),
        lambda: ratio_limits(1.0, 0.0),
        lambda: share_limits(0.2, 10, level=1.0),
        lambda: share_limits(0.2, 10, phi=0.5),
    ):
        with pytest.raises(ValueError, match=r"hits|centre|ratio|funnel|level"):
            call()
