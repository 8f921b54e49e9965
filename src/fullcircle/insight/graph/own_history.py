"""Our own history as a customer graph: who handed what to whom, and how it was received.

By role or team the arrows carry figures, where a card was agreed. By person they carry counts alone:
personal numbers are for the person (`own_neighbourhood`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import connection
from django.db.models import Count, DateTimeField, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from fullcircle.engines.statistics.intervals import wilson
from fullcircle.engines.statistics.waits import Wait, quantiles
from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import HandoffState
from fullcircle.insight.graph.declared import Relations, relations
from fullcircle.insight.graph.parties import (
    NOBODY,
    Ends,
    Staff,
    ends,
    kind_of,
    name_of,
    people_in,
    staff,
)
from fullcircle.insight.graph.picture import (
    Arrow,
    Node,
    Picture,
    matched_shares,
    mutual_of,
    strongest_first,
)
from fullcircle.insight.graph.states import Projection, Standing
from fullcircle.insight.graph.studied import studied_asks, studied_handoffs
from fullcircle.insight.graph.wished import wishes
from fullcircle.insight.periods import Period
from fullcircle.insight.tallies import KNOWN, RIGHT, MinutesBetween
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require

MINUTE = 60.0
SCORED = (Standing.DECLARED, Standing.CONFIRMED)
type Pair = tuple[str, str]


@dataclass
class _Sum:
    """Counts of one ordered pair over the links that carry it."""

    dealings: int = 0
    cases: int = 0
    known: int = 0
    right: int = 0
    returned: int = 0
    first: datetime | None = None
    last: datetime | None = None
    wishes: int = 0
    links: set[str] = field(default_factory=set)
    waits: list[Wait] = field(default_factory=list)

    def add_wish(self, at: datetime) -> None:
        self.dealings += 1
        self.wishes += 1
        self.first = min(self.first or at, at)
        self.last = max(self.last or at, at)


def own_picture(*, by: Actor, projection: Projection, period: Period) -> Picture:
    """Ten queries at most, however much happened. Raises NotAllowed without SEE_GRAPH."""
    require(by, Permission.SEE_GRAPH)
    everybody = staff()
    rows = studied_handoffs(period)
    sums = _sums(rows, projection, everybody)
    for pair, at in wishes(studied_asks(period), projection, everybody):
        sums.setdefault(pair, _Sum()).add_wish(at)
    known = relations() if projection is Projection.ROLE else Relations()
    arrows = [
        _arrow(pair, found, known, projection)
        for pair, found in sums.items()
        if pair[0] != pair[1] and NOBODY not in pair
    ]
    return _picture(rows, sums, arrows, projection, everybody)


def own_neighbourhood(*, by: Actor, period: Period) -> Picture:
    """Whom this person serves and who serves them, with figures: for that person alone."""
    person = by.needed_person_id
    everybody = staff()
    rows = studied_handoffs(period).filter(Q(giver_id=person) | Q(receiver_id=person))
    sums = _sums(rows, Projection.PERSON, everybody)
    mine = studied_asks(period).filter(Q(from_person_id=person) | Q(to_person_id=person))
    for pair, at in wishes(mine, Projection.PERSON, everybody):
        sums.setdefault(pair, _Sum()).add_wish(at)
    arrows = [
        _arrow(pair, found, Relations(), None)
        for pair, found in sums.items()
        if pair[0] != pair[1] and NOBODY not in pair
    ]
    shown = _picture(rows, sums, arrows, Projection.PERSON, everybody)
    return replace(shown, scored=True)


def _picture(
    rows: "QuerySet[Handoff]",
    sums: Mapping[Pair, _Sum],
    arrows: list[Arrow],
    projection: Projection,
    everybody: Staff,
) -> Picture:
    shown = strongest_first(_with_matched(arrows))
    total = rows.aggregate(cases=Count("case_id", distinct=True))["cases"] or 0
    nodes = _nodes(sums, passing(rows, ends(projection, everybody)), total, everybody)
    mutual = mutual_of(
        ((arrow.supplier, arrow.customer, arrow.dealings) for arrow in shown), len(nodes)
    )
    seen = [found for found in sums.values() if found.first and found.last]
    return Picture(
        nodes=nodes,
        arrows=shown,
        dealings=sum(arrow.dealings for arrow in shown),
        cases=total,
        reciprocity=mutual.weighted if mutual else None,
        mutual=mutual,
        first=min((found.first for found in seen if found.first), default=None),
        last=max((found.last for found in seen if found.last), default=None),
        projection=projection,
        scored=projection is not Projection.PERSON,
        without=_without(sums),
    )


def _sums(rows: "QuerySet[Handoff]", projection: Projection, everybody: Staff) -> dict[Pair, _Sum]:
    """Two queries: counts, and waits by the minute."""
    both = ends(projection, everybody)
    grouped = rows.annotate(supplier=both.supplier, customer=both.customer).order_by()
    found: dict[Pair, _Sum] = {}
    counts = grouped.values_list("supplier", "customer").annotate(
        dealings=Count("pk"),
        cases=Count("case_id", distinct=True),
        known=Count("pk", filter=KNOWN),
        right=Count("pk", filter=RIGHT),
        returned=Count("returned_first_at"),
        first=Min("given_at"),
        last=Max("given_at"),
    )
    for supplier, customer, *values in counts:
        found[supplier, customer] = _Sum(*values)
    # The company's time may stand before what was given (a replay): a wait is never negative.
    now = Value(clock.now(), output_field=DateTimeField())
    waits = (
        grouped.annotate(minutes=MinutesBetween(Coalesce("outcome_at", now), F("given_at")))
        .values_list("supplier", "customer", "link__key", "minutes", "state")
        .annotate(count=Count("pk"))
    )
    for supplier, customer, link, minutes, state, count in waits:
        decided = state == HandoffState.ACCEPTED
        row = found[supplier, customer]
        row.links.add(link)
        row.waits.append(Wait(max(0, minutes), decided, count))
    return found


def _arrow(pair: Pair, found: _Sum, known: Relations, projection: Projection | None) -> Arrow:
    """Unscored: counts alone. `projection` None: somebody's own, scored."""
    by_role = projection is Projection.ROLE
    seen = (found.dealings, found.first, found.last)
    standing = known.standing(pair, *seen) if by_role else None
    scored = projection is not Projection.PERSON and (standing is None or standing in SCORED)
    arrow = Arrow(
        supplier=pair[0],
        customer=pair[1],
        dealings=found.dealings,
        cases=found.cases,
        standing=standing,
        links=tuple(sorted(found.links)),
        first=found.first,
        last=found.last,
        wishes=found.wishes,
        proposal=known.proposal(pair),
    )
    if not scored:
        return arrow
    median, _ = quantiles(found.waits, (0.5, 0.9))
    return replace(
        arrow,
        wait_median_s=median * MINUTE if median is not None else None,
        wait_mean_s=_mean(found.waits),
        right=wilson(found.right, found.known),
        returns=found.returned,
    )


