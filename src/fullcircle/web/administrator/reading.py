"""What the administrator's pages read: people, the catalogue, what runs. No content of any case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Q

from fullcircle.foundation import clock
from fullcircle.foundation.gathering import Gathered, gather
from fullcircle.foundation.models import AuditEntry, Delivery, Event
from fullcircle.foundation.states import DeliveryState
from fullcircle.handoffs.models import ExpectationCard
from fullcircle.operations.servicedesk.models import TargetPolicy
from fullcircle.registry.catalogue.models import JobType, PriceItem, Service
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.people.models import (
    Absence,
    Account,
    Person,
    PersonSeat,
    PersonSkill,
    Shift,
    Skill,
    Team,
    TeamMembership,
)
from fullcircle.registry.people.states import Seat

NEEDED_SEATS = (Seat.AGENT, Seat.DISPATCHER, Seat.TECHNICIAN, Seat.BOOKKEEPER, Seat.MANAGER)


@dataclass(frozen=True)
class Standing:
    """What the company has so far: `seats` that somebody sits on, and what there is at all."""

    seats: dict[str, int]
    has: dict[str, bool]


def company_standing() -> Standing:
    """Two queries."""
    held = PersonSeat.objects.filter(person__left_on__isnull=True)
    seats = dict(held.values_list("seat").annotate(n=Count("person", distinct=True)))
    at = clock.now()
    technicians = Q(person__seats__seat__in=[Seat.TECHNICIAN, Seat.CREW_LEAD, Seat.CREW_MEMBER])
    wanted = {
        "cards": ExpectationCard.objects.filter(retired_at__isnull=True),
        "targets": TargetPolicy.objects.filter(retired_at__isnull=True),
        "service": Service.objects.filter(retired_on__isnull=True),
        "job_type": JobType.objects.filter(retired_on__isnull=True),
        "price": PriceItem.objects.filter(retired_on__isnull=True),
        "customer": Customer.objects.all(),
        "shift": Shift.objects.filter(technicians, ends_at__gt=at),
        "accounts": Account.objects.filter(is_active=True, person__left_on__isnull=True),
    }
    asked = {name: Exists(rows) for name, rows in wanted.items()}
    row = Account.objects.order_by("pk").annotate(**asked).values(*asked).first()
    return Standing(seats, dict(row or dict.fromkeys(asked, False)))


def person_sheet(person: Person) -> Gathered:
    """Seats, teams, skills, the next four weeks of shifts, absences; all teams and skills: one query."""
    at = clock.now()
    return gather(
        PersonSeat.objects.filter(person=person),
        TeamMembership.objects.filter(person=person),
        PersonSkill.objects.filter(person=person),
        Shift.objects.filter(person=person, ends_at__gt=at, starts_at__lt=at + timedelta(days=28)),
        Absence.objects.filter(person=person, ends_at__gt=at),
        Team.objects.all(),
        Skill.objects.all(),
    )


def audit_after(
    *, subject: str = "", behind: int | None = None, most: int = 25
) -> list[AuditEntry]:
    """Newest first: who did what to which row; never what a case says."""
    rows = AuditEntry.objects.all()
    if subject:
        rows = rows.filter(Q(subject=subject) | Q(by=subject))
    if behind is not None:
        rows = rows.filter(pk__lt=behind)
    return list(rows.order_by("-pk")[: most + 1])


def names_of(refs: set[str]) -> dict[str, str]:
    """ "person:7" -> name, for the people among the references."""
    numbers = [int(ref[7:]) for ref in refs if ref.startswith("person:") and ref[7:].isdigit()]
    rows = Person.objects.filter(pk__in=numbers).values_list("pk", "name")
    return {f"person:{number}": name for number, name in rows}


@dataclass(frozen=True)
class Outgoing:
    """What leaves the house: counts by state, and the rows that need somebody."""

    counts: dict[str, int]
    trouble: list[Delivery]
    oldest: datetime | None


def outgoing() -> Outgoing:
    """Two queries. Kind and state only: what was written to a customer is nobody's here."""
    counts = dict(Delivery.objects.values_list("state").annotate(n=Count("pk")))
    wanted = Delivery.objects.filter(state__in=[DeliveryState.WAITING, DeliveryState.DEAD])
    rows = list(wanted.defer("text", "subject", "address").order_by("state", "due_at")[:50])
    waiting = [row.queued_at for row in rows if row.state == DeliveryState.WAITING]
    return Outgoing(counts, rows, min(waiting, default=None))


@dataclass(frozen=True)
class Feed:
    """Whether open screens hear what happens."""

    last: datetime | None
    last_hour: int


def feed_health() -> Feed:
    last = Event.objects.order_by("-pk").first()
    since = clock.now() - timedelta(hours=1)
    return Feed(last.at if last else None, Event.objects.filter(at__gte=since).count())
