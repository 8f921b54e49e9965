"""The customer graph: who hands over to whom. Plain values, in and out of JSON."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from fullcircle.engines.eventlog.mapping import Mapping


class PartyKind(StrEnum):
    PERSON = "person"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Edge:
    """`handovers` from `supplier` to `customer` (its customer: it uses what was handed over) in
    `cases` cases. `mean_wait_s` seconds lie between the completions, or, with start times, between
    the completion of the one and the begin of the other. `returns` counts how often the customer
    sent it straight back. A party with itself is an edge too (its pairs are no dealings)."""

    supplier: str
    customer: str
    handovers: int
    cases: int
    mean_wait_s: float | None
    returns: int = 0


@dataclass(frozen=True)
class Party:
    """`load` is its share of all events that have a party; `given` and `received` are hand-overs
    to and from others."""

    name: str
    kind: PartyKind
    events: int
    cases: int
    given: int
    received: int
    self_pairs: int
    load: float


@dataclass(frozen=True)
class Return:
    """`a` handed to `b` and had it straight back, `count` times (a-b-a, `a` is not `b`)."""

    a: str
    b: str
    count: int


@dataclass(frozen=True)
class Loop:
    """The `activity` was done again `repeats` times, in `cases` cases."""

    activity: str
    repeats: int
    cases: int


@dataclass(frozen=True)
class Subcontract:
    """S(x, y) of the published definition: `count` times x-y-x, over all triples."""

    x: str
    y: str
    count: int
    share: float


@dataclass(frozen=True)
class Together:
    """W(x, y) of the published definition: `cases` with both over cases with `x`."""

    x: str
    y: str
    cases: int
    share: float


@dataclass(frozen=True)
class DistanceEdge:
    """H_b(x, y) of the published definition; `weight` is its numerator."""

    supplier: str
    customer: str
    weight: float
    share: float


@dataclass(frozen=True)
class BadRow:
    """`line` in the file (or number of the event), `column` of the log, `value` cut to 200
    signs, and `why` it was set aside."""

    line: int
    column: str
    value: str
    why: str


@dataclass(frozen=True)
class BothWays:
    """Hand-overs between different parties and all pairs, under either rule for missing ones."""

    skip: int
    break_: int
    skip_pairs: int
    break_pairs: int


@dataclass(frozen=True)
class Graph:
    """Rows read = `events` + `set_aside_count` + `other_transitions`. `pairs` is the denominator:
    all pairs incl. those of a party with itself."""

    edges: tuple[Edge, ...]
    parties: tuple[Party, ...]
    rows: int
    events: int
    cases: int
    activities: int
    pairs: int
    without_party: int
    other_transitions: int
    first: datetime | None
    last: datetime | None
    both_ways: BothWays
    ties: int
    triples: int
    repeats: int
    mapping: Mapping
    options: dict[str, Any]
    returns: tuple[Return, ...] = ()
    loops: tuple[Loop, ...] = ()
    subcontracting: tuple[Subcontract, ...] = ()
    working_together: tuple[Together, ...] = ()
    with_distance: tuple[DistanceEdge, ...] = ()
    set_aside: tuple[BadRow, ...] = ()
    set_aside_count: int = 0
    cases_with_handover: int = 0
    transitions: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @cached_property
    def handovers(self) -> int:
        """Between different parties."""
        return sum(edge.handovers for edge in self.edges if edge.supplier != edge.customer)

    @property
    def reciprocity(self) -> float | None:
        """Share of hand-overs between different parties that are matched by one the other way;
        None without any."""
        there = {(e.supplier, e.customer): e.handovers for e in self.edges}
        between = [(pair, n) for pair, n in there.items() if pair[0] != pair[1]]
        total = sum(n for _pair, n in between)
        matched = sum(min(n, there.get((b, a), 0)) for (a, b), n in between)
        return matched / total if total else None

    def to_json(self) -> str:
        from fullcircle.engines.eventlog import graph_json

        return json.dumps(graph_json.as_dict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Graph":
        """Raises ValueError for a text that is no graph."""
        from fullcircle.engines.eventlog import graph_json

        return graph_json.from_dict(json.loads(text))
