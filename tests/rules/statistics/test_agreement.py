import csv

import numpy as np
import pytest

from fullcircle.engines.statistics.agreement import alpha, icc1, rwg, toward_company
from fullcircle.engines.statistics.intervals import mean_t
from tests.rules.statistics.given_logs import given

# Shrout and Fleiss (1979), Psychological Bulletin 86, table 2: six targets, four judges.
JUDGED = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_the_shares_between_groups_are_the_published_ones():
    """Their table 4: ICC(1,1) .17, ICC(1,4) .44; the interval -.13 to .72 is that of R, psych."""
    found = icc1(JUDGED)
    assert found.value == pytest.approx(0.17, abs=0.005)
    assert found.of_means == pytest.approx(0.44, abs=0.005)
    assert (found.low, found.high) == pytest.approx((-0.13, 0.72), abs=0.005)
    assert (found.groups, found.n) == (6, 24)


def test_alpha_is_the_published_one():
    """Alpha is ICC(3,4): .91 in the same table."""
    assert alpha(JUDGED) == pytest.approx(0.91, abs=0.005)


def test_groups_of_unequal_size_by_hand():
    """1, 2 and 3, 4, 5, 6: mean squares 12 and 1.375, k = (6 - 20/6) / 1 = 8/3."""
    found = icc1([[1, 2], [3, 4, 5, 6]])
    assert found.value == pytest.approx((12 - 1.375) / (12 + 5 / 3 * 1.375))


def test_groups_of_unequal_size_recover_the_share_they_were_made_with():
    dice = np.random.default_rng(20260714)
    found = []
    for _ in range(200):
        sizes = dice.integers(2, 12, 25)
        groups = [(dice.normal(0, 0.5) + dice.normal(0, 1, size)).tolist() for size in sizes]
        found.append(icc1(groups))
    assert np.mean([one.value for one in found]) == pytest.approx(0.2, abs=0.02)
    assert np.mean([one.low <= 0.2 <= one.high for one in found]) == pytest.approx(0.95, abs=0.05)


def test_agreement_within_a_group_has_its_closed_forms():
    """James, Demaree and Wolf (1984): on five answers random answering has variance 2."""
    assert rwg([4, 4, 4, 4], options=5) == 1
    assert rwg([1, 2, 3, 4, 5], options=5) == pytest.approx(1 - 2.5 / 2)
    assert rwg([4, 5], options=5) == pytest.approx(0.75)
    assert rwg([4], options=5) is None
    with pytest.raises(ValueError, match="two answers"):
        rwg([1, 1], options=1)


def test_means_are_drawn_to_the_company_by_their_reliability():
    drawn = toward_company(JUDGED)
    share = icc1(JUDGED)
    trust = 4 * share.value / (1 + 3 * share.value)
    assert trust == pytest.approx(share.of_means)
    middle = np.mean(JUDGED)
    for group, one in zip(JUDGED, drawn, strict=True):
        assert one.value == pytest.approx(trust * np.mean(group) + (1 - trust) * middle)
        own = mean_t(group)
        assert one.high - one.value == pytest.approx(trust**0.5 * (own.high - own.value))
        assert one.value - one.low == pytest.approx(trust**0.5 * (own.value - own.low))


def test_drawn_means_are_nearer_to_the_truth():
    dice = np.random.default_rng(20260714)
    raw, drawn = [], []
    for _ in range(200):
        truth = dice.normal(3.5, 0.4, 12)
        groups = [dice.normal(one, 1.0, 6) for one in truth]
        found = toward_company([group.tolist() for group in groups])
        raw.append(
            np.mean([(group.mean() - t) ** 2 for group, t in zip(groups, truth, strict=True)])
        )
        drawn.append(np.mean([(one.value - t) ** 2 for one, t in zip(found, truth, strict=True)]))
    assert np.mean(drawn) < 0.75 * np.mean(raw)


def test_with_no_difference_between_groups_all_get_the_mean_of_the_company():
    drawn = toward_company([[1.0, 5.0], [5.0, 1.0], []])
    assert drawn[0] == drawn[1]
    assert drawn[0].value == 3.0
    assert drawn[2] is None
    assert toward_company([[], []]) == (None, None)


def test_what_cannot_be_told_is_not_told():
    assert icc1([[1.0, 2.0]]) is None
    assert icc1([[1.0], [2.0]]) is None
    assert icc1([[2.0, 2.0], [2.0, 2.0]]) is None
    assert icc1([[1.0, 1.0], [2.0, 2.0]]).value == 1.0
    assert alpha([]) is None
    assert alpha([[1.0], [2.0]]) is None
    assert alpha([[1, 2], [2, 1]]) is None
    with pytest.raises(ValueError, match="same questions"):
        alpha([[1, 2], [1]])


@pytest.mark.given
@pytest.mark.parametrize(
    ("block", "expected"),
    [("IMAG", 0.714447), ("CUEX", 0.432597), ("PERQ", 0.872406), ("PERV", 0.816695),
     ("CUSL", 0.441717)],
)  # fmt: skip
def test_alphas_of_the_given_survey_agree_with_another_implementation(block, expected):
    """ECSI mobile phones, 250 answers; pingouin 0.7.0, cronbach_alpha."""
    with (given("survey") / "ecsi_mobi.csv").open() as rows:
        answers = [
            [float(value) for name, value in row.items() if name.startswith(block)]
            for row in csv.DictReader(rows)
        ]
    assert len(answers) == 250
    assert alpha(answers) == pytest.approx(expected, abs=1e-6)
