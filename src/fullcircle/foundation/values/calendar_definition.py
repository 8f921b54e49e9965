"""Calendars as JSON: what is stored, exported and typed in.

    {"name": "Office", "version": 3, "zone": "America/New_York",
     "week": {"mon": ["08:00-12:00", "13:30-18:00"], "fri": ["22:00-06:00"]},
     "holidays": ["2026-11-26"], "closures": ["2027-07-05..2027-07-16"],
     "yearly_closures": ["12-24..01-02"], "special_hours": {"2026-12-23": ["09:00-12:00"]},
     "openings": {"2026-11-28": ["10:00-14:00"]}}

`"week": "always"` is every hour of every day; `00:00-24:00` is a whole day.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from fullcircle.foundation.values.calendar import DAYS_OF_A_WEEK, BusinessCalendar
from fullcircle.foundation.values.opening_hours import (
    WHOLE_DAY,
    Closure,
    DatedHours,
    Hours,
    Interval,
    YearlyClosure,
    in_order,
)

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = (
    "name",
    "version",
    "zone",
    "week",
    "holidays",
    "closures",
    "yearly_closures",
    "special_hours",
    "openings",
)
_ALWAYS = "always"
_SPAN = ".."


class BadDefinition(ValueError):
    """A definition cannot be read; `field` says where, `problem` what is wrong there."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field, self.problem = field, problem


def from_definition(definition: Mapping[str, Any]) -> BusinessCalendar:
    """Return the calendar that the definition describes; raise BadDefinition naming the field."""
    for key in definition:
        if key not in FIELDS:
            raise BadDefinition(str(key), f"is not known; known are {', '.join(FIELDS)}")
    return BusinessCalendar(
        name=_read("name", definition.get("name"), _name),
        version=_read("version", definition.get("version", 1), _version),
        local_zone=_read("zone", definition.get("zone"), _zone),
        week=_week(definition.get("week", {})),
        holidays=frozenset(_each(definition, "holidays", _date)),
        closures=_each(definition, "closures", _closure),
        yearly_closures=_each(definition, "yearly_closures", _yearly_closure),
        special_hours=_dated(definition, "special_hours"),
        openings=_dated(definition, "openings"),
    )


def to_definition(calendar: BusinessCalendar) -> dict[str, Any]:
    """Return the JSON form; reading it back gives an equal calendar."""
    week: Any = {
        name: _hours_text(hours)
        for name, hours in zip(DAY_NAMES, calendar.week, strict=True)
        if hours
    }
    if calendar.week == (WHOLE_DAY,) * DAYS_OF_A_WEEK:
        week = _ALWAYS
    return {
        "name": calendar.name,
        "version": calendar.version,
        "zone": calendar.zone.key,
        "week": week,
        "holidays": [day.isoformat() for day in sorted(calendar.holidays)],
        "closures": [f"{one.first}{_SPAN}{one.last}" for one in calendar.closures],
        "yearly_closures": [
            f"{_month_day_text(one.first)}{_SPAN}{_month_day_text(one.last)}"
            for one in calendar.yearly_closures
        ],
        "special_hours": {str(one.day): _hours_text(one.hours) for one in calendar.special_hours},
        "openings": {str(one.day): _hours_text(one.hours) for one in calendar.openings},
    }


def _read[T](field: str, value: Any, reader: Callable[[Any], T]) -> T:
    try:
        return reader(value)
    except BadDefinition:
        raise
    except (ValueError, TypeError, AttributeError, LookupError, OSError) as problem:
        raise BadDefinition(field, f"{value!r} cannot be read: {problem}") from problem


def _each[T](
    definition: Mapping[str, Any], field: str, reader: Callable[[Any], T]
) -> tuple[T, ...]:
    values = definition.get(field, [])
    if not isinstance(values, list | tuple):
        raise BadDefinition(field, "must be a list")
    return tuple(
        _read(f"{field}[{position}]", value, reader) for position, value in enumerate(values)
    )


def _dated(definition: Mapping[str, Any], field: str) -> tuple[DatedHours, ...]:
    values = definition.get(field, {})
    if not isinstance(values, Mapping):
        raise BadDefinition(field, "must map dates to lists of hours")
    return tuple(
        DatedHours(_read(f"{field}.{day}", day, _date), _hours(f"{field}.{day}", hours))
        for day, hours in sorted(values.items())
    )


def _week(value: Any) -> tuple[Hours, ...]:
    if value == _ALWAYS:
        return (WHOLE_DAY,) * DAYS_OF_A_WEEK
    if not isinstance(value, Mapping):
        raise BadDefinition("week", f'must be "{_ALWAYS}" or map days to lists of hours')
    for name in value:
        if name not in DAY_NAMES:
            raise BadDefinition(f"week.{name}", f"is not one of {', '.join(DAY_NAMES)}")
    return tuple(_hours(f"week.{name}", value.get(name, [])) for name in DAY_NAMES)


def _hours(field: str, values: Any) -> Hours:
    if not isinstance(values, list | tuple):
        raise BadDefinition(field, 'must be a list such as ["09:00-17:00"]')
    intervals = [
        _read(f"{field}[{position}]", value, _interval) for position, value in enumerate(values)
    ]
    return _read(field, intervals, in_order)


def _interval(value: Any) -> Interval:
    opens, dash, closes = value.partition("-")
    if not dash:
        raise ValueError("hours look like 09:00-17:00")
    return Interval(_time(opens), time.min if closes == "24:00" else _time(closes))


def _time(text: str) -> time:
    if text.startswith("24"):
        raise ValueError("24:00 is a closing time only")
    value = time.fromisoformat(text)
    if value.tzinfo is not None:
        raise ValueError("hours have no zone of their own; the calendar has")
    return value


def _hours_text(hours: Hours) -> list[str]:
    return [f"{_time_text(one.opens)}-{_time_text(one.closes, closing=True)}" for one in hours]


def _time_text(value: time, *, closing: bool = False) -> str:
    if closing and value == time.min:
        return "24:00"
    precision = "auto" if value.second or value.microsecond else "minutes"
    return value.isoformat(precision)


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a calendar needs a name")
    return value


def _version(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("a version is a whole number from 1")
    return value


def _zone(value: Any) -> ZoneInfo:
    if not isinstance(value, str) or not value:
        raise ValueError("an IANA zone such as America/New_York is needed")
    return ZoneInfo(value)


def _date(value: Any) -> date:
    return date.fromisoformat(value)


def _closure(value: Any) -> Closure:
    first, _, last = value.partition(_SPAN)
    return Closure(_date(first), _date(last or first))


def _yearly_closure(value: Any) -> YearlyClosure:
    first, _, last = value.partition(_SPAN)
    return YearlyClosure(_month_day(first), _month_day(last or first))


def _month_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


def _month_day_text(month_day: tuple[int, int]) -> str:
    return f"{month_day[0]:02}-{month_day[1]:02}"
