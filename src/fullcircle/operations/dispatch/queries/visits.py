"""Visits of the board with their promise, their people and their risk."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from fullcircle.foundation.keyset import BEGINNING, rows_behind
from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.rules import LONGEST_VISIT, AtRisk, Watched, risks_of_day
from fullcircle.operations.scheduling.states import VisitState


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


def visits_between(day: TimeWindow, *, at: datetime) -> list[BoardVisit]:
    """Visits that touch the day, cancelled ones aside, with promise, people and risk; one query."""
    return _with_risk(_grouped(_of_day(**_bounds(day))), at)


def on_site_between(day: TimeWindow, *, at: datetime) -> list[BoardVisit]:
    """Who is at work now, longest over their time first: their close-out may come by radio."""
    here = (VisitState.ARRIVED, VisitState.PAUSED)
    rows = _read(Visit.objects.between(day.start, day.end).filter(state__in=here))
    return sorted(_with_risk(_grouped(rows), at), key=lambda visit: visit.watched.expected_end)


def page_of_day(
    day: TimeWindow, *, at: datetime, after: tuple[datetime, int] | None = None, size: int = 25
) -> list[BoardVisit]:
    """The day in order of time, by keyset: `after` is start and number of the last row seen.

    At most `size` + 1 rows: the one too many says that there is more. Two queries.
    """
    start, number = after or BEGINNING
    bounds = _bounds(day)
    page = _keys(size + 1)(**bounds, behind=start, number=number)
    shown = {pk for pk, _ in page}
    if not page:
        return []
    found = _grouped(_of_page(**bounds, keys=[pk for pk, _ in page], last=page[-1][1]))
    return [visit for visit in _with_risk(found, at) if visit.pk in shown]


def _bounds(day: TimeWindow) -> dict[str, Any]:
    # No visit is longer: so a day reads its own part of the index and not all that went before.
    return {"start": day.start, "end": day.end, "earliest": day.start - LONGEST_VISIT}


def _touching(start: datetime, end: datetime, earliest: datetime) -> "QuerySet[Visit]":
    rows = Visit.objects.exclude(state=VisitState.CANCELLED)
    return rows.filter(planned_start__gt=earliest, planned_start__lt=end, planned_end__gt=start)


def _visits_of_day(
    *, start: datetime, end: datetime, earliest: datetime
) -> "QuerySet[Visit, dict[str, Any]]":
    return _read(_touching(start, end, earliest))


@cache
def _keys(most: int) -> StandingQuery[tuple[int, datetime]]:
    def keys(
        *, start: datetime, end: datetime, earliest: datetime, behind: datetime, number: int
    ) -> "QuerySet[Visit, tuple[int, datetime]]":
        rows = _touching(start, end, earliest)
        rows = rows.filter(rows_behind("planned_start", behind, number))
        rows = rows.order_by("planned_start", "pk")
        return rows.values_list("pk", "planned_start")[:most]

    return StandingQuery(keys)


def _visits_of_page(
    *, start: datetime, end: datetime, earliest: datetime, keys: list[int], last: datetime
) -> "QuerySet[Visit, dict[str, Any]]":
    """The page, and for the risk what those who have work on it have to do before."""
    given = Assignment.objects.standing()
    leads = given.filter(visit__in=keys).values("person_id")
    theirs = given.filter(person__in=leads, starts_at__gt=earliest, starts_at__lte=last)
    before = Q(pk__in=theirs.values("visit_id")) & ~Q(state=VisitState.LEFT)
    return _read(_touching(start, end, earliest).filter(Q(pk__in=keys) | before))


def _read(visits: "QuerySet[Visit]") -> "QuerySet[Visit, dict[str, Any]]":
    rows: QuerySet[Visit, dict[str, Any]] = (
        visits.exclude(state=VisitState.CANCELLED)
        .annotate(
            given=FilteredRelation("assignments", condition=Q(assignments__withdrawn_at=None)),
            told=FilteredRelation("job__promises", condition=Q(job__promises__superseded_at=None)),
        )
        .order_by("planned_start", "pk", "given__part", "given__pk")
        .values(*_COLUMNS)
    )
    return rows


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


_of_day = StandingQuery(_visits_of_day)
_of_page = StandingQuery(_visits_of_page)
