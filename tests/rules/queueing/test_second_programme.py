"""SimPy as a second implementation: the same customers, the same waits, to the last digit."""

import pytest
import simpy

from fullcircle.engines.queueing.customers import Customers, draw
from fullcircle.engines.queueing.station import leave_when_interrupted, serve
from tests.rules.queueing.cases import CASES, MIXED, SEED


def by_simpy(customers: Customers, servers: int, ranks: tuple[int, ...] | None) -> list[float]:
    env = simpy.Environment()
    team = simpy.PriorityResource(env, capacity=servers)
    begin = [0.0] * customers.count

    def visit(number, kind, length):
        with team.request(priority=0 if ranks is None else ranks[kind]) as turn:
            yield turn
            begin[number] = env.now
            yield env.timeout(length)

    def door():
        rows = zip(
            customers.arrive.tolist(),
            customers.kind.tolist(),
            customers.length.tolist(),
            strict=True,
        )
        for number, (arrival, kind, length) in enumerate(rows):
            yield env.timeout(arrival - env.now)
            env.process(visit(number, kind, length))

    env.process(door())
    env.run()
    return begin


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_programmes_begin_every_job_at_the_same_time(case):
    customers = draw(case.kinds, 3_000, SEED)
    ours = serve(customers, case.servers, case.ranks).begin
    assert ours.tolist() == pytest.approx(by_simpy(customers, case.servers, case.ranks))


def interrupted_by_simpy(customers: Customers, ranks: tuple[int, ...]) -> list[float]:
    env = simpy.Environment()
    server = simpy.PreemptiveResource(env, capacity=1)
    leave = [0.0] * customers.count

    def visit(number, arrival, rank, left):
        yield env.timeout(arrival)
        while left > 1e-12:
            # Trap: by rank alone SimPy puts one who was interrupted behind its equals.
            with server.request(priority=(rank, number), preempt=True) as turn:
                yield turn
                since = env.now
                try:
                    yield env.timeout(left)
                    left = 0.0
                except simpy.Interrupt:
                    left -= env.now - since
        leave[number] = env.now

    for number in range(customers.count):
        rank = ranks[int(customers.kind[number])]
        arrival, length = float(customers.arrive[number]), float(customers.length[number])
        env.process(visit(number, arrival, rank, length))
    env.run()
    return leave


def test_both_programmes_let_everybody_leave_at_the_same_time_when_ranks_interrupt():
    customers = draw(MIXED, 1_000, SEED)
    ours = leave_when_interrupted(customers, (0, 1, 2))
    assert ours.tolist() == pytest.approx(interrupted_by_simpy(customers, (0, 1, 2)))
