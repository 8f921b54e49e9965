"""Customers: found by phone, name, street or unit; their card."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import known
from fullcircle.api.shapes import LARGEST_KEY, After, Limit, Named, Out, Page, named, page_of
from fullcircle.registry.customers.card_queries import KnownCustomer, history_of, known_customer
from fullcircle.registry.customers.models import Contact, Customer, Location, ServiceRecord
from fullcircle.registry.customers.queries import customers_after, find_callers
from fullcircle.registry.people import policy
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation

router = Router(tags=["customers"])


class CustomerRow(Out):
    id: int
    number: str
    name: str
    kind: str
    side: str


class Place(Out):
    """A location, as a dispatcher says it. Codes are not part of any answer of the API."""

    id: int
    spoken: str
    kind: str
    zone: str
    access: str
    hazards: str


class Found(Out):
    customer: CustomerRow
    location: Place


class Person(Out):
    """A contact at the customer. `phone` as E.164."""

    id: int
    name: str
    salutation: str
    role: str
    phone: str
    email: str
    preferred_channel: str
    may_text: bool


class Touch(Out):
    id: int
    text: str
    said_by_name: str
    confirmed_at: datetime


class AgreementRow(Out):
    name: str
    starts_on: date
    ends_on: date


class Machine(Out):
    id: int
    location: int
    kind: str
    make: str
    model: str


class Done(Out):
    """One line of the history. `checked`: the books have confirmed it."""

    id: int
    done_at: datetime
    what: str
    notes: str
    checked: bool


class Card(Out):
    """`balance_minor` stands in it only for seats that see money; for others the key is absent."""

    customer: CustomerRow
    looked_after_by: Named | None
    flags: list[str]
    contacts: list[Person]
    locations: list[Place]
    equipment: list[Machine]
    agreements: list[AgreementRow]
    touches: list[Touch]
    history: list[Done]
    balance_minor: int | None = None


@router.get("", response=Page[CustomerRow], auth=Seated(Permission.SEE_CUSTOMERS))
def list_customers(request: HttpRequest, after: After = "", limit: Limit = 25) -> Page[CustomerRow]:
    """By name, from behind `after`."""
    name, _, number = after.rpartition("~")
    key = int(number) if number.isdigit() and len(number) < 16 else 0
    rows = customers_after(name, min(key, LARGEST_KEY), limit)
    return page_of(rows, limit, row_of, lambda row: f"{row.name}~{row.pk}")


@router.get("/find", response=list[Found], auth=Seated(Permission.SEE_CUSTOMERS))
def find_customers(
    request: HttpRequest, text: Annotated[str, Query(min_length=2, max_length=80)]
) -> list[Found]:
    """Who calls: phone number, name, street or unit in one box; at most twelve."""
    rows = find_callers(text.replace("\x00", ""))
    return [Found(customer=row_of(row.customer), location=place_row(row)) for row in rows]


@router.get(
    "/{int:customer}",
    response=Card,
    auth=Seated(Permission.SEE_CUSTOMERS),
    exclude_unset=True,
)
def read_customer(request: HttpRequest, customer: int) -> Card:
    """Everything that stands on the card."""
    found = known(known_customer(customer))
    card = _card(found)
    if policy.allows(actor_of(request), Permission.SEE_MONEY, Relation.FOREIGN):
        card.balance_minor = found.customer.balance_minor
    return card


def _card(found: KnownCustomer) -> Card:
    return Card(
        customer=row_of(found.customer),
        looked_after_by=named(found.owner),
        flags=[f"{flag.kind} {flag.text}".strip() for flag in found.flags],
        contacts=[_person(row) for row in found.contacts],
        locations=[place_row(row) for row in found.locations],
        equipment=[
            Machine(
                id=row.pk, location=row.location_id, kind=row.kind, make=row.make, model=row.model
            )
            for row in found.equipment
        ],
        agreements=[
            AgreementRow(name=row.name, starts_on=row.starts_on, ends_on=row.ends_on)
            for row in found.agreements
        ],
        touches=[
            Touch(
                id=row.pk,
                text=row.text,
                said_by_name=row.said_by_name,
                confirmed_at=row.confirmed_at,
            )
            for row in found.touches
        ],
        history=[_done(row) for row in history_of(found.customer.pk)],
    )


def row_of(row: Customer) -> CustomerRow:
    return CustomerRow(id=row.pk, number=row.number, name=row.name, kind=row.kind, side=row.side)


def place_row(row: Location) -> Place:
    return Place(
        id=row.pk,
        spoken=row.spoken,
        kind=row.kind,
        zone=row.zone,
        access=row.access,
        hazards=row.hazards,
    )


def _person(row: Contact) -> Person:
    return Person(
        id=row.pk,
        name=row.name,
        salutation=row.salutation,
        role=row.role,
        phone=row.phone,
        email=row.email,
        preferred_channel=row.preferred_channel,
        may_text=row.may_text,
    )


def _done(row: ServiceRecord) -> Done:
    return Done(id=row.pk, done_at=row.done_at, what=row.what, notes=row.notes, checked=row.checked)
