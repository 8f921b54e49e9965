"""Who could go: free then or not, with the skills or not, away or off shift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.dispatch.queries import booked_between
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.people.models import Absence, Person, PersonSkill, Shift, Skill
from fullcircle.registry.people.states import Seat, ShiftKind


@dataclass(frozen=True)
class Candidate:
    """One person for the list; `why_not` is empty for those who can go."""

    person: Person
    tone: str
    says: str
    missing_skills: tuple[str, ...] = ()

    @property
    def free(self) -> bool:
        return self.tone == "accepted"


def candidates_for(
    kind: JobType | None, span: TimeWindow, *, aside_from: int | None = None
) -> list[Candidate]:
    """Everybody of the trade, who can go first; five queries."""
    people = Person.objects.in_seat(Seat.TECHNICIAN).order_by("name")
    if kind is not None:
        people = people.filter(trade=kind.trade)
    people = people.prefetch_related(
        Prefetch("skills", queryset=PersonSkill.objects.select_related("skill"))
    )
    needed = list(kind.skills.all()) if kind is not None else []
    away = set(
        Absence.objects.filter(starts_at__lt=span.end, ends_at__gt=span.start).values_list(
            "person_id", flat=True
        )
    )
    working = set(
        Shift.objects.between(span.start, span.end)
        .exclude(kind=ShiftKind.ON_CALL)
        .values_list("person_id", flat=True)
    )
    booked = booked_between(span, aside_from=aside_from)
    found = []
    for person in people:
        lacking = _lacking(person, needed, span.start.date())
        tone, says = _stands(person, away, working, booked, lacking)
        found.append(Candidate(person, tone, says, lacking))
    order = {"accepted": 0, "returned": 1, "given": 2, "idle": 3}
    return sorted(found, key=lambda one: (order[one.tone], one.person.name))


def warning_for(person: Person | None, visit: Visit) -> str:
    """What to look at although it was placed: a skill that this work asks for. Mostly empty."""
    if person is None:
        return ""
    lacking = _lacking(person, visit.job.job_type.skills.all(), visit.planned_start.date())
    if not lacking:
        return ""
    said = {"who": person.call_name, "skills": ", ".join(lacking)}
    return _("%(who)s is not down for: %(skills)s. It was placed all the same.") % said


def _lacking(person: Person, needed: Iterable[Skill], on: date) -> tuple[str, ...]:
    held = {
        row.skill_id
        for row in person.skills.all()
        if row.expires_on is None or row.expires_on >= on
    }
    return tuple(skill.name for skill in needed if skill.pk not in held)


def _stands(
    person: Person,
    away: set[int],
    working: set[int],
    booked: dict[int, list[str]],
    lacking: tuple[str, ...],
) -> tuple[str, str]:
    if person.pk in away:
        return "idle", _("away")
    if person.pk not in working:
        return "idle", _("off shift")
    if person.pk in booked:
        return "given", booked[person.pk][0]
    if lacking:
        return "returned", _("free, without %(skills)s") % {"skills": ", ".join(lacking)}
    return "accepted", _("free then")
