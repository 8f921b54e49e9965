"""Turns counts by number into edges, parties, returns and loops by name."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fullcircle.engines.eventlog import counting
from fullcircle.engines.eventlog.counting import Counted
from fullcircle.engines.eventlog.graph import (
    BothWays,
    Edge,
    Loop,
    Party,
    PartyKind,
    Return,
    Subcontract,
)
from fullcircle.engines.eventlog.options import Options

NOBODY = frozenset({"system", "batch", "robot", "automatic", "automation", "bot", "scheduler"})


@dataclass(frozen=True)
class Pairs:
    edges: tuple[Edge, ...]
    returns: tuple[Return, ...]
    subcontracting: tuple[Subcontract, ...]
    both_ways: BothWays
    pairs: int
    triples: int


def pairs(counted: Counted, options: Options, names: dict[int, str]) -> Pairs:
    """Everything per ordered pair, in the order of the names."""
    # The sums of the pair (B, A) hold what came back to A from B: a return on the arrow A to B.
    planned = options.planned_revisits
    back = {
        (a, b): n
        for b, a, n in _named(counted, names, counting.BACK_IN_TIME)
        if a != b and (a, b, a) not in planned
    }
    triples = int(counted.pair_sums[counting.TRIPLED].sum())
    subcontracting = sorted((x, y, n) for y, x, n in _named(counted, names, counting.BACK))
    edges = _edges(counted, names, back)
    return Pairs(
        edges=edges,
        returns=tuple(Return(a, b, n) for (a, b), n in sorted(back.items())),
        subcontracting=tuple(Subcontract(x, y, n, n / triples) for x, y, n in subcontracting),
        both_ways=_both_ways(counted),
        pairs=int(counted.pair_sums[counting.COUNTED].sum()),
        triples=triples,
    )


def _named(counted: Counted, names: dict[int, str], row: int) -> Iterator[tuple[str, str, int]]:
    """The pairs with anything in that row of the sums."""
    there = counted.pair_sums[row] > 0
    keys, values = counted.pairs[there], counted.pair_sums[row][there]
    for key, n in zip(keys.tolist(), values.tolist(), strict=True):
        yield names[key // counted.width], names[key % counted.width], n


def _edges(
    counted: Counted, names: dict[int, str], back: dict[tuple[str, str], int]
) -> tuple[Edge, ...]:
    there = counted.pair_sums[counting.COUNTED] > 0
    keys, sums = counted.pairs[there], counted.pair_sums[:, there]
    known = sums[counting.KNOWN]
    total = sums[counting.SECONDS] * 1_000_000 + sums[counting.MICROSECONDS]
    waits = np.round(total / np.maximum(known, 1) / 1e6, 6)
    found = [
        Edge(a, b, n, cases, wait if times else None, back.get((a, b), 0))
        for a, b, n, cases, wait, times in zip(
            [names[pid] for pid in (keys // counted.width).tolist()],
            [names[pid] for pid in (keys % counted.width).tolist()],
            sums[counting.COUNTED].tolist(),
            sums[counting.CASES].tolist(),
            waits.tolist(),
            known.tolist(),
            strict=True,
        )
    ]
    return tuple(sorted(found, key=lambda edge: (edge.supplier, edge.customer)))


def _both_ways(counted: Counted) -> BothWays:
    between = counted.pairs // counted.width != counted.pairs % counted.width
    every, unbroken = counted.pair_sums[counting.ALL], counted.pair_sums[counting.UNBROKEN]
    return BothWays(
        skip=int(every[between].sum()),
        break_=int(unbroken[between].sum()),
        skip_pairs=int(every.sum()),
        break_pairs=int(unbroken.sum()),
    )


def parties(
    counted: Counted, names: dict[int, str], edges: tuple[Edge, ...], system: frozenset[str]
) -> tuple[Party, ...]:
    """Every party of an event that counts, by name."""
    given: dict[str, int] = {}
    received: dict[str, int] = {}
    alone: dict[str, int] = {}
    for edge in edges:
        if edge.supplier == edge.customer:
            alone[edge.supplier] = edge.handovers
            continue
        given[edge.supplier] = given.get(edge.supplier, 0) + edge.handovers
        received[edge.customer] = received.get(edge.customer, 0) + edge.handovers
    events, cases = counted.party_sums.tolist()
    total = sum(events)
    found = (
        Party(
            name=name,
            kind=PartyKind.SYSTEM if is_system(name, system) else PartyKind.PERSON,
            events=times,
            cases=in_cases,
            given=given.get(name, 0),
            received=received.get(name, 0),
            self_pairs=alone.get(name, 0),
            load=times / total,
        )
        for pid, times, in_cases in zip(counted.parties.tolist(), events, cases, strict=True)
        for name in (names[pid],)
    )
    return tuple(sorted(found, key=lambda party: party.name))


def is_system(name: str, told: frozenset[str]) -> bool:
    """Told so, or called so."""
    return name in told or name.strip().lower() in NOBODY


def loops(counted: Counted, activities: dict[int, str]) -> tuple[Loop, ...]:
    """Activities done again in the same case, most often first. Where the log has a life cycle,
    only completed steps count: a start and its completion are no loop."""
    times, cases = counted.activity_sums.tolist()
    found = (
        Loop(activities[aid], repeats, in_cases)
        for aid, repeats, in_cases in zip(counted.activities.tolist(), times, cases, strict=True)
    )
    return tuple(sorted(found, key=lambda loop: (-loop.repeats, loop.activity)))
