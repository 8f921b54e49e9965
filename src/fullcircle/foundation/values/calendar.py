"""The business calendar: when a provider, a customer or a team works.

A date is decided in this order: its special hours; else closed, where a holiday or a closure
covers it; else the hours of its weekday. One-off openings are added to whatever came out. A date
that is closed or has special hours keeps only its own: the tail of the night before ends with
the day before, so adding a holiday can only take working time away.

A wall time means the first instant at which the clocks show it or later. An opening inside the
hour that is skipped is the moment of the jump, one inside the hour that comes twice its first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from fullcircle.foundation.values.local_time import first_reached, start_of_day
from fullcircle.foundation.values.opening_hours import (
    ONE_DAY,
    WHOLE_DAY,
    Closure,
    DatedHours,
    Hours,
    Interval,
    YearlyClosure,
    in_order,
)
from fullcircle.foundation.values.working_time import Stretch, WorkingCalendar

DAYS_OF_A_WEEK = 7
_REMEMBERED_DAYS = 4000


class BadWeek(ValueError):
    """A week has the hours of seven days, Monday first."""


class DateTwice(ValueError):
    """A date is given special hours, or openings, more than once."""


@dataclass(frozen=True)
class BusinessCalendar(WorkingCalendar):
    """One version of a calendar; an edit makes a new version, never a change of this one.

    `week` holds the hours of Monday to Sunday. All dates are dates on the wall of the zone.
    """

    name: str
    local_zone: ZoneInfo
    week: tuple[Hours, ...]
    version: int = 1
    holidays: frozenset[date] = frozenset()
    closures: tuple[Closure, ...] = ()
    yearly_closures: tuple[YearlyClosure, ...] = ()
    special_hours: tuple[DatedHours, ...] = field(default=())
    openings: tuple[DatedHours, ...] = field(default=())

    def __post_init__(self) -> None:
        if len(self.week) != DAYS_OF_A_WEEK:
            raise BadWeek(f"a week has 7 days, not {len(self.week)}")
        object.__setattr__(self, "week", tuple(in_order(hours) for hours in self.week))
        for label in ("special_hours", "openings"):
            object.__setattr__(self, label, _by_date(getattr(self, label)))

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"

    @classmethod
    def always_open(cls, name: str, zone: ZoneInfo) -> "BusinessCalendar":
        """Return the calendar of emergencies: every hour of every day counts."""
        return cls(name, zone, (WHOLE_DAY,) * DAYS_OF_A_WEEK)

    @classmethod
    def weekdays(cls, name: str, zone: ZoneInfo, opens: time, closes: time) -> "BusinessCalendar":
        """Return Monday to Friday with the same hours, closed at the weekend."""
        hours = (Interval(opens, closes),)
        return cls(name, zone, (hours,) * 5 + ((),) * 2)

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose clocks the hours are read from."""
        return self.local_zone

    def is_closed(self, day: date) -> bool:
        """Say whether a holiday or a closure covers the date."""
        return (
            day in self.holidays
            or any(closure.covers(day) for closure in self.closures)
            or any(closure.covers(day) for closure in self.yearly_closures)
        )

    def hours_on(self, day: date) -> Hours:
        """Return the hours that begin on this date, one-off openings left aside."""
        special = self._special_hours.get(day)
        if special is not None:
            return special
        weekly = self.week[day.weekday()]
        return () if weekly and self.is_closed(day) else weekly

    def stretches(self, since: datetime, until: datetime) -> Iterator[Stretch]:
        """Yield the open stretches inside [since, until) in order, joined where they touch."""
        if until <= since:
            return
        # One day more on each side: a night belongs to the date it began on, and where clocks
        # go back at midnight the wall shows yesterday's date again.
        day = since.astimezone(self.local_zone).date() - ONE_DAY
        last = until.astimezone(self.local_zone).date() + ONE_DAY
        opened: datetime | None = None
        closed = since
        while day <= last:
            for opens, closes in self._remembered(day):
                if closes <= max(opens, closed) or opens >= until:
                    continue
                if opened is None or opens > closed:
                    if opened is not None:
                        yield opened, closed
                    opened = max(opens, since)
                closed = min(closes, until)
            day += ONE_DAY
        if opened is not None and opened < closed:
            yield opened, closed

    @cached_property
    def _special_hours(self) -> Mapping[date, Hours]:
        return {dated.day: dated.hours for dated in self.special_hours}

    @cached_property
    def _openings(self) -> Mapping[date, Hours]:
        return {dated.day: dated.hours for dated in self.openings}

    @cached_property
    def _days(self) -> dict[date, list[Stretch]]:
        return {}

    def _remembered(self, day: date) -> list[Stretch]:
        # The days of a frozen calendar never change, and clocks are read again and again.
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= _REMEMBERED_DAYS:
                self._days.clear()
            known = self._days[day] = self._pieces(day)
        return known

    def _pieces(self, day: date) -> list[Stretch]:
        pieces = [self._piece(day, interval, whole=False) for interval in self.hours_on(day)]
        if day in self._openings:
            pieces += [self._piece(day, interval, whole=True) for interval in self._openings[day]]
            pieces.sort()
        return pieces

    def _piece(self, day: date, interval: Interval, *, whole: bool) -> Stretch:
        zone = self.local_zone
        opens = first_reached(day, interval.opens, zone)
        closing = interval.closing_date(day)
        if closing != day and not whole and self._keeps_to_itself(closing):
            return opens, start_of_day(zone, closing)
        return opens, first_reached(closing, interval.closes, zone)

    def _keeps_to_itself(self, day: date) -> bool:
        return day in self._special_hours or self.is_closed(day)


def _by_date(dated: tuple[DatedHours, ...]) -> tuple[DatedHours, ...]:
    ordered = tuple(DatedHours(one.day, in_order(one.hours)) for one in sorted(dated))
    for one, following in pairwise(ordered):
        if one.day == following.day:
            raise DateTwice(f"{one.day.isoformat()} is given twice")
    return ordered
