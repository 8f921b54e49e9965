"""A day with many technicians and visits, written in bulk: what budgets are measured on."""

from datetime import timedelta
from itertools import batched

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Case, Handoff, Link
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.dispatch.models import Assignment, Position
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.scheduling.states import JobState, PromiseKind, VisitState
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.states import RequestState
from fullcircle.registry.customers.models import Location
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.states import Seat
from tests.rooms.scheduling.working_day import WorkingDay, a_home, a_person, at, on_shift

MINUTES = 45


def fill(day: WorkingDay, *, technicians: int, visits: int) -> None:
    """Every visit with promise, lead, intake and briefing; the people with a position each."""
    people = [a_person(f"Technician {number:03}", Seat.TECHNICIAN) for number in range(technicians)]
    for person in people:
        on_shift(person, at(7), at(19))
        Position.objects.create(
            person=person, street="Arbor Way", heading="east", source="radio", at=clock.now()
        )
    jobs = _jobs(day, visits)
    per_person = -(-visits // technicians)
    share = list(batched(jobs, per_person))
    written = Visit.objects.bulk_create(
        _visit(job, index) for own in share for index, job in enumerate(own)
    )
    of_job = {visit.job_id: visit for visit in written}
    Assignment.objects.bulk_create(
        _assignment(of_job[job.pk], person)
        for person, own in zip(people, share, strict=False)
        for job in own
    )


def _jobs(day: WorkingDay, number: int) -> list[Job]:
    home = a_home("1204 Cottonwood Street")
    jobs = _made(day, _asked(day, _cases(home, number)), home)
    Promise.objects.bulk_create(
        Promise(
            job=job,
            kind=PromiseKind.FIRST_OF_AFTERNOON,
            window_start=at(13),
            window_end=at(15),
            local_date=at(13).date(),
            local_start=at(13).time(),
            local_end=at(15).time(),
            zone=home.zone,
            promised_at=clock.now(),
            told_how="phone",
        )
        for job in jobs
    )
    return jobs


def _cases(home: Location, number: int) -> list[Case]:
    now = clock.now()
    return Case.objects.bulk_create(
        Case(
            number=f"T{index:06}",
            customer=home.customer,
            payer=home.customer,
            location=home,
            title="No cool, Cottonwood Street",
            trade="home_service",
            opened_at=now,
        )
        for index in range(number)
    )


def _batons(day: WorkingDay, cases: list[Case]) -> dict[int, Handoff]:
    """Case -> its intake; the briefing is there too."""
    now = clock.now()
    links = {link.key: link for link in Link.objects.all()}
    batons = Handoff.objects.bulk_create(
        Handoff(
            case=case,
            link=links[key],
            item=f"{key}:{case.pk}",
            giver_id=day.agent.person_id,
            receiver=day.joe,
            given_at=now,
        )
        for case in cases
        for key in (LinkKey.INTAKE, LinkKey.BRIEFING)
    )
    return {baton.case_id: baton for baton in batons if baton.item.startswith("intake")}


def _asked(day: WorkingDay, cases: list[Case]) -> list[Request]:
    now, intake = clock.now(), _batons(day, cases)
    return Request.objects.bulk_create(
        Request(
            case=case,
            handoff=intake[case.pk],
            channel="phone",
            taken_by_id=day.agent.person_id,
            job_type=day.job_type,
            words="It is warm",
            received_at=now,
            acknowledged_at=now,
            state=RequestState.CONVERTED,
        )
        for case in cases
    )


def _made(day: WorkingDay, requests: list[Request], home: Location) -> list[Job]:
    now = clock.now()
    return Job.objects.bulk_create(
        Job(
            case=row.case,
            request=row,
            job_type=day.job_type,
            location=home,
            state=JobState.SCHEDULED,
            made_at=now,
        )
        for row in requests
    )


def _visit(job: Job, index: int) -> Visit:
    start = at(7) + index * timedelta(minutes=MINUTES)
    return Visit(
        job=job,
        planned_start=start,
        planned_end=start + timedelta(minutes=MINUTES),
        local_start=start,
        zone=job.location.zone,
        state=VisitState.DISPATCHED,
        dispatched_at=at(7),
    )


def _assignment(visit: Visit, person: Person) -> Assignment:
    return Assignment(
        visit=visit,
        person=person,
        starts_at=visit.planned_start,
        ends_at=visit.planned_end,
        assigned_at=at(7),
        assigned_by="person:1",
    )
