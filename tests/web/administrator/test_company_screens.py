"""From an empty database to the first call: the link, people, service, job type, price, customer."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock, deliveries
from fullcircle.foundation.models import Delivery
from fullcircle.handoffs.models import ExpectationCard
from fullcircle.operations.servicedesk.models import CalendarVersion, TargetPolicy
from fullcircle.registry.catalogue.models import ClosingForm, JobType, PriceItem, Service
from fullcircle.registry.customers.models import Contact, Customer
from fullcircle.registry.people import actions
from fullcircle.registry.people.models import Account, Person, PersonSeat
from fullcircle.registry.people.states import Seat
from tests.factories.company import TUESDAY, ZONE, a_customer, a_person

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Ada Lind",
    "sign_in_name": "ada",
    "password": "three calm green herons",
    "again": "three calm green herons",
    "zone": ZONE,
}


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def ada() -> Client:
    client = Client()
    client.force_login(a_person("Ada Lind", Seat.ADMINISTRATOR).account)
    return client


def test_looking_at_the_link_changes_nothing_and_using_it_opens_the_company() -> None:
    path, client = actions.issue_set_up_link(), Client()
    for _look in range(2):
        assert client.get(path).status_code == 200
    assert not Account.objects.exists()
    made = client.post(path, SAID)
    assert made["Location"] == "/company/"
    page = client.get("/company/").content.decode()
    assert "no agent, dispatcher" in page
    assert ExpectationCard.objects.exists()
    assert TargetPolicy.objects.exists()
    assert Client().get(path).status_code == 404
    assert Client().post(path, {**SAID, "sign_in_name": "eve"}).status_code == 404


def test_a_set_up_that_is_refused_keeps_the_link() -> None:
    path, client = actions.issue_set_up_link(), Client()
    refused = client.post(path, {**SAID, "again": "something else"})
    assert refused.status_code == 422
    assert "Ada Lind" in refused.content.decode()
    weak = client.post(path, {**SAID, "password": "short", "again": "short"})
    assert weak.status_code == 422
    assert client.get(path).status_code == 200


def test_the_first_company_is_laid_out_by_hand_from_person_to_customer() -> None:
    client = Client()
    client.post(actions.issue_set_up_link(), SAID)
    for name, seat in (("Amy", "agent"), ("Summer", "dispatcher"), ("Joe", "technician"),
                       ("Bea", "bookkeeper"), ("Max", "manager")):  # fmt: skip
        answer = client.post(
            "/company/people", {"name": name, "seat": seat, "sign_in_name": name, "zone": ZONE}
        )
        assert answer.status_code == 200
        assert "shown once" in answer.content.decode()
    joe = Person.objects.get(name="Joe")
    week = {"first": "2026-07-14", "weekdays": ["1", "2"], "starts": "08:00", "ends": "17:00"}
    client.post(f"/company/people/{joe.pk}/week", {**week, "weeks": "4", "kind": "regular"})
    client.post(
        "/company/forms/new",
        {"name": "Cooling", "label-0": "Suction pressure", "kind-0": "reading", "unit-0": "psi",
         "required-0": "on"},
    )  # fmt: skip
    client.post("/company/catalogue", {"name": "Cooling", "trade": "home_service"})
    client.post("/company/prices", {"code": "DIAG", "name": "Diagnostic visit", "kind": "fee",
                                    "unit": "each", "price": "89.00", "tax": "7"})  # fmt: skip
    service, form, fee = Service.objects.get(), ClosingForm.objects.get(), PriceItem.objects.get()
    client.post(
        f"/company/services/{service.pk}",
        {"what": "job-type", "new-name": "No cool", "new-duration_minutes": "60",
         "new-urgency": "2", "new-form": form.pk, "new-fee": fee.pk},
    )  # fmt: skip
    client.post("/company/customers", {"name": "Mary Smith", "side": "person", "contact": "Mary",
                                       "phone": "(212) 555-0142", "house_number": "120",
                                       "street": "Maple Street"})  # fmt: skip
    assert (fee.unit_minor, str(fee.tax_rate)) == (8900, "0.0700")
    assert JobType.objects.get().fee == fee
    assert Customer.objects.get().locations.get().spoken == "120 Maple"
    page = client.get("/company/")
    assert page.context["left"] == []
    assert "ready for calls" in page.content.decode()


def test_the_one_time_password_signs_in_and_is_not_shown_again(ada: Client) -> None:
    answer = ada.post(
        "/company/people",
        {"name": "Noor Haddad", "seat": "technician", "sign_in_name": "noor", "zone": ZONE},
    )
    password = answer.context["password"]
    assert answer["Cache-Control"] == "no-store"
    assert Client().login(username="noor", password=password)
    number = Person.objects.get(name="Noor Haddad").pk
    assert password not in ada.get(f"/company/people/{number}").content.decode()


def test_a_person_who_leaves_is_out_with_the_next_click(ada: Client) -> None:
    amy = a_person("Amy Ito", Seat.AGENT)
    hers = Client()
    hers.force_login(amy.account)
    assert hers.get("/company/").status_code == 403
    ada.post(f"/company/people/{amy.pk}/close")
    assert hers.get("/company/").status_code == 302


def test_seats_are_given_to_others_only(ada: Client) -> None:
    oneself = Person.objects.get(name="Ada Lind")
    ada.post(f"/company/people/{oneself.pk}/seat", {"seat": "bookkeeper"})
    assert not PersonSeat.objects.filter(person=oneself, seat="bookkeeper").exists()
    amy = a_person("Amy Ito", Seat.AGENT)
    ada.post(f"/company/people/{amy.pk}/seat", {"seat": "dispatcher"})
    ada.post(f"/company/people/{amy.pk}/seat", {"seat": "agent", "take": "1"})
    assert [row.seat for row in amy.seats.all()] == ["dispatcher"]


def test_a_colleague_is_tied_to_the_department_asked_for(ada: Client) -> None:
    department = a_customer("Accounting", "Campus Way", "1")
    department.side, department.kind = "inside", "department"
    department.save()
    amy = a_person("Amy Ito", Seat.REQUESTER)
    ada.post("/company/customers/tie", {"person": amy.pk, "customer": department.pk})
    assert Contact.objects.get(person=amy).customer == department


def test_targets_and_calendars_get_their_next_version(ada: Client) -> None:
    ada.post("/company/lay-out")
    policy = TargetPolicy.objects.filter(urgency=2, retired_at=None).first()
    assert policy is not None
    ada.post(f"/company/targets/{policy.pk}", {"minutes": "45"})
    policy.refresh_from_db()
    assert policy.retired_at is not None
    fresh = TargetPolicy.objects.get(
        kind=policy.kind, trade=policy.trade, urgency=2, retired_at=None
    )
    assert (fresh.version, fresh.target_minutes) == (2, 45)
    office = CalendarVersion.objects.get(name="Office")
    hours = {"mon": "08:00-12:00, 13:00-17:00", "holidays": "2026-12-25"}
    assert ada.post(f"/company/calendars/{office.pk}", hours).status_code == 302
    newest = CalendarVersion.objects.get(name="Office", version=2)
    in_force = TargetPolicy.objects.filter(retired_at=None)
    assert not in_force.filter(calendar=office).exists()
    assert in_force.filter(calendar=newest).exists()
    odd = ada.post(f"/company/calendars/{newest.pk}", {"mon": "early"})
    assert odd.status_code == 422
    assert "early" in odd.content.decode()


def test_what_was_given_up_is_tried_again(ada: Client) -> None:
    dead = deliveries.queue(kind="text", address="+1", text="private words", about="case:1")
    Delivery.objects.filter(pk=dead.pk).update(state="dead", attempts=10)
    page = ada.get("/company/deliveries").content.decode()
    assert "given up" in page
    assert "private words" not in page
    ada.post(f"/company/deliveries/{dead.pk}/again")
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == ("waiting", 0)


@pytest.mark.parametrize(
    "page",
    ["", "people", "teams", "catalogue", "forms", "forms/new", "prices", "customers", "cards",
     "targets", "policy", "audit", "deliveries"],
)  # fmt: skip
def test_every_page_opens_for_the_administrator_and_for_nobody_else(ada: Client, page: str) -> None:
    assert ada.get(f"/company/{page}").status_code == 200
    agent = Client()
    agent.force_login(a_person("Amy Ito", Seat.AGENT).account)
    assert agent.get(f"/company/{page}").status_code == 403


def test_the_administrator_does_not_read_the_work(ada: Client) -> None:
    for work in ("/review/", "/unbilled/", "/invoices/"):
        assert ada.get(work).status_code == 403


@pytest.mark.parametrize("count", [50, 500])
def test_lists_ask_the_same_whatever_their_length(ada: Client, count: int) -> None:
    Person.objects.bulk_create(
        Person(name=f"Person {n:04d}", call_name="P", zone=ZONE) for n in range(count)
    )
    for page in ("/company/people", "/company/audit", "/company/prices"):
        with CaptureQueriesContext(connection) as asked:
            ada.get(page)
        assert len(asked) <= 8, [query["sql"][:90] for query in asked]
