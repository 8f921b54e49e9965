"""What every calendar of working time can do, whatever it is made of."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fullcircle.foundation.values.window import TimeWindow, require_instant

Stretch = tuple[datetime, datetime]
"""Open from, open until: two UTC instants, half-open; bare because thousands are walked."""

NO_TIME = timedelta()
_YEAR = timedelta(days=366)
LONGEST_SILENCE = 12 * _YEAR
"""A calendar closed for longer than this in a row counts as never open."""
REACH = 30 * _YEAR
"""How far from its start a sum of working time is followed."""
_LAST_YEAR = 9990


class CalendarNeverOpen(ValueError):
    """The calendar has no working time from this instant on: a mistake in its configuration."""


class BeyondReach(ValueError):
    """The working time asked for ends more than thirty years away, or outside the dates we know."""


class NegativeWorkingTime(ValueError):
    """Working time is added forwards only."""


class WorkingCalendar(ABC):
    """Says when time counts."""

    @property
    @abstractmethod
    def zone(self) -> ZoneInfo:
        """The zone in which its times are told to people."""

    @abstractmethod
    def stretches(self, since: datetime, until: datetime) -> Iterator[Stretch]:
        """Yield the open stretches inside [since, until) in order, joined where they touch."""

    def open_windows(self, since: datetime, until: datetime) -> tuple[TimeWindow, ...]:
        """Return the open windows inside [since, until); none when until is not after since."""
        start, end = _within_reach(since, until)
        return tuple(TimeWindow(opens, closes) for opens, closes in self.stretches(start, end))

    def working_time(self, window: TimeWindow) -> timedelta:
        """Return how much of the window counts, in real time."""
        return self.working_between(window.start, window.end)

    def working_between(self, since: datetime, until: datetime) -> timedelta:
        """Return the working time in [since, until); nothing when until is not after since."""
        start, end = _within_reach(since, until)
        lengths = (closes - opens for opens, closes in self.stretches(start, end))
        return sum(lengths, NO_TIME)

    def add(self, start: datetime, working: timedelta) -> datetime:
        """Return the least instant by which `working` has passed since `start`.

        An end that falls on closing time is closing time, not the next opening. Raises
        CalendarNeverOpen, BeyondReach, NegativeWorkingTime.
        """
        if working < NO_TIME:
            raise NegativeWorkingTime(f"cannot count {working} of working time")
        cursor = last_open = first = require_instant(start)
        left = working
        if not left:
            return first
        while cursor - first < REACH and cursor.year < _LAST_YEAR:
            until = cursor + _YEAR
            for opens, closes in self.stretches(cursor, until):
                if closes - opens >= left:
                    return opens + left
                left -= closes - opens
                last_open = closes
            if until - last_open > LONGEST_SILENCE:
                raise CalendarNeverOpen(f"{self} has no working time after {last_open:%Y-%m-%d}")
            cursor = until
        raise BeyondReach(f"{working} of working time from {first:%Y-%m-%d} is too far away")

    def is_open(self, instant: datetime) -> bool:
        """Say whether time counts at this instant; at the closing instant it does not."""
        moment = require_instant(instant)
        return any(self.stretches(moment, moment + timedelta(microseconds=1)))

    def next_open(self, instant: datetime) -> datetime:
        """Return the instant itself while open, else the next opening; or CalendarNeverOpen."""
        smallest = timedelta(microseconds=1)
        return self.add(instant, smallest) - smallest

    def common_with(self, other: "WorkingCalendar") -> "CommonHours":
        """Return the hours in which both are open; times are told in this calendar's zone."""
        return CommonHours(self, other)


def _within_reach(since: datetime, until: datetime) -> Stretch:
    # Days are walked one by one: a year mistyped as 0206 must not keep anybody waiting.
    start, end = require_instant(since), require_instant(until)
    if end - start > 2 * REACH or end.year > _LAST_YEAR:
        raise BeyondReach(f"{start:%Y-%m-%d} to {end:%Y-%m-%d} is too long to count")
    return start, end


@dataclass(frozen=True)
class CommonHours(WorkingCalendar):
    """Open where both calendars are: a customer's access hours within a provider's hours."""

    first: WorkingCalendar
    second: WorkingCalendar

    def __str__(self) -> str:
        return f"{self.first} together with {self.second}"

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the first calendar."""
        return self.first.zone

    def stretches(self, since: datetime, until: datetime) -> Iterator[Stretch]:
        """Yield where stretches of both overlap."""
        ours, theirs = self.first.stretches(since, until), self.second.stretches(since, until)
        one, other = next(ours, None), next(theirs, None)
        while one and other:
            opens, closes = max(one[0], other[0]), min(one[1], other[1])
            if opens < closes:
                yield opens, closes
            if one[1] <= other[1]:
                one = next(ours, None)
            else:
                other = next(theirs, None)
