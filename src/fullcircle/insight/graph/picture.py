"""The picture of a customer graph: the same shape for a dropped log and for our own history."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest

from fullcircle.engines.eventlog.graph import Edge, Graph, PartyKind
from fullcircle.engines.statistics.concentration import Reciprocity, reciprocity
from fullcircle.engines.statistics.intervals import Share
from fullcircle.insight.graph.states import Projection, Standing

# More than anybody can look at; the file of all of them is the command's `--out`.
MOST_ARROWS = 20_000


@dataclass(frozen=True)
class Node:
    """A party of the graph. `key` names it in addresses; `people`: how many hold this seat or are in
    this team (None for a log). `share`: of all cases, those that pass through it, 0 to 1."""

    key: str
    name: str
    kind: str = "person"  # person, role, team, outside, system
    cases: int = 0
    given: int = 0
    received: int = 0
    within: int = 0  # handed on inside the party itself: counted, not a dealing
    share: float = 0.0
    people: int | None = None


@dataclass(frozen=True)
class Arrow:
    """`supplier` hands over to `customer`: their keys. Seconds; None is "no data", never nought.

    `right`: right the first time, only where a card was agreed. `returns`: how often the customer
    sent it straight back (a proxy in a log). `matched`: of the dealings of the two, the share that
    goes both ways. `links`: keys of the declared links that carry it. `first` and `last`: when it
    was seen (None for a log). `proposal`: number of its ProposedLink. `wishes`: how many
    of the dealings are wishes between colleagues: they have no case and no hand-off behind them.
    """

    supplier: str
    customer: str
    dealings: int
    cases: int
    wait_mean_s: float | None = None
    wait_median_s: float | None = None
    right: Share | None = None
    returns: int = 0
    matched: float | None = None
    standing: Standing | None = None
    links: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    proposal: int | None = None
    wishes: int = 0


@dataclass(frozen=True)
class Chain:
    """A way that cases take through parties, and how many of them."""

    parties: tuple[str, ...]
    cases: int
    share: float


@dataclass(frozen=True)
class Picture:
    """`arrows`: the strongest first, without those of a party with itself (Node.within). `without`:
    what is not drawn and why, reason -> count. `reciprocity`: weighted; `mutual`: unweighted and
    corrected for density as well (METRICS 1.9): one-way chains are low by right, it is no target."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    dealings: int
    cases: int
    reciprocity: float | None
    first: datetime | None
    last: datetime | None
    projection: Projection | None = None
    scored: bool = False
    without: dict[str, int] = field(default_factory=dict)
    mutual: Reciprocity | None = None

    def node(self, key: str) -> Node | None:
        return next((node for node in self.nodes if node.key == key), None)

    def around(self, key: str) -> tuple[Arrow, ...]:
        """Everything that this party gives or receives."""
        return tuple(arrow for arrow in self.arrows if key in (arrow.supplier, arrow.customer))

    def at_least(self, dealings: int) -> tuple[Arrow, ...]:
        return tuple(arrow for arrow in self.arrows if arrow.dealings >= dealings)


def find_party(picture: Picture, text: str, most: int = 20) -> tuple[Node, ...]:
    """Parties whose name holds the text, whatever the case; those that begin with it first."""
    wanted = text.strip().casefold()
    if not wanted:
        return ()
    found = [node for node in picture.nodes if wanted in node.name.casefold()]
    found.sort(key=lambda node: (not node.name.casefold().startswith(wanted), node.name.casefold()))
    return tuple(found[:most])


def picture_of(graph: Graph) -> Picture:
    """The picture of a studied log. Names are keys. Nothing of it is scored."""
    between = [edge for edge in graph.edges if edge.supplier != edge.customer]
    weights = [(edge.supplier, edge.customer, edge.handovers) for edge in between]
    matched = matched_shares(weights)
    drawn = nlargest(MOST_ARROWS, between, key=lambda edge: edge.handovers)
    mutual = mutual_of(weights, len(graph.parties))
    nodes = [
        Node(
            key=party.name,
            name=party.name,
            kind="system" if party.kind is PartyKind.SYSTEM else "person",
            cases=party.cases,
            given=party.given,
            received=party.received,
            within=party.self_pairs,
            share=party.cases / graph.cases if graph.cases else 0.0,
        )
        for party in graph.parties
    ]
    return Picture(
        nodes=tuple(sorted(nodes, key=lambda node: (-node.cases, node.name))),
        arrows=strongest_first(_arrow(edge, matched) for edge in drawn),
        dealings=graph.handovers,
        cases=graph.cases,
        reciprocity=mutual.weighted if mutual else None,
        mutual=mutual,
        first=graph.first,
        last=graph.last,
        without=_without(graph, sum(edge.handovers for edge in drawn)),
    )


def strongest_first(arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    return tuple(sorted(arrows, key=lambda row: (-row.dealings, row.supplier, row.customer)))


def matched_shares(weights: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], float]:
    """For each ordered pair: twice the smaller of the two directions over their sum, 0 to 1."""
    there = {(supplier, customer): count for supplier, customer, count in weights}
    found = {}
    for (one, other), count in there.items():
        back = there.get((other, one), 0)
        found[one, other] = 2 * min(count, back) / (count + back) if count + back else 0.0
    return found


def mutual_of(arrows: Iterable[tuple[str, str, int]], parties: int) -> Reciprocity | None:
    """Of all parties, those without arrows too; None without arrows."""
    return reciprocity({(a, b): float(count) for a, b, count in arrows}, parties=parties)


def _arrow(edge: Edge, matched: dict[tuple[str, str], float]) -> Arrow:
    return Arrow(
        supplier=edge.supplier,
        customer=edge.customer,
        dealings=edge.handovers,
        cases=edge.cases,
        wait_mean_s=edge.mean_wait_s,
        returns=edge.returns,
        matched=matched[edge.supplier, edge.customer],
    )


def _without(graph: Graph, drawn: int) -> dict[str, int]:
    left_out = {
        "without a party": graph.without_party,
        "other life-cycle steps": graph.other_transitions,
        "set aside": graph.set_aside_count,
        "on weaker arrows": graph.handovers - drawn,
    }
    return {reason: count for reason, count in left_out.items() if count}
