"""Whom we talk to: entered, changed, with somebody who stands in; wrong input keeps what was typed."""

import pytest
from django.test import Client
from django.urls import reverse

from fullcircle.registry.customers.models import Contact
from tests.factories.company import Company, a_company
from tests.web.cards.desk import sit_down


@pytest.fixture
def company(db: None) -> Company:
    return a_company()


@pytest.fixture
def agent(company: Company) -> Client:
    return sit_down(company.agent)


def said(contact: Contact | None = None, **more: str) -> dict[str, str]:
    form = {
        "name": "Rosa Diaz", "phone": "(212) 555-0177", "preferred_channel": "phone",
        "language": "es", "version": str(contact.version) if contact else "",
    }  # fmt: skip
    return form | more


def test_somebody_new_stands_on_the_card(company: Company, agent: Client) -> None:
    address = reverse("contact-new", args=[company.customer.pk])
    assert agent.get(address).status_code == 200
    assert agent.post(address, said(preferred_hours="after five")).status_code == 302
    made = Contact.objects.get(name="Rosa Diaz")
    assert (made.phone, made.language) == ("+12125550177", "es")
    page = agent.get(reverse("customer-card", args=[company.customer.pk])).content.decode()
    assert "Rosa Diaz" in page
    assert "after five" in page


def test_a_contact_is_changed_and_somebody_stands_in(company: Company, agent: Client) -> None:
    other = Contact.objects.create(customer=company.customer, name="Ben Diaz")
    contact = company.contact
    address = reverse("contact", args=[company.customer.pk, contact.pk])
    assert agent.post(address, said(contact, substitute=str(other.pk))).status_code == 302
    contact.refresh_from_db()
    assert (contact.name, contact.substitute) == ("Rosa Diaz", other)
    assert agent.post(address, said(contact, substitute="")).status_code == 302
    contact.refresh_from_db()
    assert contact.substitute is None


def test_who_left_is_offered_nowhere(company: Company, agent: Client) -> None:
    contact = company.contact
    address = reverse("contact", args=[company.customer.pk, contact.pk])
    assert agent.post(address, said(contact, left="on")).status_code == 302
    contact.refresh_from_db()
    assert contact.left_on is not None
    assert agent.get(address).status_code == 404
    page = agent.get(reverse("customer-card", args=[company.customer.pk])).content.decode()
    assert "Rosa Diaz" not in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Say who it is."),
        ({"phone": "12"}, "cannot be dialled"),
        ({"preferred_channel": "email"}, "so it has to be known"),
        ({"email": "rosa"}, "looks like name@example.com"),
        ({"substitute": "99999"}, "form-error"),
    ],
)
def test_wrong_input_is_named_and_the_rest_is_kept(
    company: Company, agent: Client, wrong: dict[str, str], words: str
) -> None:
    contact = company.contact
    before = contact.name
    address = reverse("contact", args=[company.customer.pk, contact.pk])
    answer = agent.post(address, said(contact, role="tenant", **wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "tenant" in page
    contact.refresh_from_db()
    assert contact.name == before


def test_two_who_change_at_once_are_told(company: Company, agent: Client) -> None:
    contact = company.contact
    address = reverse("contact", args=[company.customer.pk, contact.pk])
    first = said(contact)
    assert agent.post(address, first).status_code == 302
    again = agent.post(address, first | {"name": "Rose Diaz"})
    assert again.status_code == 409
    assert "in the meantime" in again.content.decode()
    contact.refresh_from_db()
    assert contact.name == "Rosa Diaz"


def test_another_customers_contact_is_not_there(company: Company, agent: Client) -> None:
    address = reverse("contact", args=[company.customer.pk + 1, company.contact.pk])
    assert agent.get(address).status_code == 404
