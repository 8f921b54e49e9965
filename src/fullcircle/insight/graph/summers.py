"""Our Summers (A9): the seats that most passes through, what stops without them, and whether we are
good to them, by facts about what the others do. No survey, and no rank of people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from fullcircle.engines.statistics.intervals import Share, wilson
from fullcircle.handoffs.models import Return, Thanks
from fullcircle.handoffs.states import AskState, ReturnKind
from fullcircle.insight.graph.own_history import passing
from fullcircle.insight.graph.parties import Staff, ends, seats_and_holders, staff
from fullcircle.insight.graph.picture import Node, Picture
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.graph.studied import STUDIED, studied_asks, studied_handoffs
from fullcircle.insight.models import OwnWord
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require

SHOWN_WORDS = 3


@dataclass(frozen=True)
class Word:
    """Somebody's own signed word."""

    name: str
    text: str
    said_at: datetime


@dataclass(frozen=True)
class Kindness:
    """Are we good to her: what the others do. None is "no data".

    `complete`: of what reaches her with a card, the share that had everything required.
    `interruptions`: questions sent back to her and wishes put to her. `answered`: of what she asked
    back and wished for, the share that has an answer. `thanks`: distinct people who thanked.
    """

    complete: Share | None
    interruptions: int
    answered: Share | None
    thanks: int
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Summer:
    """A seat that much passes through, and who sits there. All shares are of all cases, 0 to 1.

    `load`: cases that pass through the seat. `holders`: who holds it now, by name. `busiest`: the
    cases of the busiest of them; `name`: hers, where at least half of the seat's cases go through
    her hands, else "". `deputies`: the others then; `worked`: how many of them worked from the seat
    in the period. `stops`: cases that stand still when the busiest is out and no other has.
    """

    key: str
    name: str
    holders: tuple[str, ...]
    deputies: tuple[str, ...]
    worked: int
    cases: int
    load: float
    busiest: float
    stops: float
    given: int
    received: int
    a_day: float
    kindness: Kindness

    @property
    def alone(self) -> bool:
        return len(self.holders) == 1


@dataclass(frozen=True)
class _Facts:
    """By seat: (complete, with a card), (answered, asked); counts."""

    complete: Mapping[str, tuple[int, int]]
    interruptions: Mapping[str, int]
    asked: Mapping[str, tuple[int, int]]
    thanked: Mapping[str, int]
    words: Mapping[str, tuple[Word, ...]]

    def of(self, seat: str) -> Kindness:
        return Kindness(
            complete=wilson(*self.complete.get(seat, (0, 0))),
            interruptions=self.interruptions.get(seat, 0),
            answered=wilson(*self.asked.get(seat, (0, 0))),
            thanks=self.thanked.get(seat, 0),
            words=self.words.get(seat, ()),
        )


@dataclass(frozen=True)
class _Asked:
    """`count` times `customer` asked somebody (`person`, or whoever holds `seat`) for something."""

    customer: int | None
    person: int | None
    seat: str
    answered: bool
    count: int

    def put_to(self, seat: str, holders: frozenset[int]) -> bool:
        return self.person in holders or self.seat == seat


def our_summers(
    *, by: Actor, picture: Picture, period: Period, most: int = 3
) -> tuple[Summer, ...]:
    """From `own_picture` by role over the same period: the seats with the highest load, the highest
    first. Nine queries however much happened. Seats that nobody holds now are left out."""
    require(by, Permission.SEE_GRAPH)
    everybody = staff()
    roles = [node for node in picture.nodes if node.kind == Projection.ROLE]
    seats = [node for node in roles if everybody.holders(node.key)][:most]
    if not seats:
        return ()
    by_holder = passing(studied_handoffs(period), seats_and_holders(everybody))
    facts = _facts([node.key for node in seats], everybody, period)
    days = max(1.0, (period.end - period.start) / timedelta(days=1))
    return tuple(
        _summer(node, _sharing(node, by_holder, everybody), facts.of(node.key), picture.cases, days)
        for node in seats
    )


@dataclass(frozen=True)
class _Sharing:
    """How the holders of a seat share its cases: `busiest` has `cases` of them."""

    holders: tuple[str, ...]
    busiest: str
    cases: int
    deputies: tuple[str, ...]
    worked: int


