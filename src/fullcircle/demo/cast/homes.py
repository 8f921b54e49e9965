"""Customers outside: households, organisations with buildings, small firms of the bench."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from fullcircle.demo.cast.ledger import TUESDAY, Ledger
from fullcircle.demo.cast.values import Agreement, Contact, Customer, Flag, Location, Touch
from fullcircle.registry.customers.states import CustomerKind, FlagKind, LocationKind

HOUSEHOLDS = 452
FIRMS = 108
MARY = "Mary Smith"
_SALUTATIONS = (("Ms.", 5.0), ("Mr.", 5.0), ("Dr.", 0.6), ("Mx.", 0.3))
_ORG_UNITS = ("Kitchen", "Main hall", "Office", "Cellar", "Roof", "Laundry", "Reception")


def add_mary(ledger: Ledger) -> None:
    """The customer of the Tuesday: 120 Maple, a little dog, no agreement."""
    mary = ledger.add_customer(MARY, CustomerKind.PERSON, trade="home_service")
    ledger.add_contact(mary, MARY, phone="+15705550120", salutation="Mrs.")
    address = ledger.town.address("120 Maple Street")
    home = ledger.add_address(mary, address, LocationKind.HOME)
    ledger.add_equipment(home, "furnace", age_years=21)
    ledger.add_equipment(home, "condenser", age_years=9)
    said_on = date(2025, 10, 28)
    dog = "a little dog named Fluffy"
    ledger.touches.append(Touch(mary.key, home.key, dog, "dana", said_on))


def add_households(ledger: Ledger) -> None:
    """People with homes; 44 Birch has a gate, the next one a small child."""
    for index in range(HOUSEHOLDS):
        name = ledger.next_name()
        customer = ledger.add_customer(name, CustomerKind.PERSON, trade="home_service")
        first = _add_contact(ledger, customer, name)
        if ledger.dice.chance(0.3):
            _add_contact(ledger, customer, ledger.partner_of(name), substitute=first.key)
        address = (
            ledger.take_address("44 Birch Street") if index == 0 else ledger.next_address("house")
        )
        home = ledger.add_address(customer, address, LocationKind.HOME)
        if index == 0:
            home = ledger.lock_gate(home, "4417#")
        if index == 1:
            infant = Flag(customer.key, FlagKind.CARE, "infant in the house", date(2026, 3, 9))
            ledger.flags.append(infant)
        _furnish(ledger, home)
        if ledger.dice.chance(0.1):
            second = ledger.next_address("house")
            _furnish(ledger, ledger.add_address(customer, second, LocationKind.HOME))
        _add_character(ledger, customer, home)


def _add_contact(ledger: Ledger, customer: Customer, name: str, *, substitute: str = "") -> Contact:
    salutation = ledger.dice.weighted(_SALUTATIONS)
    return ledger.add_contact(customer, name, salutation=salutation, substitute=substitute)


def _furnish(ledger: Ledger, home: Location) -> None:
    dice = ledger.dice
    if dice.chance(0.3):
        ledger.add_equipment(home, "heat pump")
    else:
        ledger.add_equipment(home, "furnace")
        if dice.chance(0.85):
            ledger.add_equipment(home, "condenser")
    if dice.chance(0.6):
        ledger.add_equipment(home, "water heater")


def _add_character(ledger: Ledger, customer: Customer, home: Location) -> None:
    """Agreement, personal touch, flag: what makes this household itself."""
    dice, words = ledger.dice, ledger.words
    if dice.chance(0.38):
        _add_agreement(ledger, customer, home, "Comfort plan", "0.10")
    if dice.chance(0.42):
        pets = dice.shuffled(words["pet_names"])
        pet = dice.pick(words["pets"]).format(pet=pets[0], pet2=pets[1])
        text = pet if dice.chance(0.45) else dice.pick(words["touches"])
        said_by = dice.pick(("dana", "joe", "luis", "amara", "ken", "bridget", "priya", "summer"))
        said_on = ledger.day_before(20, 900)
        ledger.touches.append(Touch(customer.key, home.key, text, said_by, said_on))
    if dice.chance(0.03):
        kind, text = dice.pick(
            (
                (FlagKind.CARE, "infant in the house"),
                (FlagKind.CARE, "oxygen concentrator, cannot be without power or cooling"),
                (FlagKind.CASH_ONLY, "two checks came back"),
                (FlagKind.CREDIT_HOLD, "invoice over 90 days"),
            )
        )
        ledger.flags.append(Flag(customer.key, kind, text, ledger.day_before(20, 600)))


def _add_agreement(
    ledger: Ledger, customer: Customer, home: Location, name: str, discount: str
) -> None:
    starts_on = ledger.day_before(10, 340)
    ends_on = starts_on + timedelta(days=365)
    if ends_on > TUESDAY:
        agreement = Agreement(
            customer.key, home.key, name, starts_on, ends_on, 2, Decimal(discount)
        )
        ledger.agreements.append(agreement)


def add_organisations(ledger: Ledger) -> None:
    """Houses with many units and institutions; several humans each."""
    for name in ledger.words["organisations"]:
        street = next(
            (word for word in ledger.town.addresses if name.startswith(word.street)), None
        )
        address = street and ledger.take_address(street.key)
        customer = ledger.add_customer(
            name,
            CustomerKind.ORGANISATION,
            trade="home_service",
            tax_exempt=any(word in name for word in ("Library", "School", "Clinic", "Pantry")),
        )
        domain = "".join(name.lower().split()) + ".example"
        _add_people(ledger, customer, domain, ledger.dice.between(2, 4))
        place = address or ledger.next_address("shop")
        site = ledger.add_address(customer, place, LocationKind.SITE, name=name)
        apartments = any(word in name for word in ("Apartments", "Lofts", "Homes", "Condominiums"))
        for number in range(1, 11 if apartments else ledger.dice.between(2, 5)):
            unit = f"Apt {number}" if apartments else _ORG_UNITS[number]
            below = ledger.add_inside(
                site, LocationKind.UNIT, unit, spoken=f"{site.spoken}, {unit}", unit=unit
            )
            if ledger.dice.chance(0.5):
                ledger.add_equipment(below, "heat pump" if apartments else "water heater")
        for kind in ("air handler", "condenser", "furnace")[: ledger.dice.between(2, 3)]:
            ledger.add_equipment(site, kind)
        if ledger.dice.chance(0.55):
            _add_agreement(ledger, customer, site, "Building plan", "0.15")


def _add_people(ledger: Ledger, customer: Customer, domain: str, count: int) -> None:
    before = ""
    for place in range(count):
        contact = ledger.add_contact(
            customer,
            ledger.next_name(),
            role=ledger.dice.pick(ledger.words["org_roles"]),
            domain=domain,
            substitute=before,
            signs_scope=place == 0,
        )
        before = contact.key


def add_firms(ledger: Ledger) -> None:
    """Small firms whose computers the bench looks after."""
    kinds = ledger.words["firm_kinds"]
    for index in range(FIRMS):
        owner = ledger.next_name()
        family = owner.split()[-1]
        name = f"{family} {kinds[(index * 7) % len(kinds)]}"
        customer = ledger.add_customer(name, CustomerKind.ORGANISATION, trade="it")
        domain = "".join(name.lower().split()) + ".example"
        first = ledger.add_contact(customer, owner, role="Owner", domain=domain, signs_scope=True)
        if ledger.dice.chance(0.4):
            ledger.add_contact(
                customer,
                ledger.next_name(),
                role="Office manager",
                domain=domain,
                substitute=first.key,
            )
        place = ledger.next_address("shop")
        shop = ledger.add_address(customer, place, LocationKind.SITE, name=name)
        back = ledger.add_inside(shop, LocationKind.ROOM, "Office", spoken=f"{name}, the office")
        for kind in ("PC", "PC", "printer", "server")[: ledger.dice.between(2, 4)]:
            ledger.add_equipment(back, kind)
        if ledger.dice.chance(0.3):
            _add_agreement(ledger, customer, shop, "Desk-side plan", "0.10")