def _mean(waits: Iterable[Wait]) -> float | None:
    """Seconds, of those that were taken up."""
    decided = [wait for wait in waits if wait.decided]
    count = sum(wait.count for wait in decided)
    return MINUTE * sum(wait.minutes * wait.count for wait in decided) / count if count else None


def _with_matched(arrows: list[Arrow]) -> list[Arrow]:
    matched = matched_shares((row.supplier, row.customer, row.dealings) for row in arrows)
    return [replace(row, matched=matched[row.supplier, row.customer]) for row in arrows]


def _nodes(
    sums: Mapping[Pair, _Sum], passing: Mapping[str, int], total: int, everybody: Staff
) -> tuple[Node, ...]:
    given: Counter[str] = Counter()
    received: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for (supplier, customer), found in sums.items():
        if supplier == customer:
            within[supplier] += found.dealings
        elif NOBODY not in (supplier, customer):
            given[supplier] += found.dealings
            received[customer] += found.dealings
    nodes = [
        Node(
            key=key,
            name=name_of(key, everybody),
            kind=kind_of(key),
            cases=passing.get(key, 0),
            given=given[key],
            received=received[key],
            within=within[key],
            share=passing.get(key, 0) / total if total else 0.0,
            people=people_in(key, everybody),
        )
        for key in {*given, *received, *within} - {NOBODY}
    ]
    return tuple(sorted(nodes, key=lambda node: (-node.cases, node.key)))


def passing(rows: "QuerySet[Handoff]", both: Ends) -> dict[str, int]:
    """Party -> in how many cases it gave or received. One query: the database counts the union."""
    gave = rows.annotate(party=both.supplier).order_by().values_list("case_id", "party")
    got = rows.annotate(party=both.customer).order_by().values_list("case_id", "party")
    inner, values = gave.union(got).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT party, COUNT(*) FROM ({inner}) AS passing GROUP BY party",  # noqa: S608  built by the framework
            values,
        )
        return {str(party): int(count) for party, count in cursor.fetchall()}


def _without(sums: Mapping[Pair, _Sum]) -> dict[str, int]:
    lost = sum(found.dealings for pair, found in sums.items() if NOBODY in pair)
    within = sum(found.dealings for (a, b), found in sums.items() if a == b and a != NOBODY)
    left_out = {"not taken up, or giver unknown": lost, "inside one party": within}
    return {reason: count for reason, count in left_out.items() if count}
