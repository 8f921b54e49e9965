"""Whose figures may be seen by whom: my own by me, a team's by the team, the company's by those
who see the loop. Another person's are nobody's: there is no address for them."""

from dataclasses import dataclass

from fullcircle.insight.tallies import EVERYBODY, Whose
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Team
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.queries import team_numbered
from fullcircle.registry.people.refusals import NotYours

ME, ALL = "me", "all"


@dataclass(frozen=True)
class Scope:
    """`word` is what stands in the address: me, all, team-7."""

    word: str
    whose: Whose
    team: Team | None = None

    @property
    def mine(self) -> bool:
        return self.word == ME


def scope_of(actor: Actor, word: str) -> Scope:
    """Raises NotYours for what is not to be seen, and for what does not exist."""
    if word == ME and actor.person_id is not None:
        return Scope(ME, Whose(frozenset({actor.person_id})))
    if word == ALL and policy.allows(actor, Permission.SEE_LOOP):
        return Scope(ALL, EVERYBODY)
    kind, _, number = word.partition("-")
    if kind == "team" and number.isdecimal():
        return team_scope(actor, int(number))
    raise NotYours(f"figures of {word}")


def team_scope(actor: Actor, number: int) -> Scope:
    """A team of one is a person: then only that person may look."""
    team = team_numbered(number)
    inside = number in actor.team_ids
    if team is None or not (inside or policy.allows(actor, Permission.SEE_LOOP)):
        raise NotYours(f"figures of team {number}")
    people = frozenset(person.pk for person in team.people.all())
    if len(people) < 2 and not inside:
        raise NotYours(f"figures of team {number}")
    return Scope(f"team-{number}", Whose(people), team)
