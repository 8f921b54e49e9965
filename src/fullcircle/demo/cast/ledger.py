"""The registry while it is being written: hands out numbers, names and phones, each once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from fullcircle.demo.cast.people import people, read_table
from fullcircle.demo.cast.values import (
    Agreement,
    Contact,
    Customer,
    Equipment,
    Flag,
    Location,
    Registry,
    Touch,
)
from fullcircle.demo.dice import Dice
from fullcircle.demo.town import Address, Town
from fullcircle.registry.customers.states import Channel, CustomerKind, LocationKind, Side

TUESDAY = date(2026, 7, 14)
_HOURS = ("", "", "", "after 17:00", "before 09:00", "Monday to Thursday", "08:00 to 16:00")
_LANGUAGES = (("en", 88.0), ("es", 9.0), ("de", 3.0))
_CHANNELS = (
    (Channel.PHONE, 52.0),
    (Channel.TEXT, 28.0),
    (Channel.EMAIL, 15.0),
    (Channel.PORTAL, 5.0),
)


@dataclass(slots=True)
class Ledger:
    """Collects rows and deals out what must be unique."""

    town: Town
    dice: Dice
    words: dict[str, Any] = field(default_factory=lambda: read_table("names.json"))
    customers: list[Customer] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    equipment: list[Equipment] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    _phones: list[str] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)
    _given: set[str] = field(default_factory=set)
    _free: dict[str, list[Address]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        taken = {one.phone for one in people()} | {"+15705550120"}
        phones = [
            f"+1{area}555{last:04d}"
            for area in self.words["area_codes"]
            for last in range(100, 200)
        ]
        self._phones = [phone for phone in reversed(phones) if phone not in taken]
        given = self.dice.shuffled(self.words["given"])
        family = self.dice.shuffled(self.words["family"])
        staff = {one.name for one in people()}
        names = [
            f"{first} {family[(place + 13 * turn) % len(family)]}"
            for turn in range(11)
            for place, first in enumerate(given)
        ]
        self._names = [name for name in names if name not in staff]
        self._given = {*names, *staff}
        for address in self.dice.shuffled(self.town.addresses):
            if address.key != "120 Maple Street":
                self._free.setdefault(address.kind, []).append(address)

    def next_name(self) -> str:
        return self._names.pop()

    def partner_of(self, name: str) -> str:
        """A name nobody has, with the same family name."""
        while True:
            partner = f"{self.dice.pick(self.words['given'])} {name.split()[-1]}"
            if partner not in self._given:
                self._given.add(partner)
                return partner

    def next_address(self, kind: str) -> Address:
        """A built lot nobody has yet; houses stand in when shops are gone."""
        return (self._free[kind] or self._free["house"]).pop()

    def take_address(self, key: str) -> Address:
        """This very lot, off the list of free ones."""
        for lots in self._free.values():
            for place, address in enumerate(lots):
                if address.key == key:
                    return lots.pop(place)
        raise KeyError(key)

    def day_before(self, least: int, most: int) -> date:
        """A day between so many days before the Tuesday."""
        return TUESDAY - timedelta(days=self.dice.between(least, most))

    def add_customer(
        self,
        name: str,
        kind: CustomerKind,
        *,
        trade: str,
        cost_centre: str = "",
        billing_address: str = "",
        tax_exempt: bool = False,
    ) -> Customer:
        number = f"A-{len(self.customers) + 1001}"
        side = Side.INSIDE if kind is CustomerKind.DEPARTMENT else Side.OUTSIDE
        customer = Customer(
            key=number.lower(),
            number=number,
            name=name,
            kind=kind,
            side=side,
            trade=trade,
            cost_centre=cost_centre,
            billing_address=billing_address,
            tax_exempt=tax_exempt,
            since=self.day_before(800, 3600),
        )
        self.customers.append(customer)
        return customer

    def add_contact(
        self,
        customer: Customer,
        name: str,
        *,
        role: str = "",
        domain: str = "example.com",
        phone: str = "",
        substitute: str = "",
        signs_scope: bool = False,
        person: str = "",
        salutation: str = "",
    ) -> Contact:
        key = f"p-{len(self.contacts) + 1}"
        channel = self.dice.weighted(_CHANNELS)
        contact = Contact(
            key=key,
            customer=customer.key,
            name=name,
            salutation=salutation,
            role=role,
            phone=phone or self._phones.pop(),
            email=f"{'.'.join(name.lower().split())}@{domain}",
            preferred_channel=channel,
            preferred_hours=self.dice.pick(_HOURS),
            language=self.dice.weighted(_LANGUAGES),
            may_text=channel is Channel.TEXT or self.dice.chance(0.5),
            signs_scope=signs_scope,
            substitute=substitute,
            person=person,
        )
        self.contacts.append(contact)
        return contact

    def add_address(
        self, customer: Customer, address: Address, kind: LocationKind, *, name: str = ""
    ) -> Location:
        """A home or a site at a lot of the town, sometimes with a code and a note on access."""
        dice, words = self.dice, self.words
        location = Location(
            key=f"l-{len(self.locations) + 1}",
            customer=customer.key,
            parent="",
            kind=kind,
            name=name,
            spoken=f"{address.number} {_spoken_street(address.street)}",
            house_number=str(address.number),
            street=address.street,
            unit="",
            postcode=address.postcode,
            lat=address.lat,
            lon=address.lon,
            access=dice.pick(words["access"]) if dice.chance(0.35) else "",
            hazards=dice.pick(words["hazards"]) if dice.chance(0.08) else "",
            room_kind="",
            area_m2=0,
            code=f"{dice.below(10000):04d}#" if dice.chance(0.12) else "",
        )
        self.locations.append(location)
        return location

    def lock_gate(self, location: Location, code: str) -> Location:
        """The location just written, with this gate code."""
        locked = replace(location, code=code, access="Gate on the alley side, code needed.")
        self.locations[self.locations.index(location)] = locked
        return locked

    def add_inside(
        self, parent: Location, kind: LocationKind, name: str, *, spoken: str, **more: Any
    ) -> Location:
        """A building, floor, unit or room below another location, at the same lot."""
        location = Location(
            key=f"l-{len(self.locations) + 1}",
            customer=more.get("customer", parent.customer),
            parent=parent.key,
            kind=kind,
            name=name,
            spoken=spoken,
            house_number=parent.house_number,
            street=parent.street,
            unit=more.get("unit", ""),
            postcode=parent.postcode,
            lat=parent.lat,
            lon=parent.lon,
            access=more.get("access", ""),
            hazards="",
            room_kind=more.get("room_kind", ""),
            area_m2=more.get("area_m2", 0),
            code="",
        )
        self.locations.append(location)
        return location

    def add_equipment(self, location: Location, kind: str, *, age_years: int = 0) -> Equipment:
        """One thing at the location; `age_years` fixes its age, else it is drawn."""
        dice = self.dice
        make = dice.pick(self.words["makes"][kind])
        days = age_years * 365 if age_years else dice.between(90, 5400)
        installed = TUESDAY - timedelta(days=days)
        thing = Equipment(
            key=f"e-{len(self.equipment) + 1}",
            location=location.key,
            kind=kind,
            make=make,
            model=f"{make[:2].upper()}-{dice.between(20, 99)}{dice.pick('ABCDEK')}",
            serial=f"{make[0]}{installed:%y%m}-{len(self.equipment) + 10001}",
            installed_on=installed,
            warranty_until=installed + timedelta(days=365 * dice.pick((2, 5, 5, 10))),
        )
        self.equipment.append(thing)
        return thing

    def close(self) -> Registry:
        return Registry(
            tuple(self.customers),
            tuple(self.contacts),
            tuple(self.locations),
            tuple(self.equipment),
            tuple(self.agreements),
            tuple(self.touches),
            tuple(self.flags),
        )


def _spoken_street(street: str) -> str:
    """What one says on the radio: "120 Maple", but "12 Arbor Way"."""
    return street.removesuffix(" Street")
