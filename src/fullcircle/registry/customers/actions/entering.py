"""A customer, the people there and the places are entered, and changed."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from fullcircle.foundation import audit, clock, counters
from fullcircle.foundation.transactions import action, change_if_unchanged
from fullcircle.foundation.values.local_time import local_date
from fullcircle.registry.customers.models import Contact, Customer, Location
from fullcircle.registry.customers.phone import as_dialled
from fullcircle.registry.customers.states import Channel, CustomerKind, LocationKind, Side
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation


class NameMissing(Exception):
    """A customer or contact without a name is nobody."""


class PlaceNotSaid(Exception):
    """A location needs a street with number, or a name: a technician has to find it."""


class PhoneNotDialled(Exception):
    """The text is no number that can be dialled from here."""


class StandInNotPossible(Exception):
    """Only somebody else who is still at the same customer can stand in."""


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """A human at the customer. `phone` as typed; `may_text`: said yes to text messages."""

    name: str
    phone: str = ""
    email: str = ""
    salutation: str = ""
    role: str = ""
    preferred_channel: Channel = Channel.PHONE
    preferred_hours: str = ""
    language: str = "en"
    may_text: bool = False


@dataclass(frozen=True, kw_only=True)
class NewPlace:
    """Where work happens. `zone`: IANA name; `spoken` is made of street and number when left out."""

    street: str = ""
    house_number: str = ""
    unit: str = ""
    town: str = ""
    postcode: str = ""
    name: str = ""
    spoken: str = ""
    access: str = ""
    kind: LocationKind = LocationKind.HOME
    zone: str = ""
    parent: Location | None = None


@action
def enter_customer(
    *,
    by: Actor,
    name: str,
    kind: CustomerKind = CustomerKind.PERSON,
    side: Side = Side.OUTSIDE,
    trade: str = "",
    bill_to: Customer | None = None,
    billing_address: str = "",
    cost_centre: str = "",
) -> Customer:
    """A new customer with its own number. Whether it is known already is asked before (known_already)."""
    policy.require(by, Permission.CHANGE_CUSTOMERS, Relation.FOREIGN)
    if not name.strip():
        raise NameMissing
    customer = Customer.objects.create(
        number=_free_number(),
        name=" ".join(name.split())[:160],
        kind=kind,
        side=side,
        trade=trade,
        bill_to=bill_to,
        billing_address=billing_address.strip()[:240],
        cost_centre=cost_centre.strip()[:24],
        since=_today(),
    )
    audit.record(by=by.ref, verb="enter customer", subject=f"customer:{customer.pk}")
    return customer


@action
def add_contact(*, by: Actor, customer: Customer, contact: NewContact) -> Contact:
    """A human at the customer. Raises PhoneNotDialled for a number nobody could call."""
    policy.require(by, Permission.CHANGE_CUSTOMERS, Relation.FOREIGN)
    if not contact.name.strip():
        raise NameMissing
    row = Contact.objects.create(
        customer=customer,
        name=" ".join(contact.name.split())[:120],
        salutation=contact.salutation[:20],
        role=contact.role.strip()[:60],
        phone=_dialled(contact.phone),
        email=contact.email.strip(),
        preferred_channel=contact.preferred_channel,
        preferred_hours=contact.preferred_hours.strip()[:60],
        language=contact.language[:8],
        may_text=contact.may_text,
    )
    audit.record(by=by.ref, verb="add contact", subject=row.ref)
    return row


@action
def add_location(*, by: Actor, customer: Customer, place: NewPlace) -> Location:
    """Where work happens. Raises PlaceNotSaid when a technician could not find it."""
    policy.require(by, Permission.CHANGE_CUSTOMERS, Relation.FOREIGN)
    spoken = place.spoken.strip() or _spoken(place)
    if not spoken:
        raise PlaceNotSaid
    zone = {"zone": ZoneInfo(place.zone).key} if place.zone else {}
    row = Location.objects.create(
        customer=customer,
        parent=place.parent,
        kind=place.kind,
        name=place.name.strip()[:120],
        house_number=place.house_number.strip()[:16],
        street=" ".join(place.street.split())[:120],
        unit=place.unit.strip()[:24],
        town=place.town.strip()[:80],
        postcode=place.postcode.strip()[:12],
        access=place.access.strip(),
        spoken=spoken[:160],
        **zone,
    )
    audit.record(by=by.ref, verb="add location", subject=f"location:{row.pk}")
    return row


@action
def enter_newcomer(
    *, by: Actor, name: str, kind: CustomerKind, contact: NewContact, place: NewPlace
) -> Location:
    """A caller nobody knew: customer, contact and place stand or fall together."""
    customer = enter_customer(by=by, name=name, kind=kind)
    add_contact(by=by, customer=customer, contact=contact)
    return add_location(by=by, customer=customer, place=place)


@action
def change_contact(
    *,
    by: Actor,
    contact: Contact,
    version: int,
    values: dict[str, Any],
    left_on: date | None = None,
) -> Contact:
    """Change what we know of a human. `values`: fields of NewContact by name, and `substitute`, who
    stands in (a contact of the same customer, or None for nobody). StaleEdit on a race."""
    policy.require(by, Permission.CHANGE_CUSTOMERS, Relation.FOREIGN)
    known = {*NewContact.__dataclass_fields__, "substitute"}
    fields: dict[str, Any] = {name: value for name, value in values.items() if name in known}
    _check_substitute(contact, fields.get("substitute"))
    if not str(fields.get("name", contact.name)).strip():
        raise NameMissing
    if "phone" in fields:
        fields["phone"] = _dialled(fields["phone"])
    if left_on is not None:
        fields["left_on"] = left_on
    change_if_unchanged(contact, version=version, **fields)
    audit.record(by=by.ref, verb="change contact", subject=contact.ref)
    return contact


def _check_substitute(contact: Contact, other: Contact | None) -> None:
    if other is None:
        return
    if other.pk == contact.pk or other.customer_id != contact.customer_id or other.left_on:
        raise StandInNotPossible(other.ref)


def _dialled(text: str) -> str:
    if not text.strip():
        return ""
    dialled = as_dialled(text)
    if not dialled:
        raise PhoneNotDialled(text)
    return dialled


def _spoken(place: NewPlace) -> str:
    # A dispatcher says "120 Maple", not "120 Maple Street"; the name of a place goes first.
    street = " ".join(place.street.split())
    for ending in (" Street", " St", " St."):
        street = street.removesuffix(ending)
    address = f"{place.house_number.strip()} {street}".strip() if street else ""
    said = place.name.strip() or address
    return f"{said}, {place.unit.strip()}" if said and place.unit.strip() else said


def _free_number() -> str:
    # Numbers of an older system may stand already: they are kept and stepped over.
    while True:
        number = f"K{counters.next_number('customer'):05d}"
        if not Customer.objects.filter(number=number).exists():
            return number


def _today() -> date:
    return local_date(ZoneInfo(settings.TIME_ZONE), clock.now())
