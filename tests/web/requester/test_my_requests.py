"""A colleague of a department we serve asks, follows, and says whether it is done."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.operations.fieldwork.actions import close_out
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.states import Circle, RequestState
from fullcircle.registry.customers.models import Contact, Customer, Location
from fullcircle.registry.people.states import Seat
from tests.factories.company import (
    TUESDAY,
    Company,
    a_company,
    a_dispatched_visit,
    a_person,
    a_promised_job,
    a_report,
    a_request,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Iterator[Company]:
    with clock.standing_at(TUESDAY):
        yield a_company()


@pytest.fixture
def occupant(client: Client, company: Company) -> Contact:
    """Eleanor of accounting, fourth floor, signed in."""
    person = a_person("Eleanor Hart", Seat.REQUESTER)
    department = Customer.objects.create(
        number="D1", name="Accounting", kind="department", side="inside", cost_centre="4100"
    )
    Location.objects.create(customer=department, kind="room", spoken="Weaver Hall 412")
    client.force_login(person.account)
    return Contact.objects.create(
        customer=department, person=person, name=person.name, phone="+12025550177"
    )


def form(contact: Contact, **more: str) -> dict[str, str]:
    location = contact.customer.locations.get()
    said = {"location": str(location.pk), "words": "The bin was missed last night", "key": "k1"}
    return said | more


def test_asking_makes_a_request_that_a_person_still_has_to_see(
    client: Client, occupant: Contact
) -> None:
    assert client.post("/my-requests/new", form(occupant)).status_code == 302
    request = Request.objects.get()
    assert (request.state, request.channel) == (RequestState.RECEIVED, "portal")
    assert request.acknowledged_at is None
    page = client.get("/my-requests").content.decode()
    assert "A person will look at it shortly." in page


def test_a_second_click_makes_no_second_request(client: Client, occupant: Contact) -> None:
    client.post("/my-requests/new", form(occupant))
    client.post("/my-requests/new", form(occupant))
    assert Request.objects.count() == 1


def test_a_request_without_words_comes_back_with_what_was_typed(
    client: Client, occupant: Contact
) -> None:
    answer = client.post("/my-requests/new", form(occupant, words="", access="ask for Eleanor"))
    assert answer.status_code == 422
    assert "ask for Eleanor" in answer.content.decode()
    assert not Request.objects.exists()


def test_another_department_s_room_cannot_be_named(
    client: Client, occupant: Contact, company: Company
) -> None:
    answer = client.post("/my-requests/new", form(occupant, location=str(company.location.pk)))
    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_another_department_s_request_is_not_there(
    client: Client, occupant: Contact, company: Company
) -> None:
    foreign = a_request(company)
    assert client.post(f"/my-requests/{foreign.pk}/all-good").status_code == 404
    assert "120 Maple" not in client.get("/my-requests").content.decode()


def test_the_occupant_confirms_what_is_done(
    client: Client, occupant: Contact, company: Company
) -> None:
    mine = a_request(
        company, customer=occupant.customer, location=occupant.customer.locations.get(),
        contact=occupant,
    )  # fmt: skip
    visit: Visit = a_dispatched_visit(company, a_promised_job(company, mine))
    report = a_report(company, signed="nobody_there", signed_by_name="")
    close_out(by=company.by_technician, visit=visit, report=report)
    client.post(f"/my-requests/{mine.pk}/all-good")
    mine.refresh_from_db()
    assert mine.circle == Circle.CONFIRMED


@pytest.mark.parametrize("many", [2, 25])
def test_the_page_takes_the_same_queries_for_any_number(
    client: Client, occupant: Contact, company: Company, many: int
) -> None:
    place = occupant.customer.locations.get()
    for _ in range(many):
        a_request(company, customer=occupant.customer, location=place, contact=occupant)
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/my-requests")
    assert page.content.decode().count("<article") == many
    # session, account, seats; contact, requests, visits, promises, words, and the form's two lists
    assert len(queries) <= 11


def test_somebody_without_a_department_is_told_what_to_do(client: Client, company: Company) -> None:
    client.force_login(a_person("Nina Roy", Seat.REQUESTER).account)
    assert "An administrator ties your name" in client.get("/my-requests").content.decode()


def test_a_technician_has_no_requests_page(client: Client, company: Company) -> None:
    client.force_login(company.technician.account)
    assert client.get("/my-requests").status_code == 403
