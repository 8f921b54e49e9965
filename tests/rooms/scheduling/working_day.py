"""A small company on one Tuesday, in rows: people with shifts and skills, a customer, calls."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from fullcircle.handoffs import actions as handoffs
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Job, Visit
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.models import ClosingForm, JobType, Service
from fullcircle.registry.customers.models import Contact, Customer, Location
from fullcircle.registry.people.actor import Actor, actor_for, worker
from fullcircle.registry.people.models import Account, Person, PersonSeat, PersonSkill, Shift, Skill
from fullcircle.registry.people.states import Seat, ShiftKind

ZONE = ZoneInfo("America/New_York")
TUESDAY = datetime(2026, 7, 14, tzinfo=ZONE)
_numbers = count(1)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A time of that Tuesday, or of a day after it, as the clock on the wall shows it."""
    there = (TUESDAY + timedelta(days=days)).replace(hour=hour, minute=minute)
    return there.astimezone(UTC)


def a_person(name: str, seat: Seat = Seat.TECHNICIAN, *skills: Skill, trade: str = "") -> Person:
    field = seat in (Seat.TECHNICIAN, Seat.CREW_LEAD)
    person = Person.objects.create(
        name=name, call_name=name.split()[0], trade=trade or ("home_service" if field else "")
    )
    PersonSeat.objects.create(person=person, seat=seat)
    for skill in skills:
        PersonSkill.objects.create(person=person, skill=skill)
    return person


def on_shift(
    person: Person, start: datetime, end: datetime, kind: ShiftKind = ShiftKind.REGULAR
) -> Shift:
    return Shift.objects.create(person=person, starts_at=start, ends_at=end, kind=kind)


def account_of(person: Person) -> Account:
    return Account.objects.create(
        sign_in_name=f"{person.call_name.lower()}{person.pk}", person=person, created_at=at(0)
    )


def a_skill(name: str = "cooling") -> Skill:
    return Skill.objects.get_or_create(name=name)[0]


def a_job_type(
    *skills: Skill, minutes: int = 60, urgency: int = 3, trade: str = "home_service"
) -> JobType:
    number = next(_numbers)
    service = Service.objects.create(name=f"Cooling {number}", trade=trade)
    form = ClosingForm.objects.create(name=f"Form {number}")
    kind = JobType.objects.create(
        service=service,
        code=f"no-cool-{number}",
        name="No cool",
        spoken="no-cool call",
        done_as="a demand call",
        duration_minutes=minutes,
        urgency=urgency,
        form=form,
    )
    kind.skills.set(skills)
    return kind


def a_home(spoken: str = "120 Maple", owner: str = "Mary Smith") -> Location:
    customer = Customer.objects.create(
        number=f"C-{next(_numbers)}", name=owner, kind="person", side="outside"
    )
    Contact.objects.create(
        customer=customer, name=owner, salutation="Mrs", phone="+12125550143", may_text=True
    )
    return Location.objects.create(
        customer=customer,
        kind="home",
        spoken=spoken,
        street=" ".join(spoken.split()[1:]) or spoken,
        house_number=spoken.split()[0],
        zone=ZONE.key,
    )


@dataclass
class WorkingDay:
    """The desk of one day: an agent, two dispatchers, Joe and Ana with the skill for the job type."""

    agent: Actor
    summer: Actor
    priya: Actor
    joe: Person
    ana: Person
    skill: Skill
    job_type: JobType

    def call(self, home: Location | None = None, words: str = "It is warm upstairs") -> Request:
        home = home or a_home()
        contact = home.customer.contacts.first()
        return servicedesk.take_request(
            by=self.agent,
            call=Call(
                customer=home.customer,
                location=home,
                words=words,
                contact=contact,
                job_type=self.job_type,
                access="gate on the left",
                callback_phone="+12125550143",
                wish="first_of_afternoon",
            ),
        )

    def job(self, home: Location | None = None) -> Job:
        return scheduling.make_job(by=self.agent, request=self.call(home))

    def visit(self, start: datetime, home: Location | None = None) -> Visit:
        return scheduling.plan_visit(by=self.summer, job=self.job(home), start=start)

    def assigned(self, start: datetime, person: Person, home: Location | None = None) -> Visit:
        visit = self.visit(start, home)
        return dispatch.assign(by=self.summer, visit=visit, version=visit.version, person=person)


def lay_out_day() -> WorkingDay:
    """Links, clocks, people and one job type. Tell the story inside `clock.standing_at(...)`."""
    handoffs.lay_out_links(by=worker("tests"))
    servicedesk.lay_out_targets(by=worker("tests"), zone=ZONE.key)
    skill = a_skill()
    agent = a_person("Amy Ito", Seat.AGENT)
    summer = a_person("Summer Reyes", Seat.DISPATCHER)
    priya = a_person("Priya Nair", Seat.DISPATCHER)
    joe = a_person("Joe Ruiz", Seat.TECHNICIAN, skill)
    ana = a_person("Ana Mora", Seat.TECHNICIAN, skill)
    for person in (agent, summer, priya, joe, ana):
        on_shift(person, at(7, 30), at(16, 30))
    return WorkingDay(
        agent=actor_for(agent),
        summer=actor_for(summer),
        priya=actor_for(priya),
        joe=joe,
        ana=ana,
        skill=skill,
        job_type=a_job_type(skill),
    )
