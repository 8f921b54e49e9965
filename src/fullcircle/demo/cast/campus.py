"""Fallsview Campus and the departments of the house that live on it, each with a cost centre."""

from __future__ import annotations

from fullcircle.demo.cast.ledger import Ledger
from fullcircle.demo.cast.people import in_role, people
from fullcircle.demo.cast.values import Customer, Location
from fullcircle.registry.customers.states import CustomerKind, LocationKind

ROOMS_PER_FLOOR = 23
CAMPUS = "Fallsview Campus"
_ORDINALS = ("ground", "first", "second", "third", "fourth", "fifth", "sixth")


def add_departments(ledger: Ledger) -> dict[str, list[Customer]]:
    """All departments, by the building they live in."""
    homes: dict[str, list[Customer]] = {}
    staff = {one.teams[0].lower(): one for one in people() if one.key in _DEPARTMENT_PEOPLE}
    for name, building, cost_centre in ledger.words["departments"]:
        department = ledger.add_customer(
            name,
            CustomerKind.DEPARTMENT,
            trade="building_care",
            cost_centre=cost_centre,
            tax_exempt=True,
        )
        homes.setdefault(building, []).append(department)
        _add_people(ledger, department, staff.get(name.lower()))
    return homes


_DEPARTMENT_PEOPLE = {
    in_role("occupant").key,
    in_role("building_contact").key,
    in_role("hr").key,
    in_role("sales").key,
    "arthur",
}


def _add_people(ledger: Ledger, department: Customer, known: object) -> None:
    one = known if known in people() else None
    domain = "alderway.example"
    name = getattr(one, "name", "") or ledger.next_name()
    first = ledger.add_contact(
        department,
        name,
        role="Department contact",
        domain=domain,
        phone=getattr(one, "phone", ""),
        person=getattr(one, "key", ""),
        signs_scope=True,
    )
    for _ in range(ledger.dice.between(1, 3)):
        ledger.add_contact(
            department, ledger.next_name(), role="Occupant", domain=domain, substitute=first.key
        )


def add_campus(ledger: Ledger, homes: dict[str, list[Customer]]) -> None:
    """Campus, buildings, floors and rooms; floors are shared out among the departments."""
    addresses = {one.number: one for one in ledger.town.addresses if one.kind == "campus"}
    owner = homes["Weaver Hall"][0]
    campus = ledger.add_address(owner, addresses[1], LocationKind.CAMPUS, name=CAMPUS)
    for name, floors, number in ledger.words["buildings"]:
        at = addresses[number]
        building = Location(
            key=f"l-{len(ledger.locations) + 1}",
            customer=owner.key,
            parent=campus.key,
            kind=LocationKind.BUILDING,
            name=name,
            spoken=name,
            house_number=str(number),
            street=at.street,
            unit="",
            postcode=at.postcode,
            lat=at.lat,
            lon=at.lon,
            access="Badge at the dock after 18:00.",
            hazards="",
            room_kind="",
            area_m2=0,
            code="",
        )
        ledger.locations.append(building)
        for kind in ("air handler", "air handler", "water heater"):
            ledger.add_equipment(building, kind)
        for floor in range(1, floors + 1):
            _add_floor(ledger, building, floor, homes[name][floor % len(homes[name])])


def _add_floor(ledger: Ledger, building: Location, floor: int, department: Customer) -> None:
    dice, words = ledger.dice, ledger.words
    if (building.name, floor) == ("Weaver Hall", 4):
        department = next(one for one in ledger.customers if one.name == "Research Office")
    ordinal = _ORDINALS[floor]
    level = ledger.add_inside(
        building,
        LocationKind.FLOOR,
        f"Floor {floor}",
        spoken=f"{building.name}, {ordinal} floor",
        customer=department.key,
    )
    for room in range(1, ROOMS_PER_FLOOR + 1):
        kind, low, high = words["room_kinds"][room % len(words["room_kinds"])]
        number = f"{floor}{room:02d}"
        place = ledger.add_inside(
            level,
            LocationKind.ROOM,
            f"Room {number}",
            spoken=f"{building.name} {number}",
            customer=department.key,
            unit=number,
            room_kind=kind,
            area_m2=dice.between(low, high),
        )
        if kind == "office" and dice.chance(0.25):
            ledger.add_equipment(place, dice.pick(("PC", "PC", "printer")))
        if kind == "store" and dice.chance(0.5):
            ledger.add_equipment(place, "floor machine")
