"""Reads about people."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from fullcircle.registry.people.models import Account, Person, PersonSeat, Team


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
