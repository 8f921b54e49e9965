"""Teams and skills, and who is in them."""

from datetime import date

from fullcircle.foundation import audit
from fullcircle.foundation.transactions import action
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person, PersonSkill, Skill, Team, TeamMembership
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NameMissing


@action
def add_team(*, by: Actor, name: str, trade: str = "") -> Team:
    """A team of that name; the standing one when there is one."""
    policy.require(by, Permission.ADMINISTER)
    team, new = Team.objects.get_or_create(name=_named(name), defaults={"trade": trade})
    if new:
        audit.record(by=by.ref, verb="add team", subject=f"team:{team.pk}")
    return team


@action
def join_team(*, by: Actor, person: Person, team: Team, leads: bool = False) -> TeamMembership:
    policy.require(by, Permission.ADMINISTER)
    member, _ = TeamMembership.objects.update_or_create(
        team=team, person=person, defaults={"leads": leads}
    )
    audit.record(by=by.ref, verb="join team", subject=person.ref, after=f"team:{team.pk}")
    return member


@action
def leave_team(*, by: Actor, person: Person, team: Team) -> None:
    policy.require(by, Permission.ADMINISTER)
    if TeamMembership.objects.filter(team=team, person=person).delete()[0]:
        audit.record(by=by.ref, verb="leave team", subject=person.ref, before=f"team:{team.pk}")


@action
def add_skill(*, by: Actor, name: str) -> Skill:
    """A skill of that name; the standing one when there is one."""
    policy.require(by, Permission.ADMINISTER)
    skill, new = Skill.objects.get_or_create(name=_named(name))
    if new:
        audit.record(by=by.ref, verb="add skill", subject=f"skill:{skill.pk}")
    return skill


@action
def give_skill(
    *, by: Actor, person: Person, skill: Skill, level: int = 1, expires_on: date | None = None
) -> PersonSkill:
    """What a person may do, until the certificate expires. Giving it again renews it."""
    policy.require(by, Permission.ADMINISTER)
    held, _ = PersonSkill.objects.update_or_create(
        person=person, skill=skill, defaults={"level": level, "expires_on": expires_on}
    )
    audit.record(by=by.ref, verb="give skill", subject=person.ref, after=f"skill:{skill.pk}")
    return held


def _named(name: str) -> str:
    shown = " ".join(name.split())[:80]
    if not shown:
        raise NameMissing
    return shown
