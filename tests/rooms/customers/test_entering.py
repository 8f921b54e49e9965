"""Customers, contacts and places are entered by those who may, whole or not at all."""

import pytest

from fullcircle.foundation.models import AuditEntry
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.registry.customers.actions import (
    NewContact,
    NewPlace,
    add_contact,
    add_location,
    change_contact,
    enter_customer,
    enter_newcomer,
)
from fullcircle.registry.customers.actions.entering import (
    NameMissing,
    PhoneNotDialled,
    PlaceNotSaid,
    StandInNotPossible,
)
from fullcircle.registry.customers.models import Contact, Customer
from fullcircle.registry.customers.queries import known_already
from fullcircle.registry.customers.states import CustomerKind
from fullcircle.registry.people.refusals import NotAllowed
from tests.factories.company import Company


def test_a_customer_gets_a_number_of_its_own(company: Company) -> None:
    first = enter_customer(by=company.by_agent, name="  Rosa   Diaz ")
    second = enter_customer(by=company.by_agent, name="Rosa Diaz")
    assert first.name == "Rosa Diaz"
    assert first.number != second.number
    assert AuditEntry.objects.filter(verb="enter customer").count() == 2


def test_a_number_of_an_older_system_is_stepped_over(company: Company) -> None:
    taken = enter_customer(by=company.by_agent, name="Rosa Diaz")
    next_one = f"K{int(taken.number[1:]) + 1:05d}"
    Customer.objects.filter(pk=company.customer.pk).update(number=next_one)
    assert enter_customer(by=company.by_agent, name="Tom Okafor").number != next_one


def test_a_customer_has_a_name(company: Company) -> None:
    with pytest.raises(NameMissing):
        enter_customer(by=company.by_agent, name="  ")


def test_a_technician_does_not_enter_customers(company: Company) -> None:
    with pytest.raises(NotAllowed):
        enter_customer(by=company.by_technician, name="Rosa Diaz")


def test_a_phone_is_kept_as_it_is_dialled(company: Company) -> None:
    row = add_contact(
        by=company.by_agent,
        customer=company.customer,
        contact=NewContact(name="Peter Smith", phone="(202) 555-0177"),
    )
    assert row.phone == "+12025550177"


def test_a_number_nobody_can_call_is_refused(company: Company) -> None:
    with pytest.raises(PhoneNotDialled):
        add_contact(
            by=company.by_agent,
            customer=company.customer,
            contact=NewContact(name="Peter Smith", phone="12"),
        )


@pytest.mark.parametrize(
    ("place", "spoken"),
    [
        (NewPlace(house_number="120", street="Maple Street"), "120 Maple"),
        (NewPlace(house_number="12", street="Quarry Road", unit="4B"), "12 Quarry Road, 4B"),
        (NewPlace(name="Hall 2", street="Depot Road"), "Hall 2"),
    ],
)
def test_a_place_is_spoken_as_a_dispatcher_says_it(
    company: Company, place: NewPlace, spoken: str
) -> None:
    row = add_location(by=company.by_agent, customer=company.customer, place=place)
    assert row.spoken == spoken


def test_a_place_nobody_could_find_is_refused(company: Company) -> None:
    with pytest.raises(PlaceNotSaid):
        add_location(by=company.by_agent, customer=company.customer, place=NewPlace(town="Alder"))


def test_a_newcomer_is_entered_whole_or_not_at_all(company: Company) -> None:
    with pytest.raises(PlaceNotSaid):
        enter_newcomer(
            by=company.by_agent,
            name="Rosa Diaz",
            kind=CustomerKind.PERSON,
            contact=NewContact(name="Rosa Diaz"),
            place=NewPlace(),
        )
    assert not Customer.objects.filter(name="Rosa Diaz").exists()


def test_a_contact_is_changed_by_version(company: Company) -> None:
    contact = company.contact
    change_contact(
        by=company.by_agent, contact=contact, version=1, values={"preferred_hours": "after 5 pm"}
    )
    assert contact.preferred_hours == "after 5 pm"
    with pytest.raises(StaleEdit):
        change_contact(by=company.by_agent, contact=contact, version=1, values={"role": "owner"})


def test_a_contact_keeps_a_name_and_a_number_that_can_be_called(company: Company) -> None:
    with pytest.raises(NameMissing):
        change_contact(
            by=company.by_agent, contact=company.contact, version=1, values={"name": " "}
        )
    with pytest.raises(PhoneNotDialled):
        change_contact(
            by=company.by_agent, contact=company.contact, version=1, values={"phone": "12"}
        )


def test_what_is_no_field_of_a_contact_is_left_alone(company: Company) -> None:
    change_contact(by=company.by_agent, contact=company.contact, version=1, values={"id": 99})
    company.contact.refresh_from_db()
    assert company.contact.pk != 99


def test_the_same_number_or_address_is_known_already(company: Company) -> None:
    assert known_already(phone="(202) 555-" + company.contact.phone[-4:]) == [company.location]
    assert known_already(street="maple street ", house_number="120") == [company.location]
    assert known_already(street="Maple Street", house_number="121") == []
    assert known_already() == []


def test_only_somebody_else_of_the_same_customer_stands_in(company: Company) -> None:
    stranger = Contact.objects.create(
        customer=enter_customer(by=company.by_agent, name="Other", kind=CustomerKind.PERSON),
        name="Stranger",
    )
    for wrong in (company.contact, stranger):
        with pytest.raises(StandInNotPossible):
            change_contact(
                by=company.by_agent,
                contact=company.contact,
                version=company.contact.version,
                values={"substitute": wrong},
            )
