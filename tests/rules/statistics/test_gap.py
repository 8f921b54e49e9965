import csv

import pytest

from fullcircle.engines.statistics.gap import expectation_gap
from fullcircle.engines.statistics.intervals import wilson
from fullcircle.engines.statistics.reasons import NoData, Reason
from tests.rules.statistics.given_logs import given


def test_both_parts_are_shown_beside_their_difference():
    found = expectation_gap([(4, 3), (2, 4), (5, 4), (3, 3), (4, 2), (1, 3)])
    assert found.perceived.value == pytest.approx(19 / 6)
    assert found.least.value == pytest.approx(19 / 6)
    assert found.difference.value == pytest.approx(0)
    assert found.below == wilson(2, 6)
    assert found.n == 6


def test_fewer_than_five_raters_give_a_reason():
    assert expectation_gap([(4, 3)] * 4) == NoData(Reason.TOO_FEW, 4, 5)
    assert expectation_gap([]) == NoData(Reason.TOO_FEW, 0, 5)


def test_answers_off_the_scale_are_refused():
    with pytest.raises(ValueError, match="scale"):
        expectation_gap([(6, 3)] * 5)
    with pytest.raises(ValueError, match="group"):
        expectation_gap([(4, 3)], raters=1)


@pytest.mark.given
def test_the_gap_of_the_given_survey_agrees_with_another_implementation():
    """scipy 1.18 ttest_rel and statsmodels 0.15.0 (tconfint_mean, Wilson) over PERQ1 and CUEX1. The
    wordings are not paired: this checks the sums, it is no finding."""
    with (given("survey") / "ecsi_mobi.csv").open() as rows:
        answers = [(float(row["PERQ1"]), float(row["CUEX1"])) for row in csv.DictReader(rows)]
    found = expectation_gap(answers, scale=(1, 10))
    assert found.difference.value == pytest.approx(0.364)
    assert (found.difference.low, found.difference.high) == pytest.approx((0.1478331, 0.5801669))
    assert (found.perceived.low, found.perceived.high) == pytest.approx((7.7669191, 8.1210809))
    assert (found.below.low, found.below.high) == pytest.approx((0.1912488, 0.2966205))
    assert found.below.hits == 60
