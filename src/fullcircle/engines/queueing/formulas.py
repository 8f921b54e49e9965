"""Closed forms that the simulator is checked against.

Rates are customers per unit of time, waits are in the same unit and mean the time before service
begins (not the whole stay). Where a formula holds only under conditions, its docstring names them.
Sources: Erlang 1917; Pollaczek 1930 and Khinchine 1932; Cobham 1954; Little 1961; Kleinrock 1965.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fullcircle.engines.queueing.refusals import NotStable


@dataclass(frozen=True)
class Stream:
    """Customers of one kind: arrivals per unit of time, mean and mean square of their job."""

    rate: float
    mean: float
    second_moment: float

    @property
    def load(self) -> float:
        return self.rate * self.mean


@dataclass(frozen=True)
class Favoured:
    """Mean waits when one kind is put first, and the mean if nobody is."""

    favoured: float
    others: float
    equal: float


def erlang_c(offered: float, servers: int) -> float:
    """Chance that somebody who arrives has to wait (M/M/c); `offered` = rate times mean job.

    Raises NotStable when the servers are offered as much work as they can do, or more.
    """
    if servers < 1 or offered < 0:
        raise ValueError("at least one server and no negative work")
    if offered >= servers:
        raise NotStable(offered / servers)
    blocked = 1.0  # Erlang B by its recursion: no factorials that overflow
    for number in range(1, servers + 1):
        blocked = offered * blocked / (number + offered * blocked)
    share = offered / servers
    return blocked / (1 - share * (1 - blocked))


def wait_first_come(rate: float, service_rate: float, servers: int = 1) -> float:
    """Mean wait in M/M/c, first come first served: C / (c mu - lambda)."""
    chance = erlang_c(rate / service_rate, servers)
    return chance / (servers * service_rate - rate)


def pollaczek_khinchine(streams: Sequence[Stream]) -> float:
    """Mean wait with one server, Poisson arrivals, any jobs, first come first served."""
    load = _stable(sum(stream.load for stream in streams))
    return residual(streams) / (1 - load)


def residual(streams: Sequence[Stream]) -> float:
    """W0 of one server: mean work left in the job that an arrival finds begun."""
    return sum(stream.rate * stream.second_moment for stream in streams) / 2


def cobham(streams: Sequence[Stream]) -> list[float]:
    """Mean wait of each stream, highest priority first; one server, any jobs, none interrupted."""
    return _cobham([stream.load for stream in streams], residual(streams))


def cobham_pooled(rates: Sequence[float], service_rate: float, servers: int) -> list[float]:
    """The same for `servers` with ONE exponential job for all streams. With unlike means and more
    than one server there is no such formula: simulate."""
    capacity = servers * service_rate
    first = erlang_c(sum(rates) / service_rate, servers) / capacity
    return _cobham([rate / capacity for rate in rates], first)


def preemptive_resume(rates: Sequence[float], service_rate: float) -> list[float]:
    """Mean *stay* (wait and job) of each stream in M/M/1 when a higher stream interrupts a lower
    one, which goes on later where it stopped."""
    below, stays = 0.0, []
    _stable(sum(rates) / service_rate)
    for rate in rates:
        above, below = below, below + rate / service_rate
        stays.append(1 / service_rate / ((1 - above) * (1 - below)))
    return stays


def conserved(streams: Sequence[Stream]) -> float:
    """Kleinrock: the sum of load times mean wait, the same for every order of service that does
    not look at job lengths, interrupts nobody and never idles beside work (one server)."""
    load = _stable(sum(stream.load for stream in streams))
    return load * residual(streams) / (1 - load)


def conserved_pooled(rates: Sequence[float], service_rate: float, servers: int) -> float:
    """The same sum for `servers` with one exponential job for all; loads per server."""
    load = sum(rates) / (servers * service_rate)
    return load * wait_first_come(sum(rates), service_rate, servers)


def favoured(load: float, favoured_load: float, equal: float) -> Favoured:
    """Waits of those put first and of all others, from the wait if all are equal.

    `load` and `favoured_load` are per server. Exact for one server with any jobs alike for both
    kinds, and for teams with one exponential job; nobody is interrupted.
    """
    _stable(load)
    if not 0 <= favoured_load <= load:
        raise ValueError("the favoured load is part of the load")
    others = equal / (1 - favoured_load)
    return Favoured(others * (1 - load), others, equal)


def little(rate: float, stay: float) -> float:
    """Mean number present from arrivals per unit of time and mean stay."""
    return rate * stay


def _cobham(loads: Sequence[float], first: float) -> list[float]:
    _stable(sum(loads))
    below, waits = 0.0, []
    for load in loads:
        above, below = below, below + load
        waits.append(first / ((1 - above) * (1 - below)))
    return waits


def _stable(load: float) -> float:
    if load >= 1:
        raise NotStable(load)
    return load
