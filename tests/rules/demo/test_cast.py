"""The people, customers and catalogue of the demo company hang together."""

from collections import Counter
from datetime import date

import phonenumbers

from fullcircle.demo.cast import Registry, catalogue, in_role, people, shifts
from fullcircle.demo.town import Town
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.customers.states import CustomerKind, Side
from fullcircle.registry.people.states import Seat

ROLES = (
    "agent", "dispatcher", "new_colleague", "tune_up_technician", "thermocouple_technician",
    "third_technician", "bookkeeper", "manager", "delegate", "supervisor", "night_lead",
    "occupant", "building_contact", "parts_room", "hr", "administrator", "sick_technician",
    "night_technician", "sales", "helper", "contractor",
)  # fmt: skip


def test_everybody_the_tuesday_needs_is_there() -> None:
    assert len(people()) >= 30
    assert len({in_role(role).key for role in ROLES}) == len(ROLES)
    assert in_role("dispatcher").call_name == "Summer"
    assert in_role("tune_up_technician").call_name == "Joe"
    assert in_role("new_colleague").introduced_by == in_role("dispatcher").key
    assert {seat for one in people() for seat in one.seats} == set(Seat)


def test_names_extensions_and_addresses_are_nobodys_twice() -> None:
    for field in ("key", "name", "extension", "phone", "email"):
        values = [getattr(one, field) for one in people()]
        assert len(values) == len(set(values)), field


def test_the_new_colleague_is_on_day_three_on_the_tuesday() -> None:
    mateo = in_role("new_colleague").key
    worked = [one for one in shifts(date(2026, 7, 1), date(2026, 7, 14)) if one.person == mateo]
    assert len(worked) == 3


def test_nobody_works_two_regular_shifts_at_once() -> None:
    last: dict[tuple[str, bool], object] = {}
    for one in sorted(shifts(date(2026, 1, 1), date(2026, 6, 30)), key=lambda s: s.starts_at):
        key = (one.person, one.kind == "on_call")
        assert one.starts_at < one.ends_at
        assert key not in last or last[key] <= one.starts_at  # type: ignore[operator]  # both are instants
        last[key] = one.ends_at


def test_the_counts_the_demo_promises(registry: Registry) -> None:
    assert len(registry.customers) >= 600
    assert len(registry.locations) >= 1500
    kinds = Counter(one.kind for one in registry.customers)
    assert kinds[CustomerKind.DEPARTMENT] >= 20
    assert kinds[CustomerKind.ORGANISATION] >= 100
    inside = [one for one in registry.customers if one.side is Side.INSIDE]
    assert all(one.cost_centre for one in inside)
    assert len({one.cost_centre for one in inside}) == len(inside)


def test_every_key_points_at_something_that_came_before(registry: Registry, town: Town) -> None:
    customers = {one.key for one in registry.customers}
    contacts: set[str] = set()
    for contact in registry.contacts:
        assert contact.customer in customers
        assert not contact.substitute or contact.substitute in contacts
        contacts.add(contact.key)
    locations: set[str] = set()
    built = {one.key for one in town.addresses}
    for place in registry.locations:
        assert place.customer in customers
        assert not place.parent or place.parent in locations
        assert f"{place.house_number} {place.street}" in built
        locations.add(place.key)
    assert all(one.location in locations for one in registry.equipment)
    assert all(one.customer in customers for one in registry.agreements)
    assert all(one.location in locations for one in registry.touches)
    staff = {one.key for one in people()}
    assert all(one.said_by in staff for one in registry.touches)


def test_every_customer_is_reached_through_a_human(registry: Registry) -> None:
    reached = {contact.customer for contact in registry.contacts}
    assert reached == {one.key for one in registry.customers}


def test_no_phone_number_is_real_and_each_is_well_formed(registry: Registry) -> None:
    phones = [one.phone for one in registry.contacts if not one.person]
    assert len(phones) == len(set(phones))
    for phone in [*phones, *(one.phone for one in people())]:
        assert phone[5:8] == "555"
        assert phone[8:10] == "01"
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone))


def test_no_mail_can_reach_anybody(registry: Registry) -> None:
    mails = [one.email for one in registry.contacts] + [one.email for one in people()]
    assert all(mail.endswith((".example", "@example.com")) for mail in mails)


def test_mary_smith_lives_at_120_maple_with_a_little_dog(registry: Registry) -> None:
    mary = registry.customers[0]
    homes = [one for one in registry.locations if one.customer == mary.key]
    assert (mary.name, [one.spoken for one in homes]) == ("Mary Smith", ["120 Maple"])
    touches = [one.text for one in registry.touches if one.customer == mary.key]
    assert touches == ["a little dog named Fluffy"]
    assert not [one for one in registry.agreements if one.customer == mary.key]


def test_44_birch_has_a_gate_code_and_somebody_has_a_small_child(registry: Registry) -> None:
    gate = next(one for one in registry.locations if one.spoken == "44 Birch")
    assert gate.code
    assert gate.code not in gate.access
    assert "infant in the house" in [flag.text for flag in registry.flags]


def test_no_name_is_john_smith_and_names_differ(registry: Registry) -> None:
    names = [one.name for one in registry.contacts]
    assert len(names) == len(set(names))
    assert [name for name in names if name.endswith("Smith")] == ["Mary Smith"]


def test_the_campus_is_a_tree_of_buildings_floors_and_rooms(registry: Registry) -> None:
    by_key = {one.key: one for one in registry.locations}
    room = next(one for one in registry.locations if one.spoken == "Weaver Hall 412")
    path = []
    place = room
    while place.parent:
        path.append(place.kind)
        place = by_key[place.parent]
    assert [*path, place.kind] == ["room", "floor", "building", "campus"]


def test_each_job_type_has_a_form_a_fee_and_somebody_who_can_do_it() -> None:
    table = catalogue()
    assert {one.trade for one in table.job_types} == set(Trade)
    for job in table.job_types:
        assert table.price(job.fee).trade == job.trade
        assert {"result", "notes"} <= {item.key for item in table.form(job.form).items}
        able = [one for one in people() if set(job.skills) <= set(one.skills)]
        assert able, job.code
        assert job.done_as.startswith(("a ", "an "))


def test_all_services_say_what_they_contain_and_how_to_complain() -> None:
    for service in catalogue().services:
        assert service.scope
        assert service.frequency
        assert service.lead_time_minutes > 0
        assert service.how_to_ask
        assert service.how_to_complain
        assert service.customer_provides
