"""The card of a customer, composed from what the rooms know: five queries whatever its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from fullcircle.registry.customers.card_queries import (
    HISTORY_PAGE,
    KnownCustomer,
    history_of,
    known_at,
    known_customer,
)
from fullcircle.registry.customers.models import (
    AccessCode,
    Agreement,
    Contact,
    Equipment,
    Location,
    ServiceRecord,
)
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, allows
from fullcircle.registry.people.states import Relation
from fullcircle.web.cards.open_cases import OpenCase, OpenNow, open_now
from fullcircle.web.cards.words import hazards_of, past_words


@dataclass(frozen=True)
class PastLine:
    """One line of the history, as a colleague says it. `recall`: still inside the recall period."""

    record: ServiceRecord
    words: str
    zone: str
    recall: bool = False


@dataclass(frozen=True)
class Thing:
    """Equipment with its parts below it."""

    equipment: Equipment
    parts: list["Thing"]


@dataclass(frozen=True)
class Place:
    """A location of the customer, with what stands there. `depth` in the tree, 0 at the top."""

    location: Location
    depth: int
    things: list[Thing]
    codes: list[AccessCode]

    @property
    def hazards(self) -> str:
        return hazards_of(self.location)


@dataclass(frozen=True)
class History:
    """One page of the past. `more`: where the next page begins, "" at the end."""

    lines: list[PastLine]
    more: str = ""


@dataclass(frozen=True)
class CustomerCard:
    """What stands on the card; `at` is the location the caller speaks of, when one was chosen.

    The past and what is open are read when they are first shown: who books a call needs neither.
    """

    known: KnownCustomer
    at: Location | None
    reader: Actor
    read_at: datetime

    @property
    def contacts(self) -> list[tuple[Contact, Contact | None]]:
        """Each with a substitute, if there is one."""
        people = {row.pk: row for row in self.known.contacts}
        return [(row, people.get(row.substitute_id or 0)) for row in self.known.contacts]

    @property
    def agreement(self) -> Agreement | None:
        return self.known.agreement_at(self.at)

    @cached_property
    def places(self) -> list[Place]:
        return _places(self.known)

    @cached_property
    def history(self) -> History:
        return _history(
            history_of(self.known.customer.pk),
            recall_days=self._open_now.recall_days,
            by=self.reader,
            at=self.read_at,
        )

    @property
    def open(self) -> list[OpenCase]:
        return self._open_now.cases

    @cached_property
    def _open_now(self) -> OpenNow:
        return open_now(self.known.customer.pk, self.known.locations, at=self.read_at)

    @property
    def recall(self) -> PastLine | None:
        """The newest work that may have to be made good, for the callback prompt."""
        return next((line for line in self.history.lines if line.recall), None)

    @property
    def hazards(self) -> str:
        return hazards_of(self.at) if self.at else ""


def card_of(number: int, *, by: Actor, at: datetime, location: int = 0) -> CustomerCard | None:
    """None when there is no such customer, or no such location of it."""
    known = known_customer(number)
    if known is None:
        return None
    chosen = next((row for row in known.locations if row.pk == location), None)
    if location and chosen is None:
        return None
    if chosen is None and len(known.locations) == 1:
        chosen = known.locations[0]
    return CustomerCard(known, chosen, reader=by, read_at=at)


def card_at(location: int, *, by: Actor, at: datetime) -> CustomerCard | None:
    """The card of whoever is served at a location. None when there is no such location."""
    known = known_at(location)
    if known is None:
        return None
    chosen = next(row for row in known.locations if row.pk == location)
    chosen.customer = known.customer
    return CustomerCard(known, chosen, reader=by, read_at=at)


def history_page(number: int, *, by: Actor, at: datetime, before: tuple[datetime, int]) -> History:
    """The next page of the history; one query."""
    return _history(history_of(number, before=before), recall_days={}, by=by, at=at)


def may_take_calls(actor: Actor) -> bool:
    return allows(actor, Permission.TAKE_REQUEST, Relation.FOREIGN)


def sees_money(actor: Actor) -> bool:
    return allows(actor, Permission.SEE_MONEY, Relation.FOREIGN)


def _history(
    records: list[ServiceRecord], *, recall_days: dict[str, int], by: Actor, at: datetime
) -> History:
    lines = [
        PastLine(
            record=row,
            words=past_words(row, row.location, reader=by.ref, at=at),
            zone=row.location.zone,
            recall=row.done_at >= at - timedelta(days=recall_days.get(row.job_code, 0)),
        )
        for row in records[:HISTORY_PAGE]
    ]
    last = records[HISTORY_PAGE - 1] if len(records) > HISTORY_PAGE else None
    return History(lines, f"{last.done_at.isoformat()}~{last.pk}" if last else "")


def _places(known: KnownCustomer) -> list[Place]:
    children: dict[int | None, list[Location]] = {}
    own = {row.pk for row in known.locations}
    for row in known.locations:
        parent = row.parent_id if row.parent_id in own else None
        children.setdefault(parent, []).append(row)
    return list(_walk(None, 0, children, known))


def _walk(
    parent: int | None, depth: int, children: dict[int | None, list[Location]], known: KnownCustomer
) -> Iterable[Place]:
    for row in children.get(parent, []):
        things = [item for item in known.equipment if item.location_id == row.pk]
        codes = [code for code in known.codes if code.location_id == row.pk]
        yield Place(row, depth, _things(None, things), codes)
        yield from _walk(row.pk, depth + 1, children, known)


def _things(parent: int | None, equipment: list[Equipment]) -> list[Thing]:
    own = {row.pk for row in equipment}
    return [
        Thing(row, _things(row.pk, equipment))
        for row in equipment
        if (row.parent_id if row.parent_id in own else None) == parent
    ]
