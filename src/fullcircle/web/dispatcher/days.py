"""The day that the board shows: its instants, its minutes, its hours as people read them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings

from fullcircle.foundation import clock
from fullcircle.foundation.values.local_time import Fold, Gap, day_window, to_instant
from fullcircle.foundation.values.window import TimeWindow

MINUTE = timedelta(minutes=1)
OPENS, CLOSES = 7 * 60, 18 * 60


@dataclass(frozen=True)
class Day:
    """A date in the company's zone. Minutes are counted from its first instant."""

    date: date
    zone: ZoneInfo

    @cached_property
    def window(self) -> TimeWindow:
        return day_window(self.zone, self.date)

    @property
    def before(self) -> str:
        return (self.date - timedelta(days=1)).isoformat()

    @property
    def after(self) -> str:
        return (self.date + timedelta(days=1)).isoformat()

    @property
    def is_today(self) -> bool:
        return self.window.contains(clock.now())

    @property
    def iso(self) -> str:
        return self.date.isoformat()

    def minute(self, instant: datetime) -> int:
        return round((instant - self.window.start) / MINUTE)

    def instant(self, minute: int) -> datetime:
        return self.window.start + minute * MINUTE

    def at(self, wall: str) -> datetime:
        """From "13:30" as typed. Raises ValueError for anything else."""
        hour, minute = (int(part) for part in wall.split(":")[:2])
        local = datetime(self.date.year, self.date.month, self.date.day, hour, minute)  # noqa: DTZ001  a wall time
        return to_instant(local, self.zone, gap=Gap.SHIFT, fold=Fold.FIRST)

    def hours(self, opens: int, closes: int) -> list[tuple[int, str]]:
        """Full hours of the axis: minute and what the clock on the wall shows then."""
        return [
            (minute, _hour(self.instant(minute).astimezone(self.zone)))
            for minute in range(opens - opens % 60, closes + 1, 60)
        ]


def _hour(there: datetime) -> str:
    return f"{there.hour}:{there.minute:02d}"


def company_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def day_from(text: str) -> Day:
    """The day named in an address, or today."""
    zone = company_zone()
    try:
        return Day(date.fromisoformat(text), zone)
    except ValueError:
        return Day(clock.now().astimezone(zone).date(), zone)
