"""Customers, contacts, places, equipment, agreements, small touches, flags, sealed codes."""

from __future__ import annotations

from datetime import datetime, time

from fullcircle.demo.cast import Contact as ContactValue
from fullcircle.demo.cast import Customer as CustomerValue
from fullcircle.demo.cast import Location as LocationValue
from fullcircle.demo.cast import Registry
from fullcircle.demo.cast.people import ZONE
from fullcircle.demo.writing.index import Index, write
from fullcircle.registry.customers.actions import seal_code
from fullcircle.registry.customers.models import (
    Agreement,
    Contact,
    Customer,
    CustomerFlag,
    Equipment,
    Location,
    PersonalNote,
)
from fullcircle.registry.people.actor import Actor

NO_HAZARDS = "none known"


def write_registry(index: Index, registry: Registry, *, by: Actor) -> None:
    rows = write(Customer, map(_customer, registry.customers))
    keys = [one.key for one in registry.customers]
    index.customers.update(zip(keys, rows, strict=True))
    _write_contacts(index, registry)
    _write_locations(index, registry)
    _write_equipment(index, registry)
    _write_terms(index, registry)
    _write_small_things(index, registry)
    for place in registry.locations:
        if place.code:
            seal_code(by=by, location=index.locations[place.key], label="gate", code=place.code)


def _customer(one: CustomerValue) -> Customer:
    return Customer(
        number=one.number,
        name=one.name,
        kind=one.kind,
        side=one.side,
        billing_address=one.billing_address,
        cost_centre=one.cost_centre,
        trade=one.trade,
        tax_exempt=one.tax_exempt,
        since=one.since,
    )


def _write_contacts(index: Index, registry: Registry) -> None:
    rows = write(Contact, (_contact(one, index) for one in registry.contacts))
    for one, row in zip(registry.contacts, rows, strict=True):
        index.contacts[one.key] = row
    standing_in = []
    for one in registry.contacts:
        if one.substitute:
            index.contacts[one.key].substitute = index.contacts[one.substitute]
            standing_in.append(index.contacts[one.key])
    Contact.objects.bulk_update(standing_in, ["substitute"], batch_size=400)


def _contact(one: ContactValue, index: Index) -> Contact:
    return Contact(
        customer=index.customers[one.customer],
        person=index.people.get(one.person),
        name=one.name,
        salutation=one.salutation,
        role=one.role,
        phone=one.phone,
        email=one.email,
        preferred_channel=one.preferred_channel,
        preferred_hours=one.preferred_hours,
        language=one.language,
        may_text=one.may_text,
        signs_scope=one.signs_scope,
    )


def _write_locations(index: Index, registry: Registry) -> None:
    """Floor by floor of the tree: a place needs the row of the place around it."""
    waiting = list(registry.locations)
    while waiting:
        ready = [one for one in waiting if not one.parent or one.parent in index.locations]
        rows = write(Location, (_location(one, index) for one in ready))
        index.locations.update(zip([one.key for one in ready], rows, strict=True))
        waiting = [one for one in waiting if one.key not in index.locations]


def _location(one: LocationValue, index: Index) -> Location:
    return Location(
        customer=index.customers[one.customer],
        parent=index.locations.get(one.parent),
        kind=one.kind,
        name=one.name,
        house_number=one.house_number,
        street=one.street,
        unit=one.unit,
        town=one.town,
        postcode=one.postcode,
        latitude=round(one.lat, 6),
        longitude=round(one.lon, 6),
        zone=one.zone,
        access=one.access,
        hazards=one.hazards or _nothing_seen(one),
        spoken=one.spoken,
    )


def _nothing_seen(one: LocationValue) -> str:
    """Somebody has looked at most places; at every ninth nobody was asked yet."""
    return NO_HAZARDS if int(one.key.rpartition("-")[2]) % 9 else ""


def _write_equipment(index: Index, registry: Registry) -> None:
    rows = write(
        Equipment,
        (
            Equipment(
                location=index.locations[one.location],
                kind=one.kind,
                make=one.make,
                model=one.model,
                serial=one.serial,
                installed_on=one.installed_on,
                warranty_until=one.warranty_until,
            )
            for one in registry.equipment
        ),
    )
    index.equipment.update(zip([one.key for one in registry.equipment], rows, strict=True))


def _write_terms(index: Index, registry: Registry) -> None:
    for one in registry.agreements:
        terms = (one.starts_on, one.ends_on, one.name)
        index.plans.setdefault(one.customer, []).append(terms)
    write(
        Agreement,
        (
            Agreement(
                customer=index.customers[one.customer],
                location=index.locations.get(one.location),
                name=one.name,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                visits_per_year=one.visits_per_year,
                discount=one.discount,
            )
            for one in registry.agreements
        ),
    )


def _write_small_things(index: Index, registry: Registry) -> None:
    write(
        PersonalNote,
        (
            PersonalNote(
                customer=index.customers[one.customer],
                location=index.locations.get(one.location),
                text=one.text,
                said_by=index.ref(one.said_by),
                said_by_name=index.call_name(one.said_by),
                said_at=datetime.combine(one.said_on, time(12), ZONE),
                confirmed_at=datetime.combine(one.said_on, time(12), ZONE),
            )
            for one in registry.touches
        ),
    )
    write(
        CustomerFlag,
        (
            CustomerFlag(
                customer=index.customers[one.customer],
                kind=one.kind,
                text=one.text,
                raised_at=datetime.combine(one.raised_on, time(12), ZONE),
                raised_by=index.ref("priya"),
            )
            for one in registry.flags
        ),
    )
