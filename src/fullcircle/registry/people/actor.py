"""Who acts: read per request, handed to every action as `by`."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Value

from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.registry.people.models import Account, Person, PersonSeat, TeamMembership
from fullcircle.registry.people.states import Party, Seat


@dataclass(frozen=True)
class Actor:
    """The acting party. `ref` stands in audit rows; seats decide what the policy table allows."""

    ref: str
    party: Party
    name: str
    call_name: str = ""
    person_id: int | None = None
    seats: frozenset[Seat] = field(default_factory=frozenset)
    team_ids: frozenset[int] = field(default_factory=frozenset)
    case_id: int | None = None  # a link holder's one case

    def sits(self, *seats: Seat) -> bool:
        return not self.seats.isdisjoint(seats)

    @property
    def needed_person_id(self) -> int:
        """The person, where only a person can act. Raises LookupError for links and workers."""
        if self.person_id is None:
            raise LookupError(f"{self.ref} is not a person")
        return self.person_id


def _seats_and_teams(*, person: int) -> "QuerySet[Any, tuple[str, int]]":
    seats = PersonSeat.objects.filter(person=person).values_list("seat", Value(0)).order_by()
    teams = TeamMembership.objects.filter(person=person).order_by()
    return seats.union(teams.values_list(Value(""), "team_id"))


_held = StandingQuery(_seats_and_teams)


def actor_for(person: Person) -> Actor:
    """One query: seats and teams are read now, never remembered."""
    rows = _held(person=person.pk)
    return Actor(
        ref=person.ref,
        party=Party.PERSON,
        name=person.name,
        call_name=person.call_name,
        person_id=person.pk,
        seats=frozenset(Seat(seat) for seat, _ in rows if seat),
        team_ids=frozenset(int(team) for seat, team in rows if not seat),
    )


def actor_of_account(account: Account) -> Actor | None:
    """None for an account without a person, or closed."""
    if not account.is_active or account.person is None or account.person.left_on is not None:
        return None
    return actor_for(account.person)


def worker(task: str = "worker") -> Actor:
    return Actor(ref=f"worker:{task}", party=Party.WORKER, name=task)


def link_holder(*, case_id: int, name: str) -> Actor:
    return Actor(ref=f"link:{case_id}", party=Party.LINK_HOLDER, name=name, case_id=case_id)
