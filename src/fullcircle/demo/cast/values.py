"""Customers and what belongs to them, as plain values. Keys are texts, unique per kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fullcircle.registry.customers.states import Channel, CustomerKind, FlagKind, LocationKind, Side


@dataclass(frozen=True, slots=True)
class Customer:
    """Who pays, or the department that is served."""

    key: str
    number: str
    name: str
    kind: CustomerKind
    side: Side
    trade: str
    cost_centre: str
    billing_address: str
    tax_exempt: bool
    since: date


@dataclass(frozen=True, slots=True)
class Contact:
    """A human at a customer. `person` is set when it is one of our own people."""

    key: str
    customer: str
    name: str
    salutation: str
    role: str
    phone: str
    email: str
    preferred_channel: Channel
    preferred_hours: str
    language: str
    may_text: bool
    signs_scope: bool
    substitute: str  # key of another contact, or empty
    person: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where work happens. Parents come before their children."""

    key: str
    customer: str
    parent: str
    kind: LocationKind
    name: str
    spoken: str
    house_number: str
    street: str
    unit: str
    postcode: str
    lat: float
    lon: float
    access: str
    hazards: str
    room_kind: str
    area_m2: int
    code: str  # gate or alarm code, or empty: goes encrypted into its own row

    town = "Alder Falls"
    zone = "America/New_York"


@dataclass(frozen=True, slots=True)
class Equipment:
    key: str
    location: str
    kind: str
    make: str
    model: str
    serial: str
    installed_on: date
    warranty_until: date


@dataclass(frozen=True, slots=True)
class Agreement:
    customer: str
    location: str
    name: str
    starts_on: date
    ends_on: date
    visits_per_year: int
    discount: Decimal  # a share: 0.10 is ten percent


@dataclass(frozen=True, slots=True)
class Touch:
    """Something one would say to the customer's face."""

    customer: str
    location: str
    text: str
    said_by: str  # key of a person
    said_on: date


@dataclass(frozen=True, slots=True)
class Flag:
    customer: str
    kind: FlagKind
    text: str
    raised_on: date


@dataclass(frozen=True, slots=True)
class Registry:
    """All customers with everything that hangs on them."""

    customers: tuple[Customer, ...]
    contacts: tuple[Contact, ...]
    locations: tuple[Location, ...]
    equipment: tuple[Equipment, ...]
    agreements: tuple[Agreement, ...]
    touches: tuple[Touch, ...]
    flags: tuple[Flag, ...]
