"""What tests of cards and calls share: sitting down, a past, many rows, counted queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Case
from fullcircle.operations.servicedesk.models import CaseMessage
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.customers.models import Contact, Customer, Location, ServiceRecord
from fullcircle.registry.people.models import Person
from tests.factories.company import ZONE, Company, a_company

BACKEND = "fullcircle.web.shell.backend.AccountBackend"
BUDGET = 8


def sit_down(person: Person) -> Client:
    client = Client()
    client.force_login(person.account, backend=BACKEND)
    return client


def a_bookable_company() -> Company:
    """Technicians of the trade are on shift today; the job type asks a question and costs a fee."""
    company = a_company()
    Person.objects.filter(pk__in=[company.technician.pk, company.other_technician.pk]).update(
        trade="home_service"
    )
    fee = PriceItem.objects.create(
        price_list=company.part.price_list,
        code="DISPATCH",
        name="Dispatch fee",
        kind="fee",
        unit_minor=8_900,
    )
    company.job_type.urgency_questions = ["Is there an infant at home?"]
    company.job_type.fee = fee
    company.job_type.save()
    return company


def a_past(company: Company, rows: int, *, days_ago: int = 40) -> list[ServiceRecord]:
    """Checked records at the company's location, one a day back from `days_ago`."""
    at = clock.now()
    return ServiceRecord.objects.bulk_create(
        ServiceRecord(
            customer=company.customer,
            location=company.location,
            case_number=f"H{place:05d}",
            visit_ref=f"past:{place}",
            job_code=company.job_type.code,
            what="a demand call",
            symptom="a bad thermocouple",
            result="fixed",
            technician_ref=company.technician.ref,
            technician_name=company.technician.call_name,
            done_at=at - timedelta(days=days_ago + place),
            notes=f"note {place}",
            state="confirmed",
            written_at=at,
            confirmed_at=at,
        )
        for place in range(rows)
    )


def many_words(case: Case, rows: int) -> None:
    CaseMessage.objects.bulk_create(
        CaseMessage(
            case=case, at=clock.now(), channel="phone", by="person:1", by_name="Amy", text=f"{n}"
        )
        for n in range(rows)
    )


def a_town(customers: int) -> None:
    """Customers with a contact and a location each, on a few streets; bulk-written."""
    streets = ("Birch Lane", "Quarry Road", "Cedar Street", "Elm Street")
    made = Customer.objects.bulk_create(
        Customer(number=f"T{place:06d}", name=f"Family {place:05d}", kind="person", side="outside")
        for place in range(customers)
    )
    Contact.objects.bulk_create(
        Contact(customer=row, name=row.name, phone=f"+1303555{place:04d}")
        for place, row in enumerate(made)
    )
    Location.objects.bulk_create(
        Location(
            customer=row,
            kind="home",
            street=streets[place % 4],
            house_number=str(place),
            spoken=f"{place} {streets[place % 4].split()[0]}",
            zone=ZONE,
        )
        for place, row in enumerate(made)
    )


@contextmanager
def at_most(queries: int) -> Iterator[None]:
    """Fails with the list of what was asked. Ask the page once before: the first one learns features."""
    with CaptureQueriesContext(connection) as asked:
        yield
    said = "\n".join(row["sql"][:160] for row in asked)
    assert len(asked) <= queries, f"{len(asked)} queries, {queries} allowed:\n{said}"
