import csv
import gzip
import json

import numpy as np
import pytest

from fullcircle.engines.statistics.concentration import gini, gini_by_chance, reciprocity
from tests.rules.statistics.given_logs import given


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5, 5, 5], 0.0),
        ([0, 0, 0, 1], 3 / 4),  # one has all: (n - 1) / n
        (list(range(1, 11)), 9 / 30),  # 1 to n: (n - 1) / 3n
        ([1, 3], 1 / 4),
    ],
)
def test_the_coefficient_has_its_closed_forms(values, expected):
    assert gini(values) == pytest.approx(expected)
    assert gini([value * 7 for value in reversed(values)]) == pytest.approx(expected)


def test_the_coefficient_is_half_the_relative_mean_distance():
    values = np.random.default_rng(2).gamma(1.3, 4, 50)
    distance = np.abs(values[:, np.newaxis] - values).mean()
    assert gini(values.tolist()) == pytest.approx(distance / (2 * values.mean()))


def test_twelve_fair_dispatchers_have_the_measured_gini():
    """40 requests each, all with .2: the Gini averages .163, its 95th percentile is .226."""
    dice = np.random.default_rng(20260714)
    found = [gini((dice.binomial(40, 0.2, 12) / 40).tolist()) for _ in range(4000)]
    assert np.mean(found) == pytest.approx(0.163, abs=0.003)
    assert np.quantile(found, 0.95) == pytest.approx(0.226, abs=0.004)


def test_chance_alone_gives_the_same_distribution():
    found = gini_by_chance([(8, 40)] * 12, draws=4000)
    assert found.value == pytest.approx(0, abs=1e-12)
    assert found.expected == pytest.approx(0.163, abs=0.006)
    assert found.low < found.expected < found.high
    assert found.chance == 1.0


def test_an_uneven_spread_stands_out_and_a_fair_one_seldom_does():
    assert gini_by_chance([(20, 40)] * 3 + [(4, 40)] * 9, draws=999).chance == 0.001
    dice = np.random.default_rng(20260714)
    alarms = 0
    for _ in range(300):
        units = [(int(k), 40) for k in dice.binomial(40, 0.2, 12)]
        alarms += gini_by_chance(units, draws=199).chance <= 0.05
    assert alarms / 300 == pytest.approx(0.05, abs=0.04)


def test_there_is_no_gini_of_nothing():
    assert gini([]) is None
    assert gini([0, 0]) is None
    assert gini_by_chance([(1, 4)]) is None
    assert gini_by_chance([(0, 4), (0, 3)]) is None
    assert gini_by_chance([(1, 4), (2, 4), (0, 0)]).n == 2


def test_impossible_values_are_refused():
    with pytest.raises(ValueError, match="nought"):
        gini([-1.0, 2.0])
    with pytest.raises(ValueError, match="hits"):
        gini_by_chance([(5, 4)])
    with pytest.raises(ValueError, match="weights"):
        reciprocity({("a", "b"): -1.0})
    with pytest.raises(ValueError, match="parties"):
        reciprocity({("a", "b"): 1.0}, parties=1)


def test_reciprocity_by_hand():
    found = reciprocity({("a", "b"): 6, ("b", "a"): 2, ("a", "c"): 4, ("a", "a"): 9, ("c", "b"): 0})
    assert found.weighted == pytest.approx(4 / 12)
    assert found.unweighted == pytest.approx(2 / 3)
    # Three arrows of six possible: (2/3 - 1/2) / (1/2).
    assert found.corrected == pytest.approx(1 / 3)
    assert (found.n, found.weight) == (3, 12)


def test_a_ring_is_less_mutual_than_chance_and_a_full_circle_leaves_nothing_to_correct():
    ring = reciprocity({("a", "b"): 1, ("b", "c"): 1, ("c", "a"): 1})
    assert (ring.weighted, ring.unweighted, ring.corrected) == (0, 0, pytest.approx(-1))
    full = reciprocity({(x, y): 1 for x in "abc" for y in "abc" if x != y})
    assert (full.weighted, full.unweighted, full.corrected) == (1, 1, None)


def test_random_arrows_are_as_mutual_as_chance():
    """Garlaschelli and Loffredo (2004): 0 for arrows that are drawn independently."""
    dice = np.random.default_rng(3)
    names = [str(at) for at in range(60)]
    arrows = {(x, y): 1.0 for x in names for y in names if x != y and dice.random() < 0.3}
    assert reciprocity(arrows, parties=60).corrected == pytest.approx(0, abs=0.04)


def test_without_arrows_there_is_no_reciprocity():
    assert reciprocity({}) is None
    assert reciprocity({("a", "a"): 3.0}) is None


@pytest.mark.given
@pytest.mark.parametrize("log", ["hiring_log_high", "lending_log_high"])
def test_reciprocity_of_the_given_logs_is_the_expected_one(log):
    folder = given("fairness") / "expected"
    with gzip.open(folder / f"{log}.resource.handover.csv.gz", "rt") as rows:
        table = list(csv.DictReader(rows))
    arrows = {(row["from"], row["to"]): float(row["count_skip"]) for row in table}
    summary = json.loads((folder / f"{log}.summary.json").read_text())
    expected = summary["parties"]["resource"]
    found = reciprocity(arrows)
    assert found.weighted == pytest.approx(expected["reciprocity_weighted"], abs=1e-12)
    assert found.unweighted == pytest.approx(expected["reciprocity_unweighted"], abs=1e-12)
