"""Reads about people."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from fullcircle.foundation import clock
from fullcircle.registry.people.models import Account, Person, PersonSeat, SetUpLink, Team
from fullcircle.registry.people.rules import token_hash


@dataclass(frozen=True)
class DemoSeat:
    """One card of the demo's sign-in page."""

    person: int
    name: str
    title: str


def demo_seats(most: int = 24) -> list[DemoSeat]:
    """Accounts of the demo company in the order in which they were made."""
    rows = Account.objects.filter(is_active=True, person__left_on__isnull=True)
    return [
        DemoSeat(account.person.pk, account.person.name, account.person.title)
        for account in rows.select_related("person").order_by("pk")[:most]
        if account.person is not None
    ]


def team_numbered(number: int) -> Team | None:
    """A team with its people who are still here."""
    people = Prefetch("people", queryset=Person.objects.here().order_by("name"))
    return Team.objects.filter(pk=number).prefetch_related(people).first()


def colleagues_of(person_id: int) -> "QuerySet[Person]":
    """Everybody who is still here but this one, by name."""
    return Person.objects.here().exclude(pk=person_id).order_by("name")


def teams() -> "QuerySet[Team]":
    return Team.objects.order_by("name")


def seats_in_team(team: int) -> list[str]:
    """The seats that people of a team hold, each once."""
    rows = PersonSeat.objects.filter(person__teams=team, person__left_on__isnull=True)
    return sorted(set(rows.values_list("seat", flat=True)))


def set_up_link_stands(token: str) -> bool:
    """Good for one use: not used, not expired, and nobody has an account yet."""
    at = clock.now()
    fresh = SetUpLink.objects.filter(
        token_hash=token_hash(token), used_at__isnull=True, expires_at__gt=at
    )
    return fresh.exists() and not Account.objects.exists()


def people_after(name: str = "", number: int = 0, *, most: int = 25) -> list[Person]:
    """One page by name with seats, teams and account; those who left come last. Three queries."""
    rows = Person.objects.here().select_related("account").prefetch_related("seats", "teams")
    behind = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=number))
    return list(behind.order_by("name", "pk")[: most + 1])
