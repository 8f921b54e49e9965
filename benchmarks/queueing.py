"""How many customers the simulator serves in a second, beside SimPy with the very same customers."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import simpy

from benchmarks.measured import Figure, middle
from fullcircle.engines.queueing.customers import Customers, Kind, draw
from fullcircle.engines.queueing.jobs import Exponential
from fullcircle.engines.queueing.station import serve

SERVERS, COUNT, SIMPY_COUNT, SEED, TIMES = 3, 200_000, 40_000, 1, 3
LOADS = (0.3, 0.9, 1.2)
LEAST = 200_000  # customers a second
RANKS = (0, 1, 2)


def figures() -> list[Figure]:
    """Three servers at a load of .8: first come first served, and with three ranks.

    Both programmes draw their customers first; ours checks the laws after the run, and that is
    in its time. The budget is given as time for each million customers: less is better.
    """
    told = []
    for ranks, what in ((None, "first come"), (RANKS, "three ranks")):
        ours = _rate(lambda ranks=ranks: _ours(ranks), COUNT)
        theirs = _rate(lambda ranks=ranks: _simpy(ranks), SIMPY_COUNT)
        told.append(
            Figure(
                what=f"simulator, 3 servers, {what}: a million customers",
                unit="s",
                value=1e6 / ours,
                limit=1e6 / LEAST,
                note=f"{ours:,.0f} customers a second; SimPy {theirs:,.0f}: {ours / theirs:.1f} x",
            )
        )
    return told


def _rate(run: Callable[[], float], count: int) -> float:
    """Customers for each second of processor time; the middle of several runs."""
    return count / middle([run() for _ in range(TIMES)])


def _customers(count: int) -> Customers:
    return draw([Kind(load, Exponential(1.0)) for load in LOADS], count, SEED)


def _ours(ranks: tuple[int, ...] | None) -> float:
    gc.collect()
    started = time.process_time()
    serve(_customers(COUNT), SERVERS, ranks)
    return time.process_time() - started


def _simpy(ranks: tuple[int, ...] | None) -> float:
    gc.collect()
    started = time.process_time()
    customers = _customers(SIMPY_COUNT)
    env = simpy.Environment()
    team = simpy.PriorityResource(env, capacity=SERVERS)
    waits = []

    def visit(kind, length):
        came = env.now
        with team.request(priority=0 if ranks is None else ranks[kind]) as turn:
            yield turn
            waits.append(env.now - came)
            yield env.timeout(length)

    def door():
        for at, kind, length in zip(
            customers.arrive.tolist(), customers.kind.tolist(), customers.length.tolist(),
            strict=True,
        ):  # fmt: skip
            yield env.timeout(at - env.now)
            env.process(visit(kind, length))

    env.process(door())
    env.run()
    return time.process_time() - started
