"""Our Summers in a log of another system: through whom most passes, and what hangs on her alone."""

from collections import defaultdict, deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fullcircle.insight.graph.picture import Picture

# Shortest ways between all pairs cost parties times arrows; more than these few nobody looks at.
MOST_PARTIES = 150
type Arrows = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class LogSummer:
    """A party of a dropped log. `load`: of all cases, those that pass through it, 0 to 1.
    `betweenness`: of the shortest ways between two others, the share that leads through it, 0 to 1;
    None when it is not among the busiest. `only_source_of`: parties that get something from nobody
    else; `only_customer_of`: parties that give to nobody else."""

    name: str
    cases: int
    load: float
    betweenness: float | None
    only_source_of: tuple[str, ...]
    only_customer_of: tuple[str, ...]


def summers_of(picture: Picture, most: int = 3) -> tuple[LogSummer, ...]:
    """The people or groups with the highest load, the highest first; machines are left out."""
    busy = [node.key for node in picture.nodes if node.kind != "system"][:MOST_PARTIES]
    between = betweenness(busy, [(arrow.supplier, arrow.customer) for arrow in picture.arrows])
    onward: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for arrow in picture.arrows:
        onward[arrow.supplier].add(arrow.customer)
        sources[arrow.customer].add(arrow.supplier)
    return tuple(
        LogSummer(
            name=node.name,
            cases=node.cases,
            load=node.share,
            betweenness=between.get(node.key),
            only_source_of=tuple(sorted(who for who in sources if sources[who] == {node.key})),
            only_customer_of=tuple(sorted(who for who in onward if onward[who] == {node.key})),
        )
        for node in picture.nodes
        if node.kind != "system"
    )[:most]


def betweenness(parties: Collection[str], arrows: Collection[tuple[str, str]]) -> dict[str, float]:
    """Share of the shortest directed ways between all ordered pairs of other parties that lead
    through each, 0 to 1 (Brandes 2001). Arrows to parties that are not named are left out."""
    wanted = set(parties)
    onward: dict[str, list[str]] = {party: [] for party in wanted}
    for supplier, customer in arrows:
        if supplier in wanted and customer in wanted and supplier != customer:
            onward[supplier].append(customer)
    found = dict.fromkeys(wanted, 0.0)
    for start in wanted:
        _add_ways_from(start, onward, found)
    pairs = (len(wanted) - 1) * (len(wanted) - 2)
    return {party: value / pairs if pairs else 0.0 for party, value in found.items()}


def _add_ways_from(start: str, onward: Arrows, found: dict[str, float]) -> None:
    distance, ways = {start: 0}, {start: 1.0}
    before: dict[str, list[str]] = defaultdict(list)
    order, waiting = [], deque([start])
    while waiting:
        here = waiting.popleft()
        order.append(here)
        for there in onward[here]:
            if there not in distance:
                distance[there] = distance[here] + 1
                ways[there] = 0.0
                waiting.append(there)
            if distance[there] == distance[here] + 1:
                ways[there] += ways[here]
                before[there].append(here)
    hanging = dict.fromkeys(order, 0.0)
    for there in reversed(order):
        for here in before[there]:
            hanging[here] += ways[here] / ways[there] * (1 + hanging[there])
        if there != start:
            found[there] += hanging[there]
