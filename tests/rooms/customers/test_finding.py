"""The caller in one box: beginnings of words, parts of numbers, never more than twelve."""

import pytest

from fullcircle.registry.customers.models import Contact
from fullcircle.registry.customers.queries import MOST_FOUND, contacts_of, find_callers
from tests.factories.company import Company, a_customer


@pytest.mark.parametrize(
    "typed", ["Mary", "smith", "smith maple", "120 maple", "MAPLE 120", "ma smi map"]
)
def test_each_word_starts_something_of_the_place(company: Company, typed: str) -> None:
    a_customer("Joan Birch", "Birch Lane", "44")
    assert [row.pk for row in find_callers(typed)] == [company.location.pk]


@pytest.mark.parametrize("typed", ["", "m", "  ", "aple", "mary birch", "%", "__"])
def test_what_does_not_fit_finds_nobody(company: Company, typed: str) -> None:
    assert list(find_callers(typed)) == []


def test_a_contact_who_left_is_not_found_any_more(company: Company) -> None:
    Contact.objects.create(customer=company.customer, name="Peter Zorn", left_on="2026-01-01")
    assert list(find_callers("zorn")) == []


def test_the_name_of_a_contact_finds_the_organisation(company: Company) -> None:
    mill = a_customer("Mill Works", "Depot Road", "2")
    Contact.objects.create(customer=mill, name="Grace Lin", phone="+12025559876")
    assert [row.customer for row in find_callers("grace")] == [mill]
    assert [row.customer for row in find_callers("9876")] == [mill]


def test_a_whole_number_is_exact(company: Company) -> None:
    Contact.objects.filter(pk=company.contact.pk).update(phone="+12025550143")
    assert [row.pk for row in find_callers("+1 (202) 555-0143")] == [company.location.pk]
    assert list(find_callers("202 555 0144")) == []


def test_never_more_than_twelve(company: Company) -> None:
    for place in range(MOST_FOUND + 3):
        a_customer("Elm Dweller", "Elm Street", str(place))
    assert len(find_callers("elm")) == MOST_FOUND


def test_contacts_come_for_all_in_one_query(company: Company, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture has no public type
    with django_assert_num_queries(1):
        assert contacts_of([company.customer.pk]) == {company.customer.pk: [company.contact]}
