"""Differences between policies: paired, with honest intervals."""

from math import isnan

import numpy as np
import pytest

from fullcircle.engines.queueing.company import Link, LinkKey, Policy, Stage
from fullcircle.engines.queueing.company_measures import LinkMeasure, Measure, Whole
from fullcircle.engines.queueing.company_study import Scheme, bootstrap, mean_of, study
from tests.rules.queueing.companies import town_company

COMPANY = town_company()
HOMES, SHOPS, URGENT, OTHERS, ALL = 0, 1, 2, 3, -1
POLICIES = {
    "nothing": Policy(),
    "shops first": Policy(first_classes=frozenset({SHOPS})),
    "one more": Policy(more=(COMPANY.hands[4],)),
    "complete": Policy(complete=frozenset({LinkKey.BRIEFING})),
    "reserve": Policy(reserve=0.1),
    "merged": Policy(merged=frozenset({Stage.CALL, Stage.PLAN})),
}


@pytest.fixture(scope="module")
def told():
    heard = []
    found = study(COMPANY, POLICIES, Scheme(weeks=8, runs=12, seed=3), heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    return found


def test_a_policy_that_changes_nothing_differs_by_exactly_nothing(told):
    for what in Measure:
        paired = told.of_class("nothing", what, ALL).paired
        assert (paired.value, paired.low, paired.high) == (0.0, 0.0, 0.0)
    assert not told.of_class("nothing", Measure.WAIT, ALL).paired.apart_from_zero


def test_who_is_put_first_gains_and_the_others_come_second(told):
    shops = told.of_class("shops first", Measure.WAIT, SHOPS).paired
    homes = told.of_class("shops first", Measure.WAIT, HOMES).paired
    assert shops.high < 0 < homes.low
    assert told.of_whole("shops first", Whole.DISPLACED).paired.low > 0
    assert told.of_whole("shops first", Whole.NEWLY_BROKEN).paired.low > 0


def test_a_reserve_serves_urgent_jobs_at_the_cost_of_all_others(told):
    urgent = told.of_class("reserve", Measure.WAIT, URGENT).paired
    others = told.of_class("reserve", Measure.WAIT, OTHERS).paired
    assert urgent.value < 0 < others.low


def test_one_more_technician_helps_everybody_and_takes_from_nobody_much(told):
    for place in (HOMES, SHOPS):
        assert told.of_class("one more", Measure.WAIT, place).paired.high < 0
        assert told.of_class("one more", Measure.KEPT, place).paired.low > 0


def test_complete_briefings_leave_none_incomplete(told):
    link = told.of_link("complete", LinkKey.BRIEFING, LinkMeasure.INCOMPLETE)
    assert link.before.value == pytest.approx(0.2, abs=0.03)
    assert link.after.value == 0.0
    assert told.of_class("complete", Measure.WAIT, ALL).paired.value < 0


def test_merged_roles_have_no_hand_off_between_them(told):
    link = told.of_link("merged", LinkKey.INTAKE, LinkMeasure.WAIT)
    assert link.before.known
    assert isnan(link.after.value)
    assert link.paired.n == 0  # no data, not nought


def test_pairing_tells_apart_what_would_drown_in_chance(told):
    """The same callers, traffic and forgotten things in both: most of the noise cancels."""
    for name in ("complete", "reserve"):
        for place in (HOMES, SHOPS):
            seen = told.of_class(name, Measure.WAIT, place)
            assert seen.paired.value == pytest.approx(seen.unpaired.value)
            assert seen.paired.apart_from_zero
            assert name == "reserve" or not seen.unpaired.apart_from_zero
            half, loose = (figure.high - figure.value for figure in (seen.paired, seen.unpaired))
            assert half < 0.6 * loose


def test_time_is_counted_as_shares_of_what_was_there(told):
    for what in (Whole.FIELD, Whole.OFFICE, Whole.STRAIN):
        figure = told.of_whole("nothing", what).before
        assert 0 < figure.value < 1.2
    busy = told.of_whole("one more", Whole.FIELD)
    assert busy.paired.high < 0


def test_a_policy_under_which_the_work_never_ends_is_named_and_the_others_are_told():
    most_idle = Policy(reserve=0.97)
    found = study(COMPANY, {"idle": most_idle, "none": Policy()}, Scheme(weeks=4, runs=2, seed=3))
    assert found.never_done <= {"idle"}
    assert found.of_class("none", Measure.WAIT, ALL).paired.known


def test_the_same_seed_tells_the_same(told):
    again = study(COMPANY, {"complete": POLICIES["complete"]}, Scheme(weeks=8, runs=12, seed=3))
    first, second = (one.of_class("complete", Measure.WAIT, HOMES).paired for one in (told, again))
    assert first == second


def test_intervals_by_t_and_by_resampling_agree_on_many_runs():
    values = np.random.default_rng(5).normal(3.0, 2.0, 200)
    by_t, by_draws = mean_of(values), bootstrap(values)
    assert by_draws.value == by_t.value
    assert (by_draws.low, by_draws.high) == pytest.approx((by_t.low, by_t.high), abs=0.05)


def test_the_interval_of_t_is_the_one_of_the_tables():
    """Student (1908), the sleep data: mean difference 1.58, s 1.23, t(9) 2.262: 0.70 to 2.46."""
    sleep = np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])
    figure = mean_of(sleep)
    assert (figure.value, figure.low, figure.high) == pytest.approx((1.58, 0.70, 2.46), abs=0.005)


def test_no_run_with_data_is_no_data():
    nothing = mean_of(np.array([float("nan")]))
    assert nothing.n == 0
    assert not nothing.known
    one = mean_of(np.array([4.0, float("nan")]))
    assert (one.value, one.n, one.known) == (4.0, 1, False)
    assert bootstrap(np.array([4.0])).n == 1


def test_a_link_never_used_has_no_share():
    bare = town_company(links={LinkKey.INTAKE: Link(0.5)})
    told = study(bare, {}, Scheme(weeks=3, warm_up=1, runs=2))
    assert told.of_link("", LinkKey.CLOSEOUT, LinkMeasure.INCOMPLETE).before.value == 0.0
