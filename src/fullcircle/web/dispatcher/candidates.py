"""Who could go: free then or not, with the skills or not, away or off shift."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.dispatch.queries import booked_between
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.people.models import Absence, Person, PersonSkill, Shift
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
        held = {
            row.skill_id
            for row in person.skills.all()
            if row.expires_on is None or row.expires_on >= span.start.date()
        }
        lacking = tuple(skill.name for skill in needed if skill.pk not in held)
        tone, says = _stands(person, away, working, booked, lacking)
        found.append(Candidate(person, tone, says, lacking))
    order = {"accepted": 0, "returned": 1, "given": 2, "idle": 3}
    return sorted(found, key=lambda one: (order[one.tone], one.person.name))


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
