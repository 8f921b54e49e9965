"""The company cut down to one stage is the station, and the station is theory."""

import numpy as np
import pytest

from fullcircle.engines.queueing import formulas
from fullcircle.engines.queueing.batches import batch_mean
from fullcircle.engines.queueing.company import Policy
from fullcircle.engines.queueing.company_draws import Cases, draw_cases
from fullcircle.engines.queueing.company_study import Scheme, run_once
from fullcircle.engines.queueing.customers import Customers
from fullcircle.engines.queueing.jobs import Exponential, Fixed
from fullcircle.engines.queueing.station import serve
from tests.rules.queueing.companies import one_stage

SEED = 11
FIRST = Policy(first_classes=frozenset({0}))


def begun(rates, servers, job, policy, weeks) -> tuple[Cases, np.ndarray]:
    company = one_stage(rates, servers, job)
    cases = draw_cases(company, weeks, SEED, 0)
    outcome = run_once(company, policy, cases, Scheme(weeks=weeks, seed=SEED), 0)
    return cases, np.array(outcome.arrived)


@pytest.mark.parametrize("servers", [1, 3])
@pytest.mark.parametrize(("policy", "ranks"), [(Policy(), None), (FIRST, (0, 1))])
def test_both_simulators_begin_every_job_at_the_same_time(servers, policy, ranks):
    rates = (0.004 * servers, 0.009 * servers)
    cases, arrived = begun(rates, servers, Exponential(60), policy, 10)
    customers = Customers(np.array(cases.arrive), np.array(cases.group), np.array(cases.on_site[0]))
    assert cases.count > 1_000
    assert arrived.tolist() == serve(customers, servers, ranks).begin.tolist()


@pytest.mark.parametrize(
    ("servers", "job", "second_moment"),
    [(3, Exponential(60), 2 * 3600.0), (1, Exponential(60), 2 * 3600.0), (1, Fixed(60), 3600.0)],
    ids=["team", "one", "fixed jobs"],
)
def test_putting_a_class_first_gives_the_waits_of_theory(servers, job, second_moment):
    rates = (0.004 * servers, 0.009 * servers)
    cases, arrived = begun(rates, servers, job, FIRST, 300 // servers + 100)
    if servers == 1:
        theory = formulas.cobham([formulas.Stream(rate, 60.0, second_moment) for rate in rates])
    else:
        theory = formulas.cobham_pooled(rates, 1 / 60, servers)
    waits, group = arrived - np.array(cases.arrive), np.array(cases.group)
    for number, wait in enumerate(theory):
        assert batch_mean(waits[group == number]).away(wait) < 4


def test_putting_a_class_first_conserves_the_work_weighted_wait():
    rates = (0.004, 0.009)
    sums = []
    for policy in (Policy(), FIRST, Policy(first_classes=frozenset({1}))):
        cases, arrived = begun(rates, 1, Exponential(60), policy, 60)
        sums.append(float(np.dot(cases.on_site[0], arrived - np.array(cases.arrive))))
    assert sums == pytest.approx([sums[0]] * 3, rel=1e-9)
