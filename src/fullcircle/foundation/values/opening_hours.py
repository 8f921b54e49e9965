"""Hours as people write them on a door: wall times, without a zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

ONE_DAY = timedelta(days=1)


_WHOLE_DAY_HINT = "a whole day is 00:00-24:00"


class EmptyInterval(ValueError):
    """An interval opens and closes at the same time: a slip, or a whole day written oddly."""


class HoursOverlap(ValueError):
    """Two intervals of one day share time."""


class BadDateSpan(ValueError):
    """A span of dates ends before it begins, or a yearly date does not exist."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `opens` to `closes` on the wall; a close at or before the opening is the next day's.

    00:00 to 00:00 is the whole day, 22:00 to 06:00 a night.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens == self.closes != time.min:
            raise EmptyInterval(f"opens and closes at {_clock_time(self.opens)}; {_WHOLE_DAY_HINT}")

    @property
    def overnight(self) -> bool:
        """Say whether it closes on the following date (midnight counts as following)."""
        return self.closes <= self.opens

    def closing_date(self, opening_date: date) -> date:
        """Return the date on whose wall clock it closes."""
        return opening_date + ONE_DAY if self.overnight else opening_date


Hours = tuple[Interval, ...]
WHOLE_DAY: Hours = (Interval(time.min, time.min),)


def in_order(intervals: Iterable[Interval]) -> Hours:
    """Return the intervals of one day by opening time; raise HoursOverlap when two share time."""
    ordered = tuple(sorted(intervals))
    for one, following in pairwise(ordered):
        if one.overnight or following.opens < one.closes:
            raise HoursOverlap(f"{_text(one)} and {_text(following)} overlap")
    return ordered


@dataclass(frozen=True, slots=True, order=True)
class DatedHours:
    """The hours of one date."""

    day: date
    hours: Hours


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """Closed from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadDateSpan(f"{self.last} is before {self.first}")

    def covers(self, day: date) -> bool:
        """Say whether the date is closed by this closure."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, order=True)
class YearlyClosure:
    """Closed every year from `first` to `last` as (month, day), both included.

    A last before its first runs across New Year: (12, 24) to (1, 2).
    """

    first: tuple[int, int]
    last: tuple[int, int]

    def __post_init__(self) -> None:
        for month, day in (self.first, self.last):
            try:
                date(2000, month, day)
            except ValueError:
                raise BadDateSpan(f"{month:02}-{day:02} is not a date of any year") from None

    def covers(self, day: date) -> bool:
        """Say whether the date is closed by this closure, in whatever year."""
        shown = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= shown <= self.last
        return shown >= self.first or shown <= self.last


def _text(interval: Interval) -> str:
    return f"{_clock_time(interval.opens)}-{_clock_time(interval.closes)}"


def _clock_time(value: time) -> str:
    return f"{value:%H:%M}"
