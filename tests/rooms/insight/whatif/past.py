"""Three months of a small company, written in bulk: three requests on each working day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fullcircle.handoffs.models import Case, Handoff, Link, Return
from fullcircle.handoffs.states import HandoffState, Known, LinkKey, ReturnKind
from fullcircle.operations.billing.models import Review
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Customer, Location
from fullcircle.registry.people.models import Person, Shift
from tests.factories.company import TUESDAY, ZONE, Company, a_customer, a_job_type

MIDNIGHT = TUESDAY.replace(hour=0, minute=0)
DAYS = 13 * 7
# Hour of the request (UTC, four hours ahead of New York), minutes until the visit and on site.
CALLS = ((13, 60, 60), (15, 90, 45), (18, 1020, 75))


@dataclass(frozen=True)
class Thread:
    """One case in this past."""

    number: int
    customer: Customer
    location: Location
    kind: JobType
    technician: Person
    asked: datetime
    arrived: datetime
    left: datetime

    @property
    def given(self) -> datetime:
        """Close-out given."""
        return self.left + timedelta(minutes=10)

    @property
    def mended(self) -> bool:
        return self.number % 5 == 0

    @property
    def returned(self) -> bool:
        return self.number % 10 == 0


def a_past(company: Company, *, days: int = DAYS) -> None:
    """Every tenth close-out came back, every fifth briefing was mended; all promises but those of
    Wednesdays are kept. The third request of a day is not urgent and waits for the next morning.
    The shop asks on Tuesdays and Thursdays."""
    worked = [MIDNIGHT - timedelta(days=back) for back in range(days, 0, -1)]
    worked = [day for day in worked if day.weekday() < 5]
    _shifts(company, worked)
    threads = list(_threads(company, worked))
    cases = Case.objects.bulk_create(_case(one) for one in threads)
    intakes = _given(company, LinkKey.INTAKE, threads, cases)
    requests = Request.objects.bulk_create(
        Request(
            case=case, handoff=intake, channel="phone", taken_by=company.agent, state="converted",
            job_type=one.kind, words="It hums", received_at=one.asked, acknowledged_at=one.asked,
        )
        for one, case, intake in zip(threads, cases, intakes, strict=True)
    )  # fmt: skip
    jobs = Job.objects.bulk_create(
        Job(
            case=request.case, request=request, job_type=one.kind, location=one.location,
            made_at=one.asked, state="work_done", done_at=one.left,
        )
        for one, request in zip(threads, requests, strict=True)
    )  # fmt: skip
    Promise.objects.bulk_create(_promise(one, job) for one, job in zip(threads, jobs, strict=True))
    visits = Visit.objects.bulk_create(
        Visit(
            job=job, planned_start=one.arrived, planned_end=one.left, local_start=one.arrived,
            zone=ZONE, state="left", result="fixed", arrived_at=one.arrived, left_at=one.left,
            en_route_at=one.arrived - timedelta(minutes=12),
        )
        for one, job in zip(threads, jobs, strict=True)
    )  # fmt: skip
    _brief(company, threads, cases, visits)
    _book(company, threads, cases, visits)


def _threads(company: Company, days: Iterable[datetime]) -> Iterable[Thread]:
    shop = a_customer("Corner Shop", "Mill Street", "4")
    Customer.objects.filter(pk=shop.pk).update(kind="organisation")
    calm = a_job_type(service=company.job_type.service, urgency=4, duration_minutes=75)
    number = 0
    for day in days:
        for hour, until, on_site in CALLS:
            number += 1
            asked = day + timedelta(hours=hour, minutes=5)
            arrived = asked + timedelta(minutes=until)
            customer = shop if day.weekday() in (1, 3) and hour == 15 else company.customer
            yield Thread(
                number=number,
                customer=customer,
                location=customer.locations.get(),
                kind=calm if hour == 18 else company.job_type,
                technician=company.technician if number % 2 else company.other_technician,
                asked=asked,
                arrived=arrived,
                left=arrived + timedelta(minutes=on_site),
            )


def _case(one: Thread) -> Case:
    return Case(
        number=f"P{one.number:05d}", customer=one.customer, payer=one.customer, title="No cool",
        location=one.location, trade="home_service", opened_at=one.asked,
    )  # fmt: skip


def _promise(one: Thread, job: Job) -> Promise:
    late = timedelta(minutes=-5) if one.asked.weekday() == 2 else timedelta(minutes=60)
    start, end = one.arrived - timedelta(minutes=30), one.arrived + late
    return Promise(
        job=job, kind="window", window_start=start, window_end=end, local_date=start.date(),
        local_start=start.time(), local_end=end.time(), zone=ZONE, promised_at=one.asked,
        told_how="phone",
    )  # fmt: skip


def _given(
    company: Company, key: LinkKey, threads: list[Thread], cases: list[Case]
) -> list[Handoff]:
    link = Link.objects.get(key=key)
    rows = []
    for one, case in zip(threads, cases, strict=True):
        at = {
            LinkKey.INTAKE: one.asked + timedelta(minutes=5),
            LinkKey.BRIEFING: one.arrived - timedelta(minutes=20),
            LinkKey.CLOSEOUT: one.given,
        }[key]
        touched = at + timedelta(minutes=20)
        rows.append(
            Handoff(
                case=case, link=link, item=f"{key}:{case.number}", giver=company.dispatcher,
                receiver=company.bookkeeper, given_at=at, state=HandoffState.ACCEPTED,
                outcome_at=at + timedelta(minutes=30), known=Known.BY_ACT,
                returned_first_at=touched if key is LinkKey.CLOSEOUT and one.returned else None,
                fixed_first_at=touched if key is LinkKey.BRIEFING and one.mended else None,
            )
        )  # fmt: skip
    return Handoff.objects.bulk_create(rows)


def _brief(company: Company, threads: list[Thread], cases: list[Case], visits: list[Visit]) -> None:
    assignments = Assignment.objects.bulk_create(
        Assignment(
            visit=visit, person=one.technician, starts_at=one.arrived, ends_at=one.left,
            assigned_at=one.asked, assigned_by=company.dispatcher.ref,
        )
        for one, visit in zip(threads, visits, strict=True)
    )  # fmt: skip
    handoffs = _given(company, LinkKey.BRIEFING, threads, cases)
    Briefing.objects.bulk_create(
        Briefing(visit=row.visit, assignment=row, handoff=handoff, composed_at=handoff.given_at)
        for row, handoff in zip(assignments, handoffs, strict=True)
    )


def _book(company: Company, threads: list[Thread], cases: list[Case], visits: list[Visit]) -> None:
    handoffs = _given(company, LinkKey.CLOSEOUT, threads, cases)
    Return.objects.bulk_create(
        Return(
            handoff=row, item_key="serial", item_label="serial number", kind=ReturnKind.ASKED,
            asked_at=row.returned_first_at, answer="NW-1",
            answered_at=row.returned_first_at + timedelta(minutes=90),
        )
        for row in handoffs
        if row.returned_first_at
    )  # fmt: skip
    close_outs = CloseOut.objects.bulk_create(
        CloseOut(
            visit=visit, handoff=handoff, technician=one.technician, result="fixed",
            signed="all_good", currency="USD", submitted_at=one.given,
        )
        for one, visit, handoff in zip(threads, visits, handoffs, strict=True)
    )  # fmt: skip
    Review.objects.bulk_create(
        Review(
            visit=row.visit, close_out=row, opened_at=row.submitted_at + timedelta(minutes=15),
            posted_at=row.submitted_at + timedelta(minutes=23),
        )
        for row in close_outs
    )  # fmt: skip


def _shifts(company: Company, days: Iterable[datetime]) -> None:
    people = (company.agent, company.dispatcher, company.technician, company.other_technician,
              company.bookkeeper)  # fmt: skip
    Shift.objects.bulk_create(
        Shift(person=person, starts_at=day + timedelta(hours=12), ends_at=day + timedelta(hours=22))
        for day in days
        for person in people
    )
