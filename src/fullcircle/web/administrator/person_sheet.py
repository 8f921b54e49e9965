"""What one colleague's page shows, in one query."""

from dataclasses import dataclass

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
from fullcircle.web.administrator import words
from fullcircle.web.administrator.reading import person_sheet


@dataclass(frozen=True)
class Sheet:
    """Held and still to be given; shifts of the next four weeks."""

    account: Account | None
    held: list[tuple[str, words.Word]]
    free: list[tuple[str, words.Word]]
    teams: list[tuple[Team, bool]]
    other_teams: list[Team]
    skills: list[tuple[Skill, PersonSkill]]
    other_skills: list[Skill]
    shifts: list[Shift]
    absences: list[tuple[Absence, words.Word]]


def present(person: Person) -> Sheet:
    found = person_sheet(person)
    held = {row.seat for row in found.of(PersonSeat)}
    teams, skills = found.by_key(Team), found.by_key(Skill)
    member = {row.team_id: row.leads for row in found.of(TeamMembership)}
    can = {row.skill_id: row for row in found.of(PersonSkill)}
    kinds: dict[str, words.Word] = {str(kind): word for kind, word in words.ABSENCE_KINDS.items()}
    return Sheet(
        account=getattr(person, "account", None),
        held=[(seat, words.SEATS[seat]) for seat in Seat if seat in held],
        free=[(seat, words.SEATS[seat]) for seat in Seat if seat not in held],
        teams=[(team, member[key]) for key, team in teams.items() if key in member],
        other_teams=[team for key, team in teams.items() if key not in member],
        skills=[(skill, can[key]) for key, skill in skills.items() if key in can],
        other_skills=[skill for key, skill in skills.items() if key not in can],
        shifts=sorted(found.of(Shift), key=lambda shift: shift.starts_at),
        absences=[(row, kinds.get(row.kind, row.kind)) for row in found.of(Absence)],
    )
