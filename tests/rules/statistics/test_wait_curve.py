"""The curve of waits against the best known example of all (Freireich and others 1963)."""

import numpy as np
import pytest

from fullcircle.engines.statistics.waits import Wait, curve, quantile_with_interval
from tests.rules.statistics.test_waits import TREATED, UNTREATED

TREATED_WAITS = [Wait(weeks, ended) for weeks, ended in TREATED]
UNTREATED_WAITS = [Wait(weeks, True) for weeks in UNTREATED]
# Klein and Moeschberger (2003), tables 4.1 and 4.2: week, at risk, share, Greenwood's error.
PUBLISHED = [
    (6, 21, 0.857, 0.0764), (7, 17, 0.807, 0.0869), (10, 15, 0.753, 0.0963),
    (13, 12, 0.690, 0.1068), (16, 11, 0.627, 0.1141), (22, 7, 0.538, 0.1282),
    (23, 6, 0.448, 0.1346),
]  # fmt: skip
# Log-log interval by lifelines 0.30.3, KaplanMeierFitter, the same weeks.
LOG_LOG = [
    (0.619718, 0.951552), (0.563147, 0.922809), (0.503200, 0.889362), (0.431610, 0.849066),
    (0.367511, 0.804912), (0.267779, 0.746791), (0.188052, 0.680143),
]  # fmt: skip


def test_the_curve_and_its_errors_are_the_published_ones():
    steps = curve(TREATED_WAITS)
    assert [(step.minutes, step.at_risk) for step in steps] == [row[:2] for row in PUBLISHED]
    assert [step.waiting for step in steps] == pytest.approx([r[2] for r in PUBLISHED], abs=6e-4)
    assert [step.error for step in steps] == pytest.approx([r[3] for r in PUBLISHED], abs=6e-5)


def test_the_interval_of_the_curve_agrees_with_another_implementation():
    steps = curve(TREATED_WAITS)
    assert [step.low for step in steps] == pytest.approx([low for low, _ in LOG_LOG], abs=1e-6)
    assert [step.high for step in steps] == pytest.approx([high for _, high in LOG_LOG], abs=1e-6)


def test_medians_have_the_published_intervals():
    """R, package survival, conf.type "log-log"; lifelines 0.30.3 gives the same."""
    treated = quantile_with_interval(TREATED_WAITS, 0.5)
    untreated = quantile_with_interval(UNTREATED_WAITS, 0.5)
    assert (treated.value, treated.low, treated.high) == (23, 13, None)
    assert (untreated.value, untreated.low, untreated.high) == (8, 4, 11)
    assert (treated.n, treated.still_open) == (9, 12)


def test_without_open_waits_the_curve_is_the_plain_share():
    steps = curve(UNTREATED_WAITS)
    for step in steps:
        left = sum(weeks > step.minutes for weeks in UNTREATED) / len(UNTREATED)
        assert step.waiting == pytest.approx(left)
        # Greenwood without censoring is the binomial standard error.
        assert step.error == pytest.approx((left * (1 - left) / len(UNTREATED)) ** 0.5)
    assert (steps[-1].low, steps[-1].high) == (0.0, 0.0)


def test_one_row_may_stand_for_several_waits():
    together = [Wait(3, True, 2), Wait(9, True), Wait(9, False, 3)]
    apart = [Wait(3, True), Wait(3, True), Wait(9, True), *[Wait(9, False)] * 3]
    assert curve(together) == curve(apart)


def test_nobody_waited_nothing_is_known():
    assert curve([]) == ()
    assert quantile_with_interval([], 0.5) is None
    assert quantile_with_interval([Wait(5, True, 0)], 0.5) is None


def test_only_open_waits_give_no_quantile():
    found = quantile_with_interval([Wait(5, False, 4)], 0.5)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert (found.n, found.still_open) == (0, 4)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_quantile_lies_between_nought_and_one(share):
    with pytest.raises(ValueError, match="quantile"):
        quantile_with_interval(TREATED_WAITS, share)


def test_negative_waits_are_refused():
    with pytest.raises(ValueError, match="nought"):
        curve([Wait(-1, True)])


def test_the_interval_of_the_median_holds_the_truth():
    """Exponential waits of mean 60 minutes, cut off at random: the median is 60 ln 2."""
    dice = np.random.default_rng(20260714)
    held, rounds = 0, 600
    for _ in range(rounds):
        waits, looks = dice.exponential(60, 40), dice.exponential(120, 40)
        found = quantile_with_interval(
            [Wait(min(w, at), bool(w <= at)) for w, at in zip(waits, looks, strict=True)], 0.5
        )
        truth = 60 * np.log(2)
        held += (found.low or 0) <= truth <= (found.high or np.inf)
    assert held / rounds == pytest.approx(0.95, abs=0.036)
