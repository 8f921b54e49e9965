"""A small service desk to talk about: its calendars, its policies and short ways to say when."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fullcircle.foundation.values.calendar import BusinessCalendar
from fullcircle.foundation.values.calendar_definition import from_definition
from fullcircle.foundation.values.target_clock import ClockKind, TargetPolicy
from fullcircle.foundation.values.working_time import WorkingCalendar

NEW_YORK = ZoneInfo("America/New_York")
STANDARD = BusinessCalendar.weekdays("Standard", NEW_YORK, time(9), time(17))
AROUND_THE_CLOCK = BusinessCalendar.always_open("Around the clock", NEW_YORK)
SPLIT_DAY = from_definition(
    {
        "name": "Two shifts",
        "zone": "America/New_York",
        "week": {
            name: ["08:00-12:00", "13:30-18:00"] for name in ("mon", "tue", "wed", "thu", "fri")
        },
    }
)
NIGHTS = from_definition(
    {
        "name": "Nights",
        "zone": "America/New_York",
        "week": {
            name: ["22:00-06:00"] for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        },
    }
)

# The Friday and the Monday of most worked cases.
FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


def on(day: date, clock_time: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    """Return the instant at which the clocks of the zone show the time on the day."""
    return datetime.combine(day, time.fromisoformat(clock_time), zone)


def minutes(count: float) -> timedelta:
    """Return so many minutes."""
    return timedelta(minutes=count)


def hours(count: float) -> timedelta:
    """Return so many hours."""
    return timedelta(hours=count)


def policy(
    target: timedelta,
    calendar: WorkingCalendar = STANDARD,
    *,
    kind: ClockKind = ClockKind.RESOLUTION,
    name: str = "silver",
    version: int = 1,
) -> TargetPolicy:
    """Return a policy, a resolution in standard hours unless said otherwise."""
    return TargetPolicy(name, version, kind, target, calendar)
