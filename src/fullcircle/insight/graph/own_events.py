"""Our own history as events, case by case and in the order of time: for the engine and for export."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from fullcircle.engines.eventlog.events import Event
from fullcircle.engines.eventlog.graph import Graph
from fullcircle.engines.eventlog.ocel_history import DEALING, Dealing
from fullcircle.engines.eventlog.pseudonyms import Pseudonyms
from fullcircle.engines.eventlog.study import study_events
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.shipped import CUSTOMER
from fullcircle.handoffs.states import HandoffState, ReturnKind
from fullcircle.insight.graph.parties import Staff, staff
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.graph.studied import studied_handoffs
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require
from fullcircle.registry.people.refusals import NotAllowed

CHUNK = 2_000
GIVE, SEND_BACK, TAKE_UP = "give", "send back", "take up"


@dataclass(frozen=True)
class Naming:
    """How a party is called in events. Persons are pseudonyms unless `pseudonyms` is None."""

    projection: Projection
    everybody: Staff
    pseudonyms: Pseudonyms | None = None

    def party(self, person: int | None, seat: str) -> str:
        """Empty when nobody is known. Customers outside are one party."""
        if seat == CUSTOMER and person is None:
            return CUSTOMER
        if self.projection is Projection.ROLE:
            return seat if person is None else self.everybody.role_of(person, seat)
        if person is None:
            return ""
        if self.projection is Projection.TEAM:
            return self.everybody.teams.get(person, (0, ""))[1]
        if self.pseudonyms is not None:
            return str(self.pseudonyms.of(f"person:{person}"))
        return self.everybody.names[person]


def own_graph(*, by: Actor, projection: Projection, period: Period | None) -> Graph:
    """The same engine over our own history: loops, waits and hand-overs as it would mine them, by
    role or team. Takes seconds for a long history; `own_picture` counts the dealings themselves."""
    require(by, Permission.SEE_GRAPH)
    if projection is Projection.PERSON:
        raise NotAllowed("study single people", by.ref)
    return study_events(own_events(Naming(projection, staff()), period))


def own_events(
    naming: Naming, period: Period | None = None, *, sent_back: bool = False
) -> Iterator[Event]:
    """Giving and taking up of every hand-off; with `sent_back` also what came back to its giver,
    which is a return of the same dealing and would be mined as a dealing the other way round."""
    steps = _steps(naming, period)
    if sent_back:
        steps = heapq.merge(steps, _returns(naming, period), key=lambda step: step.case)
    for _case, of_case in groupby(steps, key=lambda step: step.case):
        for step in sorted(of_case, key=lambda step: (step.event.at, step.number, step.rank)):
            yield step.event


def own_dealings(naming: Naming, period: Period | None = None) -> Iterator[Dealing]:
    """Every hand-off as an object of an object-centric log."""
    for row in _handoffs(period):
        yield Dealing(
            name=f"handoff:{row.pk}",
            case=row.case,
            supplier=naming.party(row.giver, row.giver_seat) or "nobody known",
            customer=naming.party(row.receiver, row.receiver_seat) or "nobody yet",
            at=row.given_at,
            item=row.item,
            values={"link": row.link, "outcome": row.state},
        )


@dataclass(frozen=True)
class _Step:
    """`number` and `rank` order what happened at the same instant: as it was handed over."""

    case: int
    number: int
    rank: int
    event: Event


@dataclass(frozen=True)
class _Row:
    pk: int
    case_id: int
    case: str
    link: str
    giver_seat: str
    receiver_seat: str
    giver: int | None
    receiver: int | None
    item: str
    given_at: datetime
    outcome_at: datetime | None
    state: str


_COLUMNS = (
    "pk", "case_id", "case__number", "link__key", "link__giver_seat", "link__receiver_seat",
    "giver_id", "receiver_id", "item", "given_at", "outcome_at", "state",
)  # fmt: skip


def _handoffs(period: Period | None) -> Iterator[_Row]:
    """Read in pieces: the history may be long."""
    rows = studied_handoffs(period).order_by("case_id", "given_at", "pk").values_list(*_COLUMNS)
    return (_Row(*values) for values in rows.iterator(chunk_size=CHUNK))


def _steps(naming: Naming, period: Period | None) -> Iterator[_Step]:
    for row in _handoffs(period):
        giver = naming.party(row.giver, row.giver_seat)
        yield _Step(row.case_id, row.pk, 0, _event(row, f"{GIVE} {row.link}", giver, row.given_at))
        if row.state == HandoffState.ACCEPTED and row.outcome_at is not None:
            taker = naming.party(row.receiver, row.receiver_seat)
            taken = _event(row, f"{TAKE_UP} {row.link}", taker, row.outcome_at)
            yield _Step(row.case_id, row.pk, 2, taken)


def _event(row: _Row, activity: str, party: str, at: datetime) -> Event:
    more = {DEALING: f"handoff:{row.pk}", "link": row.link}
    return Event(row.case, activity, party, at, item=row.item, more=more)


def _returns(naming: Naming, period: Period | None) -> Iterator[_Step]:
    rows = (
        Return.objects.filter(
            kind=ReturnKind.ASKED, handoff__in=studied_handoffs(period).order_by().values("pk")
        )
        .order_by("handoff__case_id", "asked_at", "pk")
        .values_list(
            "handoff__case_id", "handoff_id", "handoff__case__number", "handoff__link__key",
            "handoff__link__receiver_seat", "asked_by_id", "handoff__item", "asked_at",
        )
    )  # fmt: skip
    for case_id, number, case, link, seat, who, item, at in rows.iterator(chunk_size=CHUNK):
        more = {DEALING: f"handoff:{number}", "link": link}
        party = naming.party(who, seat)
        event = Event(case, f"{SEND_BACK} {link}", party, at, item=item, more=more)
        yield _Step(case_id, number, 1, event)
