"""A full board: 50 technicians and 600 visits on a day on which nothing else happens."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import cycle, islice
from zoneinfo import ZoneInfo

from fullcircle.demo.cast.people import ZONE
from fullcircle.demo.writing.index import write
from fullcircle.foundation import clock
from fullcircle.handoffs.models import Case, Handoff, Link
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.dispatch.models import Assignment, Position
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.scheduling.states import JobState, PromiseKind, VisitState
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.states import RequestState
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Location
from fullcircle.registry.people.models import Person, PersonSeat, Shift
from fullcircle.registry.people.states import Seat

DAY = date(2026, 10, 6)
TECHNICIANS = 50
VISITS = 600
MINUTES = 45
STATES = (VisitState.ASSIGNED, VisitState.DISPATCHED, VisitState.SEEN)


def fill() -> None:
    """Twelve visits each, one after the other, with promise, lead, intake and briefing."""
    people = _people()
    jobs = _jobs()
    share = VISITS // TECHNICIANS
    visits = write(Visit, (_visit(job, number, share) for number, job in enumerate(jobs)))
    write(
        Assignment,
        (
            Assignment(
                visit=visit,
                person=people[number // share],
                starts_at=visit.planned_start,
                ends_at=visit.planned_end,
                assigned_at=clock.now(),
                assigned_by=people[0].ref,
            )
            for number, visit in enumerate(visits)
        ),
    )
    _hand_over(visits, people, share)


def at(hour: int) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=ZONE)


def _people() -> list[Person]:
    people = write(
        Person,
        (
            Person(
                name=f"Technician Number {number:02}",
                call_name=f"Tech {number:02}",
                trade="home_service",
            )
            for number in range(1, TECHNICIANS + 1)
        ),
    )
    write(PersonSeat, (PersonSeat(person=person, seat=Seat.TECHNICIAN) for person in people))
    write(Shift, (Shift(person=one, starts_at=at(7), ends_at=at(19)) for one in people))
    write(
        Position,
        (
            Position(person=one, street="Arbor Way", heading="east", source="radio", at=clock.now())
            for one in people
        ),
    )
    return people


def _jobs() -> list[Job]:
    kinds = list(JobType.objects.filter(retired_on=None).order_by("pk"))
    now, requests = clock.now(), _requests(_cases(kinds), kinds)
    return write(
        Job,
        (
            Job(
                case=row.case,
                request=row,
                job_type=row.job_type,
                location=row.case.location,
                state=JobState.SCHEDULED,
                made_at=now,
            )
            for row in requests
        ),
    )


def _cases(kinds: list[JobType]) -> list[Case]:
    now = clock.now()
    rows = Location.objects.select_related("customer").filter(customer__side="outside")
    places = list(islice(cycle(list(rows.order_by("pk")[:VISITS])), VISITS))
    last = Case.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return write(
        Case,
        (
            Case(
                number=f"B{last + number:06}",
                customer=home.customer,
                payer=home.customer,
                location=home,
                title=f"{kinds[number % len(kinds)].name}, {home.spoken}"[:160],
                trade=kinds[number % len(kinds)].trade,
                opened_at=now,
            )
            for number, home in enumerate(places)
        ),
    )


def _requests(cases: list[Case], kinds: list[JobType]) -> list[Request]:
    now = clock.now()
    return write(
        Request,
        (
            Request(
                case=case,
                channel="phone",
                job_type=kinds[number % len(kinds)],
                words="It stopped this morning",
                received_at=now,
                acknowledged_at=now,
                state=RequestState.CONVERTED,
            )
            for number, case in enumerate(cases)
        ),
    )


def _visit(job: Job, number: int, share: int) -> Visit:
    start = at(7) + number % share * timedelta(minutes=MINUTES)
    state = STATES[number % len(STATES)]
    sent = state is not VisitState.ASSIGNED
    return Visit(
        job=job,
        planned_start=start,
        planned_end=start + timedelta(minutes=MINUTES),
        local_start=start.replace(tzinfo=ZoneInfo("UTC")),
        zone=job.location.zone,
        state=state,
        dispatched_at=clock.now() if sent else None,
        seen_at=clock.now() if state is VisitState.SEEN else None,
    )


def _hand_over(visits: list[Visit], people: list[Person], share: int) -> None:
    now, links = clock.now(), dict(Link.objects.values_list("key", "pk"))
    write(
        Promise,
        (
            Promise(
                job=visit.job,
                kind=PromiseKind.WINDOW,
                window_start=visit.planned_start - timedelta(minutes=30),
                window_end=visit.planned_start + timedelta(minutes=90),
                local_date=DAY,
                local_start=visit.local_start.time(),
                local_end=(visit.local_start + timedelta(minutes=90)).time(),
                zone=visit.zone,
                promised_at=now,
                told_how="phone",
            )
            for visit in visits
        ),
    )
    write(
        Handoff,
        (
            Handoff(
                case=visit.job.case,
                link_id=links[key],
                item=f"{key}:{visit.pk}",
                giver=people[0],
                receiver=people[number // share],
                given_at=now,
            )
            for number, visit in enumerate(visits)
            for key in (LinkKey.INTAKE, LinkKey.BRIEFING)
        ),
    )
