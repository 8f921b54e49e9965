"""Who is on stage: people by the keys of the cast, places by what one calls them, times by the wall."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from fullcircle.demo import cast
from fullcircle.demo.cast.people import instant
from fullcircle.foundation import clock
from fullcircle.operations.scheduling.actions import Window
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.models import JobType, PriceItem
from fullcircle.registry.customers.models import Contact, Location
from fullcircle.registry.customers.states import Channel
from fullcircle.registry.people.actor import Actor, actor_for
from fullcircle.registry.people.models import Person

DAY = date(2026, 7, 14)
MARK = "tuesday:"  # before the idempotency key of every request of the story


def moment(wall: str, days: int = 0) -> datetime:
    """The instant of a wall time of the Tuesday, or so many days away from it."""
    return instant(DAY + timedelta(days), wall)


@contextmanager
def at(wall: str, days: int = 0) -> Iterator[datetime]:
    """Inside it is this time of the Tuesday."""
    then = moment(wall, days)
    with clock.standing_at(then):
        yield then


def window(start: str, end: str, kind: PromiseKind = PromiseKind.WINDOW) -> Window:
    return Window(kind, moment(start), moment(end))


@dataclass
class Stage:
    """Looked up once per telling."""

    _people: dict[str, Person] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def person(self, key: str) -> Person:
        if key not in self._people:
            self._people[key] = Person.objects.get(email=cast.person(key).email)
        return self._people[key]

    def actor(self, key: str) -> Actor:
        if key not in self._actors:
            self._actors[key] = actor_for(self.person(key))
        return self._actors[key]

    def key_of(self, person: Person) -> str:
        return next(one.key for one in cast.people() if one.email == person.email)


def place_called(spoken: str) -> Location:
    return Location.objects.select_related("customer").get(spoken=spoken)


def job_type(code: str) -> JobType:
    return JobType.objects.select_related("service", "fee").get(code=code)


def price(code: str) -> PriceItem:
    return PriceItem.objects.get(code=code)


def contact_of(location: Location) -> Contact | None:
    return location.customer.contacts.order_by("pk").first()


def request_of(key: str) -> Request:
    """A request of the story by its key: "maple", "joe-0800"."""
    rows = Request.objects.select_related("case__customer", "contact", "handoff")
    return rows.get(idempotency_key=f"{MARK}{key}")


def job_of(key: str) -> Job:
    rows = Job.objects.select_related("request", "case__customer", "job_type", "location")
    return rows.get(request__idempotency_key=f"{MARK}{key}")


def visit_of(key: str) -> Visit:
    """The newest visit of a request of the story."""
    rows = Visit.objects.select_related("job__case__customer", "job__request", "job__job_type")
    return rows.filter(job__request__idempotency_key=f"{MARK}{key}").order_by("-pk")[0]


def standing_promise(job: Job) -> Promise | None:
    return Promise.objects.standing().filter(job=job).first()


def tell(by: Actor, request: Request, text: str) -> bool:
    """A word to the customer. Where no way leads to them, that is noted: somebody has to call."""
    if servicedesk.tell_customer(by=by, case=request.case, contact=request.contact, text=text):
        return True
    name = request.contact.name if request.contact else request.case.customer.name
    servicedesk.note_message(
        by=by,
        case=request.case,
        channel=Channel.PHONE,
        text=f"{name} was not reached: somebody has to call.",
    )
    return False
