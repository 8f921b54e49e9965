"""Done and not billed: by age, and by who holds it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum

from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.foundation.values.local_time import local_date, start_of_day
from fullcircle.handoffs.models import Handoff
from fullcircle.operations.billing.models import Review
from fullcircle.operations.billing.queries.papers import (
    ANY_TIME,
    OUT,
    WORKABLE,
    Behind,
    Paper,
    page_of_waiting,
    waiting,
)
from fullcircle.operations.billing.states import Age, Holder

HELD_BY = {Holder.OFFICE: WORKABLE, Holder.TECHNICIAN: OUT}


@dataclass(frozen=True)
class Bounds:
    """Starts of the days that part the ages, on the company's calendar."""

    today: datetime
    fresh: datetime
    due: datetime

    @classmethod
    def at(cls, now: datetime, zone: str) -> "Bounds":
        place = ZoneInfo(zone)
        today = local_date(place, now)
        back = [start_of_day(place, today - timedelta(days=days)) for days in (0, 2, 7)]
        return cls(*back)

    def between(self, age: Age) -> tuple[datetime, datetime]:
        """From when (included) until when (not included) it was handed over."""
        return {
            Age.TODAY: (self.today, ANY_TIME[1]),
            Age.FRESH: (self.fresh, self.today),
            Age.DUE: (self.due, self.fresh),
            Age.OLD: (ANY_TIME[0], self.due),
        }[age]

    def of(self, age: Age, prefix: str = "") -> Q:
        """Handed over within this age; `prefix`: the way to the hand-off."""
        since, until = self.between(age)
        return Q(**{f"{prefix}given_at__gte": since, f"{prefix}given_at__lt": until})


@dataclass(frozen=True)
class Cell:
    """How many of one age one holder has, and what their drafts add up to in minor units.

    `drafted`: of how many an amount is known; the others have not been opened yet.
    """

    age: Age
    holder: Holder
    count: int
    drafted: int
    sum_minor: int


def unbilled_by_age(bounds: Bounds) -> list[Cell]:
    """Every age with every holder; two queries: what waits, and the drafts among it."""
    starts = {"today": bounds.today, "fresh": bounds.fresh, "due": bounds.due}
    counted, drafted = _counted(**starts), _drafted(**starts)
    shape = [(age, holder) for age in Age for holder in Holder]
    counts = counted[0] if counted else (0,) * len(shape)
    drafts = drafted[0] if drafted else (0,) * (2 * len(shape))
    return [
        Cell(
            age=age,
            holder=holder,
            count=counts[at],
            drafted=drafts[2 * at],
            sum_minor=drafts[2 * at + 1] or 0,
        )
        for at, (age, holder) in enumerate(shape)
    ]


def _cells(today: datetime, fresh: datetime, due: datetime, prefix: str = "") -> list[Q]:
    """Which rows belong to each age with each holder; `prefix`: the way to the hand-off."""
    bounds = Bounds(today, fresh, due)
    return [
        bounds.of(age, prefix) & Q(**{f"{prefix}state__in": HELD_BY[holder]})
        for age in Age
        for holder in Holder
    ]


def _counts(
    *, today: datetime, fresh: datetime, due: datetime
) -> "QuerySet[Handoff, tuple[int, ...]]":
    wanted = {
        f"count_{at}": Count("pk", filter=fits) for at, fits in enumerate(_cells(today, fresh, due))
    }
    return waiting().values("link").order_by().annotate(**wanted).values_list(*wanted)


def _drafts(
    *, today: datetime, fresh: datetime, due: datetime
) -> "QuerySet[Review, tuple[int, ...]]":
    wanted: dict[str, Count | Sum] = {}
    for at, fits in enumerate(_cells(today, fresh, due, "close_out__handoff__")):
        wanted[f"drafted_{at}"] = Count("invoice", filter=fits)
        wanted[f"sum_{at}"] = Sum("invoice__total_minor", filter=fits)
    rows = Review.objects.filter(
        posted_at__isnull=True, close_out__handoff__state__in=[*WORKABLE, *OUT]
    )
    return rows.order_by().values("posted_at").annotate(**wanted).values_list(*wanted)


_counted, _drafted = StandingQuery(_counts), StandingQuery(_drafts)


def unbilled(
    bounds: Bounds,
    *,
    age: Age | None = None,
    holder: Holder | None = None,
    behind: Behind | None = None,
    most: int | None = 25,
) -> list[Paper]:
    """The rows, oldest first; one more than `most` when there is another page, all without `most`."""
    states = HELD_BY[holder] if holder is not None else (*WORKABLE, *OUT)
    between = bounds.between(age) if age is not None else ANY_TIME
    return page_of_waiting(states, between=between, behind=behind, most=most)