def _sharing(node: Node, by_holder: Mapping[str, int], everybody: Staff) -> _Sharing:
    holders = everybody.holders(node.key)
    cases = {who: by_holder.get(f"{node.key}|{who}", 0) for who in holders}
    busiest = max(holders, key=lambda who: cases[who])
    deputies = [who for who in holders if who != busiest]
    return _Sharing(
        holders=tuple(everybody.names[who] for who in holders),
        busiest=everybody.names[busiest],
        cases=cases[busiest],
        deputies=tuple(everybody.names[who] for who in deputies),
        worked=sum(1 for who in deputies if cases[who]),
    )


def _summer(node: Node, sharing: _Sharing, kindness: Kindness, cases: int, days: float) -> Summer:
    """Without one holder who stands out, nobody is said to be her."""
    stands_out = 2 * sharing.cases >= node.cases
    busiest = sharing.cases / cases if cases else 0.0
    return Summer(
        key=node.key,
        name=sharing.busiest if stands_out else "",
        holders=sharing.holders,
        deputies=sharing.deputies if stands_out else (),
        worked=sharing.worked,
        cases=node.cases,
        load=node.share,
        busiest=busiest,
        stops=0.0 if sharing.worked else busiest,
        given=node.given,
        received=node.received,
        a_day=(node.given + node.received) / days,
        kindness=kindness,
    )


def _facts(seats: list[str], everybody: Staff, period: Period) -> _Facts:
    """Five queries."""
    holders = {seat: frozenset(everybody.holders(seat)) for seat in seats}
    asked = [*_questions(period), *_wishes(period)]
    to_them = {
        seat: sum(row.count for row in asked if row.put_to(seat, those))
        for seat, those in holders.items()
    }
    answers = {
        seat: (
            sum(row.count for row in asked if row.customer in those and row.answered),
            sum(row.count for row in asked if row.customer in those),
        )
        for seat, those in holders.items()
    }
    return _Facts(
        complete=_complete(everybody, period),
        interruptions=to_them,
        asked=answers,
        thanked=_thanked(holders, period),
        words=_words(holders),
    )


def _questions(period: Period) -> list[_Asked]:
    rows = Return.objects.filter(
        kind=ReturnKind.ASKED,
        handoff__link__key__in=STUDIED,
        asked_at__gte=period.start,
        asked_at__lt=period.end,
    )
    counted = (
        rows.annotate(answered=ExpressionWrapper(Q(answered_at__isnull=False), BooleanField()))
        .values_list("asked_by_id", "asked_to_id", "answered")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [
        _Asked(customer, person, "", bool(answered), count)
        for customer, person, answered, count in counted
    ]


def _wishes(period: Period) -> list[_Asked]:
    counted = studied_asks(period).values_list("from_person_id", "to_person_id", "to_seat", "state")
    return [
        _Asked(customer, person, seat, state != AskState.OPEN, count)
        for customer, person, seat, state, count in counted.annotate(count=Count("pk")).order_by()
    ]


def _complete(everybody: Staff, period: Period) -> dict[str, tuple[int, int]]:
    seat = ends(Projection.ROLE, everybody).customer
    rows = studied_handoffs(period).filter(total_weight__gt=0).annotate(seat=seat).order_by()
    counted = rows.values_list("seat").annotate(
        complete=Count("pk", filter=Q(missing=[])), carded=Count("pk")
    )
    return {str(seat): (complete, carded) for seat, complete, carded in counted}


def _thanked(holders: Mapping[str, frozenset[int]], period: Period) -> dict[str, int]:
    """Distinct givers; thanks among holders of the same seat count too, one's own never."""
    rows = set(
        Thanks.objects.filter(at__gte=period.start, at__lt=period.end, to_person__isnull=False)
        .values_list("from_person_id", "to_person_id")
        .distinct()
    )
    return {
        seat: len({giver for giver, to in rows if to in those and giver != to})
        for seat, those in holders.items()
    }


def _words(holders: Mapping[str, frozenset[int]]) -> dict[str, tuple[Word, ...]]:
    people = [who for those in holders.values() for who in those]
    rows = OwnWord.objects.filter(withdrawn_at__isnull=True, person_id__in=people)
    said = list(rows.select_related("person").order_by("-said_at"))
    return {
        seat: tuple(
            Word(row.person.name, row.text, row.said_at) for row in said if row.person_id in those
        )[:SHOWN_WORDS]
        for seat, those in holders.items()
    }
