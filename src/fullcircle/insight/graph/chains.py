"""The ways that our own cases take: the most travelled chains of parties."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from fullcircle.insight.graph.parties import NOBODY, ends, staff
from fullcircle.insight.graph.picture import Chain
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.graph.studied import studied_handoffs
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require
from fullcircle.registry.people.refusals import NotAllowed

type Step = tuple[int, str, str]


def own_chains(
    *, by: Actor, projection: Projection, period: Period, most: int = 10
) -> tuple[Chain, ...]:
    """The most travelled ways of cases that had a hand-off in the period, by role or team. A way is
    who held it one after the other; what comes back to its giver is on the way again."""
    require(by, Permission.SEE_GRAPH)
    if projection is Projection.PERSON:
        raise NotAllowed("see the ways of single people", by.ref)
    both = ends(projection, staff())
    rows = (
        studied_handoffs(period)
        .annotate(supplier=both.supplier, customer=both.customer)
        .order_by("case_id", "given_at", "pk")
        .values_list("case_id", "supplier", "customer")
    )
    counted = Counter(_ways(rows.iterator(chunk_size=5_000)))
    total = sum(counted.values())
    ordered = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    return tuple(Chain(way, count, count / total) for way, count in ordered[:most])


def _ways(steps: Iterable[Step]) -> Iterator[tuple[str, ...]]:
    for _case, of_case in groupby(steps, key=lambda step: step[0]):
        way: list[str] = []
        for _, supplier, customer in of_case:
            for party in (supplier, customer):
                if party != NOBODY and (not way or way[-1] != party):
                    way.append(party)
        if len(way) > 1:
            yield tuple(way)
