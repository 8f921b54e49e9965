"""A small company for tests: one of each seat, one customer, one job type. Made through rows and actions."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fullcircle.foundation import clock
from fullcircle.handoffs.actions import lay_out_links
from fullcircle.handoffs.models import Case
from fullcircle.operations.dispatch.actions import assign, dispatch_visit
from fullcircle.operations.fieldwork.actions import PartReport, Report, arrive, close_out, set_out
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling.actions import Window, make_job, plan_visit, promise_window
from fullcircle.operations.scheduling.models import Job, Visit
from fullcircle.operations.scheduling.states import PromiseKind, VisitResult
from fullcircle.operations.servicedesk.actions import lay_out_targets, take_request
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.models import (
    ClosingForm,
    ClosingFormItem,
    JobType,
    PriceItem,
    PriceList,
    Service,
)
from fullcircle.registry.customers.models import Contact, Customer, Equipment, Location
from fullcircle.registry.people.actor import Actor, actor_for, worker
from fullcircle.registry.people.models import Account, Person, PersonSeat, Shift
from fullcircle.registry.people.states import Seat

TUESDAY = datetime(2026, 7, 14, 13, 2, tzinfo=UTC)  # 09:02 in New York
ZONE = "America/New_York"
_numbers = itertools.count(1)


@dataclass
class Company:
    """Who and what is there. Persons by seat, their actors with a capital."""

    agent: Person
    dispatcher: Person
    technician: Person
    other_technician: Person
    bookkeeper: Person
    manager: Person
    customer: Customer
    contact: Contact
    location: Location
    equipment: Equipment
    job_type: JobType
    part: PriceItem

    @property
    def by_agent(self) -> Actor:
        return actor_for(self.agent)

    @property
    def by_dispatcher(self) -> Actor:
        return actor_for(self.dispatcher)

    @property
    def by_technician(self) -> Actor:
        return actor_for(self.technician)

    @property
    def by_bookkeeper(self) -> Actor:
        return actor_for(self.bookkeeper)

    @property
    def by_manager(self) -> Actor:
        return actor_for(self.manager)


def a_person(name: str, *seats: Seat, on_shift: bool = True, title: str = "") -> Person:
    """Somebody with seats, on shift from two hours ago for ten hours, with an account."""
    number = next(_numbers)
    person = Person.objects.create(
        name=name,
        call_name=name.split()[0],
        title=title or (seats[0] if seats else ""),
        trade="home_service",
        zone=ZONE,
    )
    for seat in seats:
        PersonSeat.objects.create(person=person, seat=seat)
    if on_shift:
        start = clock.now() - timedelta(hours=2)
        Shift.objects.create(person=person, starts_at=start, ends_at=start + timedelta(hours=10))
    Account.objects.create(
        sign_in_name=f"{person.call_name.lower()}-{number}@fullcircle.example",
        person=person,
        created_at=clock.now(),
        password="!",
    )
    return person


def a_job_type(code: str = "", **more: object) -> JobType:
    """A no-cool call of an hour with one required reading and one required photo-free form."""
    number = next(_numbers)
    service = Service.objects.create(name=f"Cooling {number}", trade="home_service")
    form = ClosingForm.objects.create(name=f"Cooling {number}")
    ClosingFormItem.objects.create(
        form=form, position=1, key="pressure", label="Suction pressure", kind="reading", unit="psi"
    )
    ClosingFormItem.objects.create(
        form=form, position=2, key="serial", label="Serial number", kind="text", required=False
    )
    values: dict[str, object] = {
        "service": service,
        "code": code or f"no-cool-{number}",
        "name": "No cool",
        "spoken": "no-cool call",
        "done_as": "a demand call",
        "form": form,
        "urgency": 2,
        "duration_minutes": 60,
    }
    return JobType.objects.create(**{**values, **more})


def a_customer(
    name: str = "Mary Smith", street: str = "Maple Street", house: str = "120"
) -> Customer:
    """An outside customer with a contact who may be texted, a home and a condenser."""
    number = next(_numbers)
    customer = Customer.objects.create(
        number=f"K{number:06d}", name=name, kind="person", side="outside", trade="home_service"
    )
    Contact.objects.create(
        customer=customer,
        name=name,
        salutation="Mrs",
        may_text=True,
        phone=f"+1202555{number % 10000:04d}",
    )
    location = Location.objects.create(
        customer=customer,
        kind="home",
        spoken=f"{house} {street.split()[0]}",
        street=street,
        house_number=house,
        town="Alder Falls",
        zone=ZONE,
        access="gate on the left",
    )
    Equipment.objects.create(location=location, kind="condenser", make="Nordwind", model="NW-36")
    return customer


def a_company() -> Company:
    """Links, cards, targets, six people, Mary Smith at 120 Maple."""
    by = worker("tests")
    lay_out_links(by=by)
    lay_out_targets(by=by, zone=ZONE)
    customer = a_customer()
    prices = PriceList.objects.create(name=f"Prices {next(_numbers)}", currency="USD")
    part = PriceItem.objects.create(
        price_list=prices,
        code="T-STAT",
        name="Thermostat",
        kind="part",
        unit_minor=18_900,
        tax_rate="0.0700",
    )
    location = customer.locations.get()
    return Company(
        agent=a_person("Amy Ito", Seat.AGENT),
        dispatcher=a_person("Summer Reyes", Seat.DISPATCHER),
        technician=a_person("Joe Ruiz", Seat.TECHNICIAN),
        other_technician=a_person("Ana Moreau", Seat.TECHNICIAN),
        bookkeeper=a_person("Bea Kline", Seat.BOOKKEEPER),
        manager=a_person("Max Oduya", Seat.MANAGER),
        customer=customer,
        contact=customer.contacts.get(),
        location=location,
        equipment=location.equipment.get(),
        job_type=a_job_type(),
        part=part,
    )


def a_call(company: Company, **more: object) -> Call:
    values: dict[str, object] = {
        "customer": company.customer,
        "location": company.location,
        "contact": company.contact,
        "words": "It is warm upstairs and the unit outside just hums",
        "job_type": company.job_type,
        "access": "gate on the left",
        "wish": "first_of_afternoon",
        "callback_phone": company.contact.phone,
    }
    return Call(**{**values, **more})  # type: ignore[arg-type]  # the caller knows the fields


def a_request(company: Company, **more: object) -> Request:
    return take_request(by=company.by_agent, call=a_call(company, **more))


def a_promised_job(company: Company, request: Request | None = None) -> Job:
    """A job promised for two hours from in one hour."""
    at = clock.now()
    job = make_job(by=company.by_agent, request=request or a_request(company))
    window = Window(PromiseKind.WINDOW, at + timedelta(hours=1), at + timedelta(hours=3))
    promise_window(by=company.by_agent, job=job, window=window, told_how="phone")
    return job


def an_assigned_visit(company: Company, job: Job | None = None, *, minutes: int = 30) -> Visit:
    """Placed `minutes` from now and given to the technician."""
    start = clock.now() + timedelta(minutes=minutes)
    visit = plan_visit(by=company.by_dispatcher, job=job or a_promised_job(company), start=start)
    return assign(
        by=company.by_dispatcher, visit=visit, version=visit.version, person=company.technician
    )


def a_dispatched_visit(company: Company, job: Job | None = None, **more: object) -> Visit:
    visit = an_assigned_visit(company, job, **more)  # type: ignore[arg-type]  # minutes only
    dispatch_visit(by=company.by_dispatcher, visit=visit, version=visit.version, line="")
    visit.refresh_from_db()
    return visit


def an_arrived_visit(company: Company, job: Job | None = None) -> Visit:
    visit = a_dispatched_visit(company, job)
    set_out(by=company.by_technician, visit=visit)
    arrive(by=company.by_technician, visit=visit)
    return visit


def a_report(company: Company, **more: object) -> Report:
    values: dict[str, object] = {
        "result": VisitResult.FIXED,
        "signed": Signed.ALL_GOOD,
        "signed_by_name": "Mary Smith",
        "answers": {"pressure": "118"},
        "notes": "Replaced the thermostat and calibrated it.",
        "parts": [PartReport(item=company.part)],
        "nothing_paid": True,
        "symptom": "a dead thermostat",
    }
    return Report(**{**values, **more})  # type: ignore[arg-type]  # the caller knows the fields


def a_closed_out_visit(company: Company, job: Job | None = None, **more: object) -> CloseOut:
    visit = an_arrived_visit(company, job)
    return close_out(by=company.by_technician, visit=visit, report=a_report(company, **more))


def case_of(visit: Visit) -> Case:
    return visit.job.case
