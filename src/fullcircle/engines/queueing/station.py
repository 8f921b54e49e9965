"""One station: so many servers, several kinds of customers, nobody interrupted.

An event loop over plain lists and one heap of the times at which servers come free. Every run is
checked against the laws of `laws.py` before anybody sees its figures.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace

import numpy as np

from fullcircle.engines.queueing.customers import Customers
from fullcircle.engines.queueing.jobs import Numbers
from fullcircle.engines.queueing.laws import check_little, check_work


@dataclass(frozen=True)
class Served:
    """When each customer began to be served and left, in the order of the customers."""

    customers: Customers
    servers: int
    begin: Numbers
    leave: Numbers

    @property
    def wait(self) -> Numbers:
        waits: Numbers = self.begin - self.customers.arrive
        return waits

    def waits_of(self, kind: int) -> Numbers:
        chosen: Numbers = self.wait[self.customers.kind == kind]
        return chosen

    @property
    def weighted_wait(self) -> float:
        """Sum over customers of job length times wait: what Kleinrock's law conserves."""
        return float(np.dot(self.customers.length, self.wait))


def serve(customers: Customers, servers: int, ranks: Sequence[int] | None = None) -> Served:
    """Serves everybody. `ranks[kind]` says who goes first (0 before 1); within a rank, and for all
    without ranks, first come first served. Raises BrokenLaw if the run cannot be right."""
    if servers < 1:
        raise ValueError("at least one server")
    begin = (
        _first_come(customers, servers) if ranks is None else _by_rank(customers, servers, ranks)
    )
    served = Served(customers, servers, begin, begin + customers.length)
    check_work(customers, served.begin, served.leave, servers)
    check_little(customers, served.leave)
    return served


def _first_come(customers: Customers, servers: int) -> Numbers:
    free = [0.0] * servers
    begin: list[float] = []
    note = begin.append
    for now, length in zip(customers.arrive.tolist(), customers.length.tolist(), strict=True):
        at = max(free[0], now)
        heapreplace(free, at + length)
        note(at)
    return np.array(begin, dtype=np.float64)


def _by_rank(customers: Customers, servers: int, ranks: Sequence[int]) -> Numbers:
    free = [0.0] * servers
    queues: list[deque[int]] = [deque() for _ in range(max(ranks, default=0) + 1)]
    arrive, length = customers.arrive.tolist(), customers.length.tolist()
    begin = [0.0] * len(arrive)
    waiting = 0
    for number, (now, kind) in enumerate(zip(arrive, customers.kind.tolist(), strict=True)):
        at = free[0]
        while waiting and at <= now:
            for queue in queues:
                if queue:
                    chosen = queue.popleft()
                    break
            begin[chosen] = at
            heapreplace(free, at + length[chosen])
            waiting -= 1
            at = free[0]
        if at <= now:
            begin[number] = now
            heapreplace(free, now + length[number])
        else:
            queues[ranks[kind]].append(number)
            waiting += 1
    for queue in queues:
        for chosen in queue:
            begin[chosen] = free[0]
            heapreplace(free, free[0] + length[chosen])
    return np.array(begin, dtype=np.float64)


def leave_when_interrupted(customers: Customers, ranks: Sequence[int]) -> Numbers:
    """When each customer leaves one server that a higher rank interrupts and that goes on later
    where it stopped. Checked against Little's law."""
    leave = [0.0] * customers.count
    here: list[tuple[int, int]] = []  # the heap of (rank, number): its top is being served
    left = customers.length.tolist()
    now = 0.0
    kinds = customers.kind.tolist()
    for number, arrival in enumerate(customers.arrive.tolist()):
        while here and now < arrival:
            top = here[0][1]
            if now + left[top] > arrival:
                left[top] -= arrival - now
                break
            now += left[top]
            leave[top] = now
            heappop(here)
        now = arrival
        heappush(here, (ranks[kinds[number]], number))
    while here:
        top = heappop(here)[1]
        now += left[top]
        leave[top] = now
    gone = np.array(leave, dtype=np.float64)
    check_little(customers, gone)
    return gone
