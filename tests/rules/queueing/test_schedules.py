"""Schedules short enough to work out by hand, and the laws that catch a wrong simulator."""

import numpy as np
import pytest

from fullcircle.engines.queueing import laws
from fullcircle.engines.queueing.batches import batch_mean
from fullcircle.engines.queueing.customers import Customers, given
from fullcircle.engines.queueing.refusals import BrokenLaw
from fullcircle.engines.queueing.station import leave_when_interrupted, serve

# (arrival, kind, length)
FOUR = given([(0, 1, 5), (1, 1, 2), (2, 0, 1), (3, 1, 4)])


def test_first_come_on_one_server():
    assert serve(FOUR, 1).begin.tolist() == [0, 5, 7, 8]


def test_a_higher_rank_passes_whoever_waits_but_not_who_is_served():
    assert serve(FOUR, 1, (0, 1)).begin.tolist() == [0, 6, 5, 8]


def test_an_interrupting_rank_goes_in_at_once():
    assert leave_when_interrupted(FOUR, (0, 1)).tolist() == [6, 8, 3, 12]


def test_two_servers():
    assert serve(FOUR, 2).begin.tolist() == [0, 1, 3, 4]


def test_one_who_comes_as_another_leaves_is_served_at_once():
    assert serve(given([(0, 0, 2), (2, 0, 2), (4, 0, 1)]), 1, (0,)).wait.tolist() == [0, 0, 0]


def test_one_who_comes_as_another_leaves_stands_behind_those_who_waited():
    late = given([(0, 1, 2), (1, 1, 3), (2, 0, 1)])
    # At 2 both could begin: the job that waited is taken as the server comes free, before the new one.
    assert serve(late, 1, (0, 1)).begin.tolist() == [0, 2, 5]


def test_nobody_comes_and_nothing_happens():
    nobody = Customers(np.array([]), np.array([], dtype=np.int64), np.array([]))
    assert serve(nobody, 2).begin.size == 0
    assert serve(nobody, 2, ()).begin.size == 0


@pytest.mark.parametrize(
    ("rows", "said"),
    [([(1, 0, 1), (0, 0, 1)], "order"), ([(0, 0, -1)], "shorter than nothing")],
)
def test_customers_that_cannot_be_are_refused(rows, said):
    with pytest.raises(ValueError, match=said):
        given(rows)


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        ([0, 5, 7, 9], "rested"),
        ([0, 4, 7, 8], "more customers in service"),
        ([0, 5, 1, 8], "before they came"),
    ],
)
def test_the_law_of_work_catches_a_wrong_schedule(begin, said):
    wrong = np.array(begin, dtype=np.float64)
    with pytest.raises(BrokenLaw, match=said):
        laws.check_work(FOUR, wrong, wrong + FOUR.length, 1)


def test_the_law_of_little_catches_somebody_who_left_before_they_came():
    with pytest.raises(BrokenLaw):
        laws.check_little(FOUR, np.array([5.0, 0.5, 8.0, 12.0]))


def test_the_law_of_little_catches_somebody_who_never_left():
    with pytest.raises(BrokenLaw):
        laws.check_little(FOUR, np.array([5.0, np.nan, 8.0, 12.0]))


def test_a_batch_mean_of_equal_values_has_no_error():
    flat = batch_mean(np.full(1000, 3.0))
    assert (flat.mean, flat.error) == (3.0, 0.0)


def test_too_few_values_have_no_batch_mean():
    with pytest.raises(ValueError, match="too few"):
        batch_mean(np.arange(10.0))
