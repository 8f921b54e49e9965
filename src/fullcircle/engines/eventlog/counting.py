"""Counts over the chains of all cases."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fullcircle.engines.eventlog.events import since_1970
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
from fullcircle.engines.eventlog.warehouse import Warehouse

NOBODY = frozenset({"system", "batch", "robot", "automatic", "automation", "bot", "scheduler"})


@dataclass(frozen=True)
class Pairs:
    edges: tuple[Edge, ...]
    returns: tuple[Return, ...]
    subcontracting: tuple[Subcontract, ...]
    both_ways: BothWays
    pairs: int
    triples: int


@dataclass(frozen=True)
class Whole:
    """Figures over all cases."""

    cases: int
    ties: int
    cases_with_handover: int
    first: datetime | None
    last: datetime | None
    activities: int


def pairs(warehouse: Warehouse, options: Options, names: dict[int, str], wait: str) -> Pairs:
    """Everything that is counted per ordered pair, in one walk along the chains."""
    within = options.return_within
    inside = "" if within is None else f" AND taken_us - before_us <= {_microseconds(within)}"
    rows = warehouse.run(
        "SELECT supplier, customer, count(*) FILTER (paired), "  # noqa: S608  own SQL
        f"count(DISTINCT cid) FILTER (paired), sum({wait}) FILTER (paired), "
        f"count({wait}) FILTER (paired), count(*) FILTER (tripled AND before = customer), "
        f"count(*) FILTER (tripled AND before = customer{inside}), "
        "count(*), count(*) FILTER (paired_break), count(*) FILTER (tripled) "
        "FROM chain WHERE paired_skip GROUP BY supplier, customer"
    )
    found = sorted((names[row[0]], names[row[1]], *row[2:]) for row in rows)
    # The row (B, A) holds what came back to A from B: it belongs to the arrow from A to B.
    back = {(row[1], row[0]): _unplanned(row, options) for row in found}
    edges = tuple(
        Edge(a, b, n, cases, _mean(wait, known), back.get((a, b), 0))
        for a, b, n, cases, wait, known, *_ in found
        if n
    )
    triples = sum(row[10] for row in found)
    return Pairs(
        edges=edges,
        returns=tuple(Return(a, b, n) for (a, b), n in sorted(back.items()) if n),
        subcontracting=tuple(
            sorted(
                (Subcontract(row[1], row[0], row[6], row[6] / triples) for row in found if row[6]),
                key=lambda found: (found.x, found.y),
            )
        ),
        both_ways=_both_ways(found),
        pairs=sum(edge.handovers for edge in edges),
        triples=triples,
    )


def _both_ways(found: list[tuple[Any, ...]]) -> BothWays:
    between = [row for row in found if row[0] != row[1]]
    return BothWays(
        skip=sum(row[8] for row in between),
        break_=sum(row[9] for row in between),
        skip_pairs=sum(row[8] for row in found),
        break_pairs=sum(row[9] for row in found),
    )


def _unplanned(row: tuple[Any, ...], options: Options) -> int:
    """Times `customer` of this row had it straight back from `supplier`."""
    b, a = row[0], row[1]
    return 0 if a == b or (a, b, a) in options.planned_revisits else int(row[7])


def whole(warehouse: Warehouse) -> Whole:
    cases, ties, first, last = warehouse.row(
        "SELECT count(*) FILTER (NOT same), count(*) FILTER (same AND tied), min(at_us), max(at_us)"
        " FROM (SELECT at_us, coalesce(lag(cid) OVER () = cid, false) AS same, "
        "lag(at_us) OVER () = at_us AS tied FROM steps)"
    )
    (handed,) = warehouse.row(
        "SELECT count(*) FROM (SELECT DISTINCT cid FROM chain WHERE paired AND supplier <> customer)"
    )
    (activities,) = warehouse.row("SELECT count(DISTINCT aid) FROM steps")
    return Whole(cases, ties, handed, _instant(first), _instant(last), activities)


def parties(
    warehouse: Warehouse, names: dict[int, str], edges: tuple[Edge, ...], system: frozenset[str]
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
    rows = warehouse.run(
        "SELECT pid, count(*), count(DISTINCT cid) FROM steps WHERE pid IS NOT NULL GROUP BY pid"
    )
    total = sum(row[1] for row in rows)
    found = (
        Party(
            name=name,
            kind=PartyKind.SYSTEM if is_system(name, system) else PartyKind.PERSON,
            events=events,
            cases=cases,
            given=given.get(name, 0),
            received=received.get(name, 0),
            self_pairs=alone.get(name, 0),
            load=events / total,
        )
        for pid, events, cases in rows
        for name in (names[pid],)
    )
    return tuple(sorted(found, key=lambda party: party.name))


def is_system(name: str, told: frozenset[str]) -> bool:
    """Told so, or called so."""
    return name in told or name.strip().lower() in NOBODY


def loops(warehouse: Warehouse) -> tuple[Loop, ...]:
    """Activities done again in the same case, most often first. Where the log has a life cycle,
    only completed steps count: a start and its completion are no loop."""
    rows = warehouse.run(
        "SELECT name, sum(n - 1), count(*) FROM "
        "(SELECT cid, aid, count(*) AS n FROM steps WHERE done GROUP BY cid, aid) "
        "JOIN activities USING (aid) WHERE n > 1 GROUP BY name ORDER BY 2 DESC, 1"
    )
    return tuple(Loop(str(name), int(repeats), int(cases)) for name, repeats, cases in rows)


def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else since_1970(microseconds)


def _microseconds(span: timedelta) -> int:
    return span // timedelta(microseconds=1)


def _mean(total: int | None, known: int) -> float | None:
    return round(int(total or 0) / known / 1e6, 6) if known else None
