"""The simulator against the formulas, and both against the published figures."""

import numpy as np
import pytest

from fullcircle.engines.queueing import formulas
from fullcircle.engines.queueing.batches import batch_mean
from fullcircle.engines.queueing.customers import Kind, draw
from fullcircle.engines.queueing.formulas import Stream
from fullcircle.engines.queueing.jobs import Exponential, LogNormal, Seen
from fullcircle.engines.queueing.refusals import NotStable
from fullcircle.engines.queueing.station import leave_when_interrupted, serve
from tests.rules.queueing.cases import CASES, COUNT, MIXED, SEED, Case


def by_formula(case: Case) -> list[float]:
    rates = [kind.rate for kind in case.kinds]
    if case.ranks is None:
        return [formulas.wait_first_come(sum(rates), 1.0, case.servers)]
    if case.servers == 1:
        return formulas.cobham([kind.stream for kind in case.kinds])
    return formulas.cobham_pooled(rates, 1.0, case.servers)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_formulas_give_the_published_waits(case):
    assert by_formula(case) == pytest.approx(case.waits, rel=3e-4)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_simulator_is_within_four_standard_errors_of_theory(case):
    served = serve(draw(case.kinds, COUNT, SEED), case.servers, case.ranks)
    for kind, wait in enumerate(by_formula(case)):
        measured = batch_mean(served.waits_of(kind))
        assert measured.away(wait) < 4, (case.name, kind, measured, wait)


def test_first_come_with_unlike_jobs_waits_as_pollaczek_and_khinchine_say():
    theory = formulas.pollaczek_khinchine([kind.stream for kind in MIXED])
    served = serve(draw(MIXED, COUNT, SEED), 1)
    assert batch_mean(served.wait).away(theory) < 4


def test_interrupting_higher_ranks_stay_as_the_preemptive_formula_says():
    kinds = [Kind(rate, Exponential(1.0)) for rate in (0.2, 0.3, 0.3)]
    customers = draw(kinds, COUNT, SEED)
    stays = leave_when_interrupted(customers, (0, 1, 2)) - customers.arrive
    for kind, theory in enumerate(formulas.preemptive_resume([0.2, 0.3, 0.3], 1.0)):
        assert batch_mean(stays[customers.kind == kind]).away(theory) < 4


def test_whom_one_puts_first_does_not_change_the_work_weighted_wait_of_one_server():
    customers = draw(MIXED, COUNT, SEED)
    equal = serve(customers, 1).weighted_wait
    for ranks in ((0, 1, 2), (2, 1, 0), (1, 0, 0)):
        assert serve(customers, 1, ranks).weighted_wait == pytest.approx(equal, rel=1e-3)


def test_whom_one_puts_first_does_not_change_it_for_a_pooled_team_with_one_job_length_either():
    customers = draw(CASES[3].kinds, COUNT, SEED)
    equal = serve(customers, 3).weighted_wait
    for ranks in ((0, 1, 2), (2, 1, 0)):
        assert serve(customers, 3, ranks).weighted_wait == pytest.approx(equal, rel=1e-3)


def test_theory_conserves_the_same_sum_for_every_order():
    streams = [kind.stream for kind in MIXED]
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        waits = formulas.cobham([streams[place] for place in order])
        total = sum(streams[place].load * wait for place, wait in zip(order, waits, strict=True))
        assert total == pytest.approx(formulas.conserved(streams))
    assert formulas.conserved(streams) == pytest.approx(80.06, rel=3e-4)


def test_theory_conserves_it_for_a_pooled_team_too():
    rates = (0.3, 0.9, 1.2)
    waits = formulas.cobham_pooled(rates, 1.0, 3)
    total = sum(rate / 3 * wait for rate, wait in zip(rates, waits, strict=True))
    assert total == pytest.approx(formulas.conserved_pooled(rates, 1.0, 3))


@pytest.mark.parametrize(
    ("urgent", "favoured", "others"), [(0.1, 18, 180), (0.5, 30, 297), (0.8, 58, 584)]
)
def test_when_most_are_urgent_urgency_stops_working(urgent, favoured, others):
    """METRICS 1.13: three technicians at .9, jobs of an hour, 163 minutes if all are equal."""
    equal = 60 * formulas.wait_first_come(2.7, 1.0, 3)
    split = formulas.favoured(0.9, 0.9 * urgent, equal)
    assert equal == pytest.approx(163, abs=0.6)
    assert (split.favoured, split.others) == pytest.approx((favoured, others), abs=0.6)
    assert (split.favoured, split.others) == pytest.approx(
        [60 * wait for wait in formulas.cobham_pooled([2.7 * urgent, 2.7 * (1 - urgent)], 1.0, 3)]
    )


def test_little_ties_the_number_present_to_the_stay():
    served = serve(draw([Kind(0.7, Exponential(1.0))], COUNT, SEED), 1)
    stay = float((served.leave - served.customers.arrive).mean())
    assert formulas.little(0.7, stay) == pytest.approx(0.7 / 0.3, rel=0.05)


def test_one_server_is_the_special_case_of_many():
    alike = [Stream(0.5, 1.0, 2.0)]
    assert formulas.wait_first_come(0.5, 1.0) == pytest.approx(formulas.pollaczek_khinchine(alike))
    assert formulas.cobham(alike) == pytest.approx(formulas.cobham_pooled([0.5], 1.0, 1))
    assert formulas.erlang_c(0.5, 1) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "asked",
    [
        lambda: formulas.erlang_c(3.0, 3),
        lambda: formulas.cobham([Stream(1.0, 1.0, 1.0)]),
        lambda: formulas.preemptive_resume([0.5, 0.6], 1.0),
        lambda: formulas.favoured(1.2, 0.1, 5.0),
    ],
)
def test_more_work_than_servers_has_no_mean_wait(asked):
    with pytest.raises(NotStable):
        asked()


@pytest.mark.parametrize(
    "job", [Exponential(7.0), LogNormal(40.0, 0.6), Seen([3.0, 4.0, 11.0])], ids=repr
)
def test_lengths_have_the_moments_they_name(job):
    drawn = job.draw(np.random.default_rng(SEED), 400_000)
    assert drawn.mean() == pytest.approx(job.mean, rel=0.01)
    assert (drawn**2).mean() == pytest.approx(job.second_moment, rel=0.03)
