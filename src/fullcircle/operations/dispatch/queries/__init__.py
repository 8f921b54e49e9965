"""Reads of the board: people by time, visits with their promise and risk, what waits in the trays."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.dispatch.queries.people import BoardPerson, booked_between, people_of
from fullcircle.operations.dispatch.queries.visits import (
    BoardVisit,
    on_site_between,
    page_of_day,
    visits_between,
)
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.models import Job, Visit
from fullcircle.operations.scheduling.states import JobState, VisitState
from fullcircle.operations.servicedesk.models import Request

__all__ = [
    "Board",
    "BoardPerson",
    "BoardVisit",
    "board_of",
    "booked_between",
    "lead_of",
    "on_site_between",
    "page_of_day",
    "people_of",
    "standing_briefing",
    "trays",
    "visits_between",
]


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


def trays() -> "QuerySet[Request]":
    """Requests that are not on the board: new ones, unscheduled jobs, jobs on hold; oldest first."""
    # Two indexed lookups put together. With an "or" between them PostgreSQL walks every request.
    fresh = Request.objects.not_yet_placed().order_by().values("pk")
    waiting = Job.objects.filter(state__in=[JobState.UNSCHEDULED, JobState.ON_HOLD])
    return (
        Request.objects.filter(pk__in=fresh.union(waiting.order_by().values("request_id")))
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
