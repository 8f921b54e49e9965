import numpy as np
import pytest

from fullcircle.engines.statistics.fairness import Favours, expected_favours, fairness
from fullcircle.engines.statistics.intervals import apart, poisson_exact, wilson
from fullcircle.engines.statistics.reasons import NoData, Reason
from tests.rules.statistics.given_logs import cases, given


def test_a_ratio_is_shown_from_five_expected_on():
    found = fairness([Favours("a", 9, 5.0), Favours("b", 3, 4.9), Favours("c", 8, 12.0)])
    assert [row.group for row in found.shown] == ["a", "c"]
    assert found.left_out == (("b", NoData(Reason.TOO_LITTLE_EXPECTED, 4.9, 5.0)),)
    assert found.shown[0].ratio == poisson_exact(9, 5.0)


def test_a_group_that_stands_out_is_flagged_and_drawn_to_the_others():
    groups = [Favours(str(at), 10 + at % 3, 11.0) for at in range(11)] + [Favours("x", 40, 11.0)]
    found = fairness(groups)
    assert [row.group for row in found.shown if row.outside] == ["x"]
    x = found.shown[-1]
    assert x.shrunk.value < x.ratio.value
    assert x.low < 1 < x.high < x.ratio.value


def test_chance_alone_seldom_flags_anybody():
    dice = np.random.default_rng(20260714)
    flagged = 0
    for _ in range(300):
        counts = dice.poisson(8.0, 12)
        found = fairness([Favours(str(at), int(k), 8.0) for at, k in enumerate(counts)])
        flagged += any(row.outside for row in found.shown)
    # 99.8 % limits, twelve groups: 2.4 % and a little for counts being whole numbers.
    assert flagged / 300 == pytest.approx(0.03, abs=0.03)


def test_groups_too_small_all_give_no_ratio_but_say_why():
    found = fairness([Favours("a", 1, 1.0)])
    assert found.shown == ()
    assert found.left_out[0][1].reason == Reason.TOO_LITTLE_EXPECTED
    assert fairness([]) is None


def test_expected_favours_come_from_the_reasons_only():
    """By hand: severe 6 of 10 favoured, mild 2 of 20; A asked 8 severe and 5 mild, B the rest."""
    rows = [("A", "severe", at < 6) for at in range(8)] + [("B", "severe", False)] * 2
    rows += [("A", "mild", False)] * 5 + [("B", "mild", at < 2) for at in range(15)]
    a, b = expected_favours(rows)
    assert (a.group, a.observed, a.expected) == ("A", 6, pytest.approx(8 * 0.6 + 5 * 0.1))
    assert (b.group, b.observed, b.expected) == ("B", 2, pytest.approx(2 * 0.6 + 15 * 0.1))
    assert a.expected + b.expected == pytest.approx(8)


def test_more_severe_work_is_no_favour():
    """All are treated by severity alone: a group with more severe work gets more, and that is in
    order. Without the reasons it would be flagged."""
    dice = np.random.default_rng(20260714)
    rows = []
    for group, severe in (("A", 0.7), ("B", 0.1)):
        for _ in range(2000):
            hard = dice.random() < severe
            rows.append(
                (group, "severe" if hard else "mild", dice.random() < (0.3 if hard else 0.05))
            )
    with_reasons = fairness(expected_favours(rows))
    without = fairness(expected_favours([(group, "", yes) for group, _, yes in rows]))
    assert not any(row.outside for row in with_reasons.shown)
    assert all(row.outside for row in without.shown)


@pytest.mark.given
@pytest.mark.parametrize(
    ("log", "favour"),
    [("hiring_log_high", "Make Job Offer"), ("lending_log_high", "Sign Loan Agreement")],
)
def test_a_planted_bias_is_seen_and_vanishes_when_the_labels_are_dealt_again(log, favour):
    rows = [
        (about["protected"], about["yearsOfEducation"], favour in acts)
        for about, acts in cases(given("fairness") / f"{log}.xes.gz")
    ]
    assert len(rows) == 10_000
    shares, found = by_label(rows), fairness(expected_favours(rows))
    assert apart(*shares)
    assert {row.group: row.outside for row in found.shown} == {"false": 1, "true": -1}
    assert all(not row.ratio.low <= 1 <= row.ratio.high for row in found.shown)

    dice = np.random.default_rng(20260714)
    labels, flagged = [label for label, _, _ in rows], 0
    for _ in range(20):
        mixed = dice.permutation(labels)
        dealt = [(str(label), why, yes) for label, (_, why, yes) in zip(mixed, rows, strict=True)]
        assert not apart(*by_label(dealt))
        flagged += any(row.outside for row in fairness(expected_favours(dealt)).shown)
    assert flagged == 0


def by_label(rows):
    return [
        wilson(sum(yes for label, _, yes in rows if label == one), sum(r[0] == one for r in rows))
        for one in ("false", "true")
    ]
