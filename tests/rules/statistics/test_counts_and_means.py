from math import inf, log

import pytest

from fullcircle.engines.statistics.intervals import apart, mean_t, poisson_exact

# Garwood (1936), Biometrika 28, table of fiducial limits, as reprinted by Pearson and Hartley
# (1966), table 40, at 95 %; 25 also in the GraphPad note on the interval of a count.
GARWOOD = [
    (0, 0.0, 3.69), (1, 0.0253, 5.57), (2, 0.242, 7.22), (3, 0.619, 8.77), (4, 1.09, 10.24),
    (5, 1.62, 11.67), (10, 4.80, 18.39), (20, 12.22, 30.89), (25, 16.18, 36.90),
    (30, 20.24, 42.83), (50, 37.11, 65.92),
]  # fmt: skip


@pytest.mark.parametrize(("count", "low", "high"), GARWOOD)
def test_poisson_bounds_are_the_published_ones(count, low, high):
    found = poisson_exact(count)
    assert found.low == pytest.approx(low, abs=0.006)
    assert found.high == pytest.approx(high, abs=0.006)


@pytest.mark.parametrize(
    ("confidence", "low", "high"), [(0.90, 17.38, 34.92), (0.99, 14.00, 41.00)]
)
def test_other_levels_have_the_published_bounds_too(confidence, low, high):
    found = poisson_exact(25, confidence=confidence)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.006)


def test_a_rate_is_the_count_per_exposure():
    count, rate = poisson_exact(10), poisson_exact(10, 4.0)
    assert (rate.value, rate.low, rate.high) == pytest.approx((2.5, count.low / 4, count.high / 4))
    assert rate.n == 10


def test_no_event_leaves_a_rate_that_can_be_told():
    """Closed form: nought events happen with exp(-rate); at the upper bound that is 2.5 %."""
    assert poisson_exact(0).high == pytest.approx(-log(0.025))


def test_where_nothing_was_exposed_there_is_no_rate():
    assert poisson_exact(0, 0.0) is None


@pytest.mark.parametrize(("count", "exposure"), [(-1, 1.0), (1, 0.0), (1, -2.0), (1, inf)])
def test_impossible_counts_are_refused(count, exposure):
    with pytest.raises(ValueError, match="no rate"):
        poisson_exact(count, exposure)


def test_the_t_interval_is_the_published_one():
    """Student (1908), additional hours of sleep, second drug: mean 2.33, s 2.002 (R, data set
    `sleep`); t with 9 degrees is 2.262 (Fisher and Yates, table III)."""
    hours = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    found = mean_t(hours)
    assert found.value == pytest.approx(2.33)
    assert found.high - found.value == pytest.approx(2.262157 * 2.002249 / 10**0.5, abs=1e-5)
    assert found.n == 10


def test_one_answer_leaves_the_whole_scale_open():
    assert (mean_t([4.0], scale=(1, 5)).low, mean_t([4.0], scale=(1, 5)).high) == (1, 5)
    assert (mean_t([4.0]).low, mean_t([4.0]).high) == (-inf, inf)
    assert mean_t([]) is None


def test_the_interval_stays_on_the_scale():
    found = mean_t([5, 5, 5, 1], scale=(1, 5))
    assert found.high == 5
    with pytest.raises(ValueError, match="off the scale"):
        mean_t([6], scale=(1, 5))
    with pytest.raises(ValueError, match="off the scale"):
        mean_t([float("nan")])


def test_estimates_can_be_told_apart_like_shares():
    assert apart(poisson_exact(2), poisson_exact(40))
    assert not apart(poisson_exact(5), poisson_exact(7))
