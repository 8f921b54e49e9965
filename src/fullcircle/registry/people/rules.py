"""Shifts and passwords as plain functions: no database, no clock."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fullcircle.foundation.values.local_time import first_reached

# Read aloud and typed once: without letters and digits that look alike.
SPOKEN_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def token_hash(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def span_on(day: date, starts: time, ends: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants between two wall times of a day; an end at or before the start is the next day's.

    A wall time that the clocks jump over becomes the moment of the jump, one that comes twice is the
    first: nobody is planned for an hour that does not exist.
    """
    last = day if ends > starts else day + timedelta(days=1)
    return first_reached(day, starts, zone), first_reached(last, ends, zone)


def days_of_weeks(first: date, weekdays: Collection[int], weeks: int) -> Iterator[date]:
    """Days from `first` on for `weeks` weeks that fall on the weekdays (0 is Monday)."""
    for number in range(max(0, weeks) * 7):
        day = first + timedelta(days=number)
        if day.weekday() in weekdays:
            yield day
