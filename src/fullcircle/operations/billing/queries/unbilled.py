"""Done and not billed: by age, and by who holds it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum

from fullcircle.foundation.keyset import rows_behind
from fullcircle.foundation.values.local_time import local_date, start_of_day
from fullcircle.handoffs.states import HandoffState
from fullcircle.operations.billing.queries.desk import WORKABLE, Behind, one_page, waiting
from fullcircle.operations.billing.states import Age, Holder
from fullcircle.operations.fieldwork.models import CloseOut

_HELD_BY = {
    Holder.OFFICE: Q(handoff__state__in=WORKABLE),
    Holder.TECHNICIAN: Q(handoff__state=HandoffState.RETURNED),
}


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

    def of(self, age: Age) -> Q:
        """Submitted within this age."""
        return {
            Age.TODAY: Q(submitted_at__gte=self.today),
            Age.FRESH: Q(submitted_at__gte=self.fresh, submitted_at__lt=self.today),
            Age.DUE: Q(submitted_at__gte=self.due, submitted_at__lt=self.fresh),
            Age.OLD: Q(submitted_at__lt=self.due),
        }[age]


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
    """Every age with every holder; one query."""
    wanted: dict[str, Count | Sum] = {}
    for age in Age:
        for holder, held in _HELD_BY.items():
            fits = bounds.of(age) & held
            wanted[f"{age}_{holder}_count"] = Count("pk", filter=fits)
            wanted[f"{age}_{holder}_drafted"] = Count("visit__review__invoice", filter=fits)
            wanted[f"{age}_{holder}_sum"] = Sum("visit__review__invoice__total_minor", filter=fits)
    found = waiting().aggregate(**wanted)
    return [
        Cell(
            age=age,
            holder=holder,
            count=found[f"{age}_{holder}_count"],
            drafted=found[f"{age}_{holder}_drafted"],
            sum_minor=found[f"{age}_{holder}_sum"] or 0,
        )
        for age in Age
        for holder in Holder
    ]


def unbilled(
    bounds: Bounds,
    *,
    age: Age | None = None,
    holder: Holder | None = None,
    behind: Behind | None = None,
    most: int | None = 25,
) -> "list[CloseOut]":
    """The rows, oldest first; one more than `most` when there is another page, all without `most`."""
    rows = waiting()
    if age is not None:
        rows = rows.filter(bounds.of(age))
    if holder is not None:
        rows = rows.filter(_HELD_BY[holder])
    if behind is not None:
        at, number = behind
        rows = rows.filter(rows_behind("submitted_at", at, number))
    return one_page(rows, "submitted_at", "pk", most=most)
