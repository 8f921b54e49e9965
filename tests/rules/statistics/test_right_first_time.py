import numpy as np
import pytest

from fullcircle.engines.statistics.intervals import wilson
from fullcircle.engines.statistics.right_first_time import (
    Outcomes,
    chain,
    right_first_time,
    silence_window,
)


def test_silence_is_a_share_of_its_own_and_bounds_the_yield():
    found = right_first_time(
        Outcomes(accepted=60, clarified=5, returned=20, fixed=10, silent=10, pending=7)
    )
    assert found.known == wilson(55, 90)
    assert found.silent == wilson(10, 100)
    assert found.if_all_bad.value == 0.55
    assert found.if_all_good.value == 0.65
    assert (found.n, found.pending) == (100, 7)


def test_questions_pass_in_the_lenient_form_only():
    row = Outcomes(accepted=60, clarified=5, returned=20)
    assert right_first_time(row).known == wilson(55, 80)
    assert right_first_time(row, lenient=True).known == wilson(60, 80)


def test_the_truth_lies_between_the_bounds_whatever_the_silent_ones_were():
    """A known truth: 70 % of all are right, and those who are content answer half as often."""
    dice = np.random.default_rng(20260714)
    for _ in range(200):
        right = dice.random(200) < 0.7
        silent = dice.random(200) < np.where(right, 0.6, 0.2)
        found = right_first_time(
            Outcomes(
                accepted=int((right & ~silent).sum()),
                returned=int((~right & ~silent).sum()),
                silent=int(silent.sum()),
            )
        )
        assert found.if_all_bad.value <= right.mean() <= found.if_all_good.value
        # The known outcomes alone make it look worse than it is.
        assert found.known.value < right.mean()


def test_when_all_are_silent_there_is_no_yield_but_there_are_bounds():
    found = right_first_time(Outcomes(silent=4))
    assert found.known is None
    assert (found.if_all_bad.value, found.if_all_good.value) == (0, 1)


def test_young_dealings_alone_say_nothing():
    assert right_first_time(Outcomes(pending=9)) is None
    assert right_first_time(Outcomes()) is None


@pytest.mark.parametrize("row", [Outcomes(accepted=-1), Outcomes(accepted=1, clarified=2)])
def test_impossible_counts_are_refused(row):
    with pytest.raises(ValueError, match="accepted"):
        right_first_time(row)


def test_the_window_is_the_95th_percentile_but_three_days_at_least():
    assert silence_window([float(day) for day in range(1, 101)]) == 95.0
    assert silence_window([0.1, 0.2]) == 3.0
    assert silence_window([]) is None
    with pytest.raises(ValueError, match="delivered"):
        silence_window([-1.0])


def test_a_chain_shows_what_independence_would_give_and_what_was_seen():
    found = chain(70, 100, [0.9, 0.9, 0.8])
    assert found.clean == wilson(70, 100)
    assert found.product == pytest.approx(0.648)
    assert found.dependence == pytest.approx(0.052)
    assert chain(0, 0, [0.9]) is None
    assert chain(1, 2, []) is None
    with pytest.raises(ValueError, match="yields"):
        chain(1, 2, [1.2])
