"""Who works on a day, who is away, and what they have to do then."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.dispatch.models import Assignment, Position
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.people.models import Absence, Person, Shift
from fullcircle.registry.people.states import Seat, ShiftKind

FIELD_SEATS = (Seat.TECHNICIAN, Seat.CREW_LEAD)


@dataclass
class BoardPerson:
    """A row of the board. `away`: absences of the day; the kind is nobody's business here."""

    person: Person
    shifts: list[TimeWindow] = field(default_factory=list)
    away: list[TimeWindow] = field(default_factory=list)
    on_call: bool = False

    @property
    def position(self) -> Position | None:
        return getattr(self.person, "position", None)


def people_of(day: TimeWindow, *, also: Iterable[int] = ()) -> list[BoardPerson]:
    """Rows of the board by trade and name: on shift that day in the field, or with work."""
    rows: dict[int, BoardPerson] = {}
    shifts = (
        Shift.objects.between(day.start, day.end)
        .filter(person__left_on=None, person__seats__seat__in=FIELD_SEATS)
        .select_related("person__position")
        .order_by("person__trade", "person__name", "person_id", "starts_at")
        .distinct()
    )
    for shift in shifts:
        row = rows.setdefault(shift.person_id, BoardPerson(shift.person))
        window = TimeWindow(shift.starts_at, shift.ends_at)
        if shift.kind == ShiftKind.ON_CALL:
            row.on_call = True
        elif window not in row.shifts:
            row.shifts.append(window)
    missing = set(also) - set(rows)
    if missing:
        for person in Person.objects.filter(pk__in=missing).select_related("position"):
            rows[person.pk] = BoardPerson(person)
    _note_absences(rows, day)
    working = [
        row for row in rows.values() if row.shifts or row.person.pk in missing or row.on_call
    ]
    return sorted(working, key=lambda row: (row.person.trade, row.person.name))


def _note_absences(rows: dict[int, BoardPerson], day: TimeWindow) -> None:
    away = Absence.objects.filter(
        person_id__in=list(rows), starts_at__lt=day.end, ends_at__gt=day.start
    )
    for absence in away:
        rows[absence.person_id].away.append(TimeWindow(absence.starts_at, absence.ends_at))


def booked_between(span: TimeWindow, *, aside_from: int | None = None) -> dict[int, list[str]]:
    """Person -> names of the work they have then, for the list of who is free."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Assignment.objects.standing().between(span.start, span.end)
    if aside_from is not None:
        rows = rows.exclude(visit_id=aside_from)
    rows = rows.exclude(visit__state__in=[VisitState.CANCELLED, VisitState.LEFT])
    for who, title in rows.order_by("starts_at").values_list(
        "person_id", "visit__job__case__title"
    ):
        found[who].append(title)
    return found
