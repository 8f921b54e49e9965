import numpy as np
import pytest
from scipy import stats

from fullcircle.engines.statistics.complainers import Complaints, complainers, silent_unhappy
from fullcircle.engines.statistics.intervals import Estimate, wilson

PEERS = [Complaints(f"p{at}", 1 + at % 2, 60) for at in range(12)]


def test_somebody_who_complains_far_more_often_than_peers_is_invited():
    found = {row.party: row for row in complainers([*PEERS, Complaints("x", 15, 60, upheld=9)])}
    assert [name for name, row in found.items() if row.invited] == ["x"]
    x = found["x"]
    assert x.peers == pytest.approx(18 / 720)
    assert x.upheld == wilson(9, 15)
    assert x.peers < x.rate.value < 15 / 60


@pytest.mark.parametrize(("complaints", "dealings"), [(2, 10), (5, 9)])
def test_few_complaints_or_few_dealings_are_never_enough(complaints, dealings):
    found = complainers([*PEERS, Complaints("x", complaints, dealings)])
    assert not found[-1].invited


def test_the_certainty_is_the_upper_tail_of_a_gamma_with_the_mean_of_the_shrunk_rate():
    x = complainers([*PEERS, Complaints("x", 6, 60)])[-1]
    # A gamma is given by its mean and its 97.5 % quantile: solved here by bisection.
    low, high = 0.01, 10_000.0
    for _ in range(200):
        shape = (low * high) ** 0.5
        top = stats.gamma.ppf(0.975, shape, scale=x.rate.value / shape)
        low, high = (shape, high) if top > x.rate.high else (low, shape)
    exact = stats.gamma.sf(2 * x.peers, shape, scale=x.rate.value / shape)
    assert x.sure == pytest.approx(exact, abs=1e-6)


def test_among_equals_hardly_anybody_is_invited():
    dice = np.random.default_rng(20260714)
    invited = 0
    for _ in range(150):
        rows = [Complaints(str(at), int(k), 40) for at, k in enumerate(dice.poisson(3.0, 15))]
        invited += sum(row.invited for row in complainers(rows))
    assert invited / (150 * 15) < 0.005


def test_without_anybody_to_compare_with_there_is_no_answer():
    assert complainers([Complaints("x", 9, 20)]) == ()
    assert complainers([Complaints("x", 9, 20), Complaints("y", 0, 0)]) == ()
    assert not any(row.invited for row in complainers([Complaints(p, 0, 30) for p in "xy"]))


@pytest.mark.parametrize("row", [Complaints("x", 1, 5, upheld=2), Complaints("x", 0, -1)])
def test_impossible_counts_are_refused(row):
    with pytest.raises(ValueError, match="of x"):
        complainers([row])


def test_the_silent_and_unhappy_are_those_surely_below_the_mean_without_a_complaint():
    low, wide = Estimate(2.0, 1.6, 2.4, 9), Estimate(2.0, 1.0, 3.9, 5)
    rows = [("a", low, 0), ("b", low, 1), ("c", wide, 0), ("d", None, 0),
            ("e", Estimate(1.5, 1.2, 1.8, 9), 0)]  # fmt: skip
    assert silent_unhappy(rows, company=3.5) == ("e", "a")
