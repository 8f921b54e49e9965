import numpy as np
import pytest
from scipy import stats

from fullcircle.engines.statistics.ranks import spearman, top_overlap

# Zar (1972), exact two-sided probabilities of Spearman's coefficient, orderings out of n!.
PUBLISHED = [
    ([1, 2, 3, 4], [1, 2, 3, 4], 1.0, 2 / 24),
    ([1, 2, 3, 4], [4, 3, 2, 1], -1.0, 2 / 24),
    ([1, 2, 3, 4, 5], [2, 1, 3, 4, 5], 0.9, 10 / 120),
    ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 1.0, 2 / 120),
    ([1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 6, 5], 0.886, 24 / 720),
    ([1, 2, 3, 4, 5, 6, 7], [2, 1, 3, 5, 4, 7, 6], 0.893, 0.0123),
]


@pytest.mark.parametrize(("one", "other", "value", "chance"), PUBLISHED)
def test_small_rankings_have_the_published_probability(one, other, value, chance):
    found = spearman(one, other)
    assert found.value == pytest.approx(value, abs=5e-4)
    assert found.chance == pytest.approx(chance, abs=5e-4)
    assert found.exact


def test_ties_and_many_things_agree_with_another_implementation():
    dice = np.random.default_rng(3)
    one, other = dice.integers(0, 6, 20), dice.integers(0, 6, 20)
    found, plain = spearman(one.tolist(), other.tolist()), stats.spearmanr(one, other)
    assert found.value == pytest.approx(plain.statistic)
    # Drawn: four standard errors in 10,000 orderings around the t approximation.
    assert found.chance == pytest.approx(plain.pvalue, abs=0.03)
    assert not found.exact


def test_rankings_that_say_nothing_have_no_agreement():
    assert spearman([1, 2], [1, 2]) is None
    assert spearman([1, 1, 1], [1, 2, 3]) is None
    with pytest.raises(ValueError, match="same things"):
        spearman([1, 2, 3], [1, 2])


def test_the_overlap_of_the_first_three():
    assert top_overlap(["right", "time", "whole", "kind"], ["whole", "kind", "right", "time"]) == 2
    assert top_overlap(["right"], ["right"]) is None
    with pytest.raises(ValueError, match="once"):
        top_overlap(["right", "right", "time"], ["a", "b", "c"])
