"""Spans of time that figures are about, and the buckets one query sorts rows into."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HALF_A_YEAR = timedelta(days=182)


class PeriodKey(StrEnum):
    MONTH = "month"  # this month so far
    DAYS_14 = "14"
    DAYS_30 = "30"
    DAYS_90 = "90"


@dataclass(frozen=True)
class Period:
    """From `start` (inside) to `end` (outside)."""

    start: datetime
    end: datetime

    def earlier(self, by: timedelta) -> "Period":
        return Period(self.start - by, self.end - by)


def period_of(key: PeriodKey, *, at: datetime, zone: str) -> Period:
    """Ends at `at`. A month and a day begin at midnight in `zone`, the company's."""
    if key is not PeriodKey.MONTH:
        return Period(at - timedelta(days=int(key)), at)
    there = at.astimezone(ZoneInfo(zone))
    first = there.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Period(first.astimezone(at.tzinfo), at)


def today(*, at: datetime, zone: str) -> Period:
    there = at.astimezone(ZoneInfo(zone))
    midnight = there.replace(hour=0, minute=0, second=0, microsecond=0)
    return Period(midnight.astimezone(at.tzinfo), at)
