"""Each seat as server and as customer, role to role; and what goes both ways between teams."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Concat

from fullcircle.engines.statistics.concentration import Reciprocity, reciprocity
from fullcircle.engines.statistics.differences import difference_of_shares
from fullcircle.engines.statistics.intervals import Estimate
from fullcircle.handoffs.models import Handoff, Link
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.counting import (
    Counted,
    Tally,
    counted,
    counts,
    narrowed,
    together,
)
from fullcircle.insight.reports.definitions import Definition, definition
from fullcircle.insight.reports.measures import Measure
from fullcircle.registry.people.models import PersonSeat

CUSTOMER = "customer"
FEWEST = 2


@dataclass(frozen=True)
class SeatFigures:
    """`gives`: right the first time of what the seat hands over; `gets`: of what it is handed;
    `balance`: the first minus the second. `hidden`: one person sits there, so nothing is shown."""

    seat: str
    gives: Counted
    gets: Counted
    balance: Estimate | None
    hidden: bool = False


@dataclass(frozen=True)
class Pair:
    """What goes from one seat to another; `balance` against the way back, None without one."""

    server: str
    served: str
    figure: Counted
    balance: Estimate | None
    hidden: bool


@dataclass(frozen=True)
class SeatsReport:
    seats: tuple[SeatFigures, ...]
    pairs: tuple[Pair, ...]
    teams: Reciprocity | None


def seats_report(period: Period, *, at: datetime) -> SeatsReport:
    """Four queries. Seats and pairs in the order of the chain."""
    meant = definition(Measure.RIGHT_FIRST_TIME, at=at)
    ends = Concat(
        F("link__giver_seat"), Value(" "), F("link__receiver_seat"), output_field=CharField()
    )
    found = counts(meant, narrowed(meant, period, {}), ends)
    order = [
        (giver, receiver)
        for giver, receiver in Link.objects.order_by("position").values_list(
            "giver_seat", "receiver_seat"
        )
        if f"{giver} {receiver}" in found
    ]
    held = dict(
        PersonSeat.objects.filter(person__left_on__isnull=True)
        .values_list("seat")
        .annotate(people=Count("person_id"))
        .order_by()
    )
    edges = {pair: found[f"{pair[0]} {pair[1]}"] for pair in dict.fromkeys(order)}
    names = list(dict.fromkeys(seat for pair in edges for seat in pair))
    return SeatsReport(
        seats=tuple(_seat(meant, seat, edges, alone=_alone(seat, held)) for seat in names),
        pairs=tuple(
            _pair(meant, pair, edges, hidden=_alone(pair[0], held) or _alone(pair[1], held))
            for pair in edges
        ),
        teams=_between_teams(period),
    )


def _alone(seat: str, held: Mapping[str, int]) -> bool:
    return seat != CUSTOMER and held.get(seat, 0) < FEWEST


def _seat(
    meant: Definition, seat: str, edges: Mapping[tuple[str, str], Tally], *, alone: bool
) -> SeatFigures:
    gives = counted(meant, Tally() if alone else _sum(edges, giver=seat))
    gets = counted(meant, Tally() if alone else _sum(edges, receiver=seat))
    balance = difference_of_shares((gives.hits, gives.n), (gets.hits, gets.n))
    return SeatFigures(seat, gives, gets, balance, hidden=alone)


def _pair(
    meant: Definition,
    pair: tuple[str, str],
    edges: Mapping[tuple[str, str], Tally],
    *,
    hidden: bool,
) -> Pair:
    there = counted(meant, Tally() if hidden else edges[pair])
    back = counted(meant, Tally() if hidden else edges.get((pair[1], pair[0]), Tally()))
    balance = difference_of_shares((there.hits, there.n), (back.hits, back.n))
    return Pair(pair[0], pair[1], there, balance, hidden)


def _sum(edges: Mapping[tuple[str, str], Tally], *, giver: str = "", receiver: str = "") -> Tally:
    return together(
        Tally().add(tally)
        for (gave, got), tally in edges.items()
        if gave == giver or got == receiver
    )


def _between_teams(period: Period) -> Reciprocity | None:
    rows = (
        Handoff.objects.filter(given_at__gte=period.start, given_at__lt=period.end)
        .filter(giver__teams__isnull=False, receiver__teams__isnull=False)
        .values_list("giver__teams", "receiver__teams")
        .annotate(weight=Count("pk"))
        .order_by()
    )
    return reciprocity({(str(a), str(b)): float(weight) for a, b, weight in rows})
