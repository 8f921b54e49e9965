"""What is known about a customer comes in one query and as rows of their own kind."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.foundation.gathering import gather
from fullcircle.registry.customers.actions import note_touch, seal_code
from fullcircle.registry.customers.card_queries import known_at, known_customer
from fullcircle.registry.customers.models import Contact, Customer, Location
from tests.factories.company import Company, a_customer


def test_everything_comes_in_one_query(company: Company) -> None:
    note_touch(by=company.by_agent, customer=company.customer, text="a little dog")
    seal_code(by=company.by_dispatcher, location=company.location, label="Gate", code="4711")
    known_customer(company.customer.pk)
    with CaptureQueriesContext(connection) as asked:
        known = known_customer(company.customer.pk)
    assert len(asked) == 1
    assert known is not None
    assert known.customer == company.customer
    assert known.contacts == [company.contact]
    assert known.equipment == [company.equipment]
    assert [note.text for note in known.touches] == ["a little dog"]


def test_rows_come_back_as_they_were(company: Company) -> None:
    Location.objects.filter(pk=company.location.pk).update(latitude="40.123456")
    found = gather(Contact.objects.all(), Location.objects.all(), Customer.objects.all())
    contact, place = found.of(Contact)[0], found.of(Location)[0]
    company.location.refresh_from_db()
    assert contact.may_text is True
    assert contact.last_reached_at is None
    assert place.latitude == company.location.latitude
    assert found.by_key(Customer) == {company.customer.pk: company.customer}


def test_instants_keep_their_offset(company: Company) -> None:
    note = note_touch(by=company.by_agent, customer=company.customer, text="a bad knee")
    known = known_customer(company.customer.pk)
    assert known is not None
    assert known.touches[0].said_at == note.said_at
    assert known.touches[0].said_at.tzinfo is not None


def test_a_sealed_code_never_leaves_the_database(company: Company) -> None:
    row = seal_code(by=company.by_dispatcher, location=company.location, label="Gate", code="4711")
    known = known_at(company.location.pk)
    assert known is not None
    assert [code.label for code in known.codes] == ["Gate"]
    assert known.codes[0].pk == row.pk
    assert not known.codes[0].sealed


def test_only_what_belongs_to_the_customer_is_read(company: Company) -> None:
    other = a_customer("Joan Birch", "Birch Lane", "44")
    known = known_at(other.locations.get().pk)
    assert known is not None
    assert known.customer == other
    assert [contact.name for contact in known.contacts] == ["Joan Birch"]


def test_an_agreement_of_another_place_does_not_hold_here(company: Company) -> None:
    today = clock.now().date()
    elsewhere = company.customer.locations.create(kind="home", spoken="9 Lake", zone="UTC")
    company.customer.agreements.create(
        name="Lake plan", location=elsewhere, starts_on=today, ends_on=today + timedelta(days=9)
    )
    known = known_customer(company.customer.pk)
    assert known is not None
    assert known.agreement_at(company.location) is None
    assert known.agreement_at(elsewhere) is not None


def test_nobody_is_nobody(company: Company) -> None:
    assert known_customer(987654) is None
    assert known_at(987654) is None
