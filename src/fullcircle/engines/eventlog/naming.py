"""Turns counts by number into edges, parties, returns and loops by name."""

from dataclasses import dataclass

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
    width = counted.width
    found = sorted(
        (names[key // width], names[key % width], *sums)
        for key, sums in zip(counted.pairs.tolist(), counted.pair_sums.T.tolist(), strict=True)
    )
    rows = [(row[0], row[1], row[2:]) for row in found]
    # The sums of the pair (B, A) hold what came back to A from B: a return on the arrow A to B.
    back = {
        (a, b): sums[counting.BACK_IN_TIME]
        for b, a, sums in rows
        if a != b and sums[counting.BACK_IN_TIME] and (a, b, a) not in options.planned_revisits
    }
    triples = int(counted.pair_sums[counting.TRIPLED].sum())
    subcontracting = (
        Subcontract(x, y, sums[counting.BACK], sums[counting.BACK] / triples)
        for y, x, sums in rows
        if sums[counting.BACK]
    )
    edges = tuple(
        Edge(a, b, sums[counting.COUNTED], sums[counting.CASES], _wait(sums), back.get((a, b), 0))
        for a, b, sums in rows
        if sums[counting.COUNTED]
    )
    return Pairs(
        edges=edges,
        returns=tuple(Return(a, b, n) for (a, b), n in sorted(back.items())),
        subcontracting=tuple(sorted(subcontracting, key=lambda found: (found.x, found.y))),
        both_ways=_both_ways(counted),
        pairs=sum(edge.handovers for edge in edges),
        triples=triples,
    )


def _both_ways(counted: Counted) -> BothWays:
    between = counted.pairs // counted.width != counted.pairs % counted.width
    every, unbroken = counted.pair_sums[counting.ALL], counted.pair_sums[counting.UNBROKEN]
    return BothWays(
        skip=int(every[between].sum()),
        break_=int(unbroken[between].sum()),
        skip_pairs=int(every.sum()),
        break_pairs=int(unbroken.sum()),
    )


def _wait(sums: tuple[int, ...]) -> float | None:
    known = sums[counting.KNOWN]
    if not known:
        return None
    total = sums[counting.SECONDS] * 1_000_000 + sums[counting.MICROSECONDS]
    return round(total / known / 1e6, 6)


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
