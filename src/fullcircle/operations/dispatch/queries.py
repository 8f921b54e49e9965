"""Reads of the board: people by time, visits with their promise and risk, what waits in the trays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet

from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.dispatch.models import Assignment, Briefing, Position
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.models import Job, Visit
from fullcircle.operations.scheduling.rules import AtRisk, Watched, risks_of_day
from fullcircle.operations.scheduling.states import JobState, VisitState
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.people.models import Absence, Person, Shift
from fullcircle.registry.people.states import Seat, ShiftKind

FIELD_SEATS = (Seat.TECHNICIAN, Seat.CREW_LEAD)


@dataclass(frozen=True, kw_only=True)
class BoardVisit:
    """A visit as the board needs it. `lead` and `helpers` are person ids; times are instants."""

    pk: int
    version: int
    case_id: int
    request_id: int
    title: str
    place: str
    customer: str
    zone: str
    pinned: bool
    result: str
    left_at: datetime | None
    promise_kind: str
    promise_start: datetime | None
    watched: Watched
    lead: int | None = None
    lead_name: str = ""
    helpers: tuple[int, ...] = ()
    risk: AtRisk | None = None

    @property
    def people(self) -> tuple[int, ...]:
        return (self.lead, *self.helpers) if self.lead is not None else self.helpers


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


@dataclass(frozen=True)
class Board:
    """One day: who works and what stands; unassigned visits have no lead."""

    people: tuple[BoardPerson, ...]
    visits: tuple[BoardVisit, ...]

    @property
    def at_risk(self) -> list[BoardVisit]:
        """What breaks first comes first."""
        found = [visit for visit in self.visits if visit.risk is not None]
        return sorted(found, key=lambda visit: visit.risk.minutes if visit.risk else 0)

    @property
    def unassigned(self) -> list[BoardVisit]:
        return [visit for visit in self.visits if visit.watched.state is VisitState.PLANNED]


def board_of(day: TimeWindow, *, at: datetime) -> Board:
    """The day in three queries; a fourth when somebody without a shift has work."""
    visits = visits_between(day, at=at)
    people = people_of(day, also={who for visit in visits for who in visit.people})
    return Board(tuple(people), tuple(visits))


def visits_between(day: TimeWindow, *, at: datetime) -> list[BoardVisit]:
    """Visits that touch the day, cancelled ones aside, with promise, people and risk; one query."""
    return _read(Visit.objects.between(day.start, day.end), at)


def page_of_day(
    day: TimeWindow, *, at: datetime, after: tuple[datetime, int] | None = None, size: int = 25
) -> list[BoardVisit]:
    """The day in order of time, by keyset: `after` is start and number of the last row seen.

    At most `size` + 1 rows: the one too many says that there is more. Two queries.
    """
    visits = Visit.objects.between(day.start, day.end).exclude(state=VisitState.CANCELLED)
    rows = visits
    if after is not None:
        start, pk = after
        rows = rows.filter(
            Q(planned_start__gt=start) | Q(planned_start=start, pk__gt=pk), planned_start__gte=start
        )
    page = list(rows.order_by("planned_start", "pk").values_list("pk", flat=True)[: size + 1])
    # Risk needs the stops before: the days of those who have work on this page are read with it.
    leads = Assignment.objects.standing().filter(visit__in=page).values("person_id")
    theirs = Assignment.objects.standing().filter(person__in=leads).values("visit_id")
    found = _read(visits.filter(Q(pk__in=page) | Q(pk__in=theirs)), at)
    return [visit for visit in found if visit.pk in set(page)]


def _read(visits: "QuerySet[Visit]", at: datetime) -> list[BoardVisit]:
    rows = (
        visits.exclude(state=VisitState.CANCELLED)
        .annotate(
            given=FilteredRelation("assignments", condition=Q(assignments__withdrawn_at=None)),
            told=FilteredRelation("job__promises", condition=Q(job__promises__superseded_at=None)),
        )
        .order_by("planned_start", "pk", "given__part", "given__pk")
        .values(*_COLUMNS)
    )
    return _with_risk(_grouped(rows), at)


_COLUMNS = (
    "pk",
    "version",
    "planned_start",
    "planned_end",
    "zone",
    "state",
    "result",
    "pinned",
    "dispatched_at",
    "en_route_at",
    "arrived_at",
    "left_at",
    "job__case_id",
    "job__request_id",
    "job__job_type__name",
    "job__location__spoken",
    "job__case__customer__name",
    "given__person_id",
    "given__person__name",
    "given__part",
    "told__kind",
    "told__window_start",
    "told__window_end",
)


def _grouped(rows: Iterable[dict[str, Any]]) -> list[BoardVisit]:
    firsts: dict[int, dict[str, Any]] = {}
    people: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        firsts.setdefault(row["pk"], row)
        if row["given__person_id"] is not None:
            people[row["pk"]][row["given__part"]].append(row["given__person_id"])
        if row["given__part"] == Part.LEAD:
            firsts[row["pk"]] = row
    return [_visit(row, people[pk]) for pk, row in firsts.items()]


def _visit(row: dict[str, Any], people: dict[str, list[int]]) -> BoardVisit:
    leads = people[Part.LEAD]
    return BoardVisit(
        pk=row["pk"],
        version=row["version"],
        case_id=row["job__case_id"],
        request_id=row["job__request_id"],
        title=row["job__job_type__name"],
        place=row["job__location__spoken"],
        customer=row["job__case__customer__name"],
        zone=row["zone"],
        pinned=row["pinned"],
        result=row["result"],
        left_at=row["left_at"],
        promise_kind=row["told__kind"] or "",
        promise_start=row["told__window_start"],
        watched=Watched(
            state=VisitState(row["state"]),
            start=row["planned_start"],
            end=row["planned_end"],
            dispatched_at=row["dispatched_at"],
            en_route_at=row["en_route_at"],
            arrived_at=row["arrived_at"],
            window_end=row["told__window_end"],
        ),
        lead=leads[0] if leads else None,
        lead_name=row["given__person__name"] or "" if leads else "",
        helpers=tuple(people[Part.HELPER]),
    )


def _with_risk(visits: list[BoardVisit], at: datetime) -> list[BoardVisit]:
    days: dict[int | None, list[BoardVisit]] = defaultdict(list)
    for visit in visits:
        days[visit.lead].append(visit)
    risks: dict[int, AtRisk | None] = {}
    for lead, own in days.items():
        # Work that is nobody's does not hold itself up.
        chains = [own] if lead is not None else [[visit] for visit in own]
        for chain in chains:
            found = risks_of_day([visit.watched for visit in chain], at=at)
            risks.update(zip((visit.pk for visit in chain), found, strict=True))
    return [_replaced(visit, risks[visit.pk]) for visit in visits]


def _replaced(visit: BoardVisit, risk: AtRisk | None) -> BoardVisit:
    return visit if risk is None else BoardVisit(**{**vars(visit), "risk": risk})


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


def trays() -> "QuerySet[Request]":
    """Requests that are not on the board: new ones, unscheduled jobs, jobs on hold; oldest first."""
    # Two indexed lookups instead of a join that walks every case there ever was.
    fresh = Request.objects.not_yet_placed().values("pk")
    waiting = Job.objects.filter(state__in=[JobState.UNSCHEDULED, JobState.ON_HOLD])
    return (
        Request.objects.filter(Q(pk__in=fresh) | Q(pk__in=waiting.values("request_id")))
        .select_related("case__location", "case__customer", "job_type", "contact", "taken_by")
        .prefetch_related(Prefetch("jobs", queryset=Job.objects.order_by("-pk")))
        .order_by("received_at", "pk")
    )


def lead_of(visit: Visit) -> Assignment | None:
    rows = Assignment.objects.standing().filter(visit=visit, part=Part.LEAD)
    return rows.select_related("person").first()


def standing_briefing(visit: Visit) -> Briefing | None:
    """What the technician was told last, unless it was withdrawn."""
    rows = Briefing.objects.filter(visit=visit, withdrawn_at=None)
    return rows.select_related("handoff", "line_by").order_by("-composed_at").first()


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


def on_site_between(day: TimeWindow, *, at: datetime) -> list[BoardVisit]:
    """Who is at work now, longest over their time first: their close-out may come by radio."""
    here = (VisitState.ARRIVED, VisitState.PAUSED)
    found = _read(Visit.objects.between(day.start, day.end).filter(state__in=here), at)
    return sorted(found, key=lambda visit: visit.watched.expected_end)
