"""Calendars: nights, closures, holidays, odd zones, common hours, and how they are written."""

import json
import struct
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fullcircle.foundation.values.calendar import BadWeek, BusinessCalendar, DateTwice
from fullcircle.foundation.values.calendar_definition import (
    BadDefinition,
    from_definition,
    to_definition,
)
from fullcircle.foundation.values.local_time import Fold, Gap, day_window, to_instant
from fullcircle.foundation.values.opening_hours import (
    BadDateSpan,
    Closure,
    DatedHours,
    HoursOverlap,
    Interval,
    YearlyClosure,
)
from fullcircle.foundation.values.window import NaiveInstant, TimeWindow
from fullcircle.foundation.values.working_time import (
    BeyondReach,
    CalendarNeverOpen,
    NegativeWorkingTime,
)
from tests.rules.foundation.desk import (
    AROUND_THE_CLOCK,
    FRIDAY,
    MONDAY,
    NEW_YORK,
    NIGHTS,
    SATURDAY,
    SPLIT_DAY,
    STANDARD,
    SUNDAY,
    TUESDAY,
    WEDNESDAY,
    hours,
    minutes,
    on,
)

MORNING = Interval(time(9), time(12))
THANKSGIVING = date(2026, 11, 26)


def open_hours(calendar: BusinessCalendar, day: date) -> timedelta:
    """Return the working time of one day of its zone."""
    return calendar.working_time(day_window(calendar.zone, day))


def test_case_31_a_yearly_closure_runs_across_new_year() -> None:
    calendar = replace(STANDARD, yearly_closures=(YearlyClosure((12, 24), (1, 2)),))
    for year in (2026, 2027, 2028):
        assert calendar.is_closed(date(year, 12, 24))
        assert calendar.is_closed(date(year, 12, 31))
        assert calendar.is_closed(date(year + 1, 1, 2))
        assert not calendar.is_closed(date(year, 12, 23))
        assert not calendar.is_closed(date(year + 1, 1, 3))
    before = on(date(2026, 12, 23), "16:30")
    assert calendar.add(before, hours(1)) == on(date(2027, 1, 4), "09:30")


def test_case_32_a_floating_holiday_and_a_half_day() -> None:
    half_day = DatedHours(date(2026, 11, 25), (MORNING,))
    calendar = replace(STANDARD, holidays=frozenset({THANKSGIVING}), special_hours=(half_day,))
    assert open_hours(calendar, date(2026, 11, 25)) == hours(3)
    assert open_hours(calendar, THANKSGIVING) == timedelta()
    assert calendar.add(on(WEDNESDAY, "11:30"), hours(1)) == on(date(2026, 11, 27), "09:30")


def test_special_hours_win_over_a_holiday_and_openings_are_added() -> None:
    calendar = replace(
        STANDARD,
        holidays=frozenset({MONDAY, TUESDAY}),
        special_hours=(DatedHours(MONDAY, (MORNING,)),),
        openings=(DatedHours(SATURDAY, (MORNING,)), DatedHours(TUESDAY, (MORNING,))),
    )
    assert open_hours(calendar, MONDAY) == hours(3)
    assert open_hours(calendar, TUESDAY) == hours(3)
    assert open_hours(calendar, SATURDAY) == hours(3)


def test_an_opening_inside_the_usual_hours_counts_once() -> None:
    calendar = replace(STANDARD, openings=(DatedHours(MONDAY, (Interval(time(8), time(10)),)),))
    assert open_hours(calendar, MONDAY) == hours(9)


def test_a_closure_of_a_fortnight() -> None:
    calendar = replace(STANDARD, closures=(Closure(MONDAY, date(2026, 12, 4)),))
    assert calendar.add(on(FRIDAY, "16:30"), hours(1)) == on(date(2026, 12, 7), "09:30")


def test_a_holiday_ends_the_night_before_it_at_midnight() -> None:
    calendar = replace(NIGHTS, holidays=frozenset({TUESDAY}))
    window = TimeWindow(on(MONDAY, "12:00"), on(WEDNESDAY, "12:00"))
    assert calendar.open_windows(window.start, window.end) == (
        TimeWindow(on(MONDAY, "22:00"), on(TUESDAY, "00:00")),
    )


def test_windows_are_cut_at_the_ends_asked_for_and_joined_where_they_touch() -> None:
    assert STANDARD.open_windows(on(FRIDAY, "16:00"), on(MONDAY, "10:00")) == (
        TimeWindow(on(FRIDAY, "16:00"), on(FRIDAY, "17:00")),
        TimeWindow(on(MONDAY, "09:00"), on(MONDAY, "10:00")),
    )
    year = TimeWindow(on(date(2026, 1, 1), "00:00"), on(date(2027, 1, 1), "00:00"))
    assert AROUND_THE_CLOCK.open_windows(year.start, year.end) == (year,)
    assert STANDARD.open_windows(on(MONDAY, "10:00"), on(MONDAY, "10:00")) == ()


def test_open_from_the_opening_instant_until_just_before_the_closing_one() -> None:
    assert STANDARD.is_open(on(MONDAY, "09:00"))
    assert not STANDARD.is_open(on(MONDAY, "17:00"))
    assert STANDARD.next_open(on(FRIDAY, "17:00")) == on(MONDAY, "09:00")
    assert STANDARD.next_open(on(MONDAY, "11:11")) == on(MONDAY, "11:11")


@pytest.mark.parametrize(
    ("zone", "day", "night"),
    [
        ("Australia/Lord_Howe", date(2026, 10, 3), 7.5),
        ("Australia/Lord_Howe", date(2027, 4, 3), 8.5),
        ("Antarctica/Troll", date(2027, 3, 27), 6),
        ("Antarctica/Troll", date(2026, 10, 24), 10),
        ("America/New_York", date(2026, 10, 31), 9),
    ],
)
def test_a_night_is_as_long_as_the_clocks_make_it(zone: str, day: date, night: float) -> None:
    calendar = replace(NIGHTS, local_zone=ZoneInfo(zone))
    noon = datetime.combine(day, time(12), calendar.zone)
    following = datetime.combine(day + timedelta(days=1), time(12), calendar.zone)
    assert calendar.working_time(TimeWindow(noon, following)) == hours(night)


def test_hours_that_the_clocks_jump_over_are_no_hours() -> None:
    skipped = (Interval(time(2, 10), time(2, 50)),)
    calendar = BusinessCalendar("Skipped", NEW_YORK, (skipped,) * 7)
    assert open_hours(calendar, date(2027, 3, 14)) == timedelta()
    assert open_hours(calendar, date(2027, 3, 15)) == minutes(40)


def zone_without_changes(key: str, offset: timedelta) -> ZoneInfo:
    """Return a zone with the same name and other rules, as after a decree."""
    header = struct.pack(">4sc15x6l", b"TZif", b"\0", 0, 0, 0, 0, 1, 4)
    rule = struct.pack(">lbb", int(offset.total_seconds()), 0, 0)
    return ZoneInfo.from_file(BytesIO(header + rule + b"STD\0"), key=key)


def test_case_36_rules_of_a_zone_that_change_move_the_instant_not_the_wall_time() -> None:
    decree = zone_without_changes("America/New_York", hours(-4))
    wall = datetime(2027, 1, 11, 9)
    before, after = (
        to_instant(wall, zone, gap=Gap.REFUSE, fold=Fold.REFUSE) for zone in (NEW_YORK, decree)
    )
    assert before - after == hours(1)
    start = on(date(2027, 1, 8), "16:30")
    moved = replace(STANDARD, version=2, local_zone=decree)
    assert STANDARD.add(start, hours(1)) - moved.add(start, hours(1)) == minutes(30)


def test_case_39_common_hours_of_customer_and_provider() -> None:
    common = SPLIT_DAY.common_with(STANDARD)
    assert common.open_windows(on(MONDAY, "00:00"), on(TUESDAY, "00:00")) == (
        TimeWindow(on(MONDAY, "09:00"), on(MONDAY, "12:00")),
        TimeWindow(on(MONDAY, "13:30"), on(MONDAY, "17:00")),
    )
    assert common.add(on(MONDAY, "16:30"), hours(1)) == on(TUESDAY, "09:30")
    assert common.zone is NEW_YORK


def test_case_39_an_empty_intersection_is_an_error() -> None:
    with pytest.raises(CalendarNeverOpen, match=r"Standard .* together with Nights"):
        STANDARD.common_with(NIGHTS).add(on(MONDAY, "09:00"), minutes(1))


@pytest.mark.parametrize(
    "closed",
    [
        {"week": ((),) * 7},
        {"yearly_closures": (YearlyClosure((1, 1), (12, 31)),)},
        {"closures": (Closure(date(2020, 1, 1), date(2100, 1, 1)),)},
    ],
    ids=["no hours", "closed all year", "closed for good"],
)
def test_case_15_whatever_closes_a_calendar_for_ever_is_found(closed: dict[str, Any]) -> None:
    with pytest.raises(CalendarNeverOpen):
        replace(STANDARD, **closed).add(on(MONDAY, "09:00"), minutes(1))


def test_a_calendar_that_was_open_once_never_opens_again() -> None:
    once = replace(STANDARD, week=((),) * 7, openings=(DatedHours(SATURDAY, (MORNING,)),))
    assert once.add(on(FRIDAY, "09:00"), hours(3)) == on(SATURDAY, "12:00")
    with pytest.raises(CalendarNeverOpen):
        once.add(on(FRIDAY, "09:00"), hours(4))
    with pytest.raises(CalendarNeverOpen):
        once.next_open(on(SUNDAY, "09:00"))


def test_working_time_of_decades_or_less_than_none_is_refused() -> None:
    with pytest.raises(BeyondReach):
        STANDARD.add(on(MONDAY, "09:00"), timedelta(days=365 * 12))
    with pytest.raises(BeyondReach):
        STANDARD.working_between(on(date(206, 11, 23), "09:00"), on(MONDAY, "09:00"))
    with pytest.raises(NegativeWorkingTime):
        STANDARD.add(on(MONDAY, "09:00"), minutes(-1))
    with pytest.raises(NaiveInstant):
        STANDARD.add(datetime(2026, 11, 23, 9), minutes(1))


def test_a_calendar_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(BadWeek):
        BusinessCalendar("Short", NEW_YORK, ((),) * 6)
    with pytest.raises(HoursOverlap):
        replace(STANDARD, week=((MORNING, Interval(time(11), time(13))), *((),) * 6))
    with pytest.raises(HoursOverlap):
        replace(STANDARD, week=((Interval(time(6), time(5)), MORNING), *((),) * 6))
    with pytest.raises(DateTwice):
        replace(STANDARD, openings=(DatedHours(MONDAY, (MORNING,)), DatedHours(MONDAY, ())))
    with pytest.raises(BadDateSpan):
        Closure(TUESDAY, MONDAY)
    with pytest.raises(BadDateSpan):
        YearlyClosure((2, 30), (3, 1))


FULL_DEFINITION: dict[str, Any] = {
    "name": "Office",
    "version": 3,
    "zone": "Europe/Berlin",
    "week": {"mon": ["08:00-12:00", "13:30-18:00"], "fri": ["22:00-06:00"], "sun": ["00:00-24:00"]},
    "holidays": ["2026-12-25"],
    "closures": ["2027-07-05..2027-07-16"],
    "yearly_closures": ["12-24..01-02"],
    "special_hours": {"2026-12-23": ["09:00-12:00"]},
    "openings": {"2026-11-28": ["10:00:30-14:00"]},
}


def test_a_definition_survives_storage() -> None:
    calendar = from_definition(json.loads(json.dumps(FULL_DEFINITION)))
    assert to_definition(calendar) == FULL_DEFINITION
    assert from_definition(to_definition(calendar)) == calendar
    assert hash(from_definition(FULL_DEFINITION)) == hash(calendar)


def test_always_open_is_one_word() -> None:
    definition = to_definition(AROUND_THE_CLOCK)
    assert definition["week"] == "always"
    assert from_definition(definition) == AROUND_THE_CLOCK


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("name", {"name": " "}),
        ("version", {"version": 0}),
        ("version", {"version": True}),
        ("zone", {"zone": "Mars/Olympus"}),
        ("zone", {"zone": None}),
        ("zone", {"zone": "../etc/passwd"}),
        ("week", {"week": ["09:00-17:00"]}),
        ("week.monday", {"week": {"monday": []}}),
        ("week.mon", {"week": {"mon": "09:00-17:00"}}),
        ("week.mon[0]", {"week": {"mon": ["nine to five"]}}),
        ("week.mon[1]", {"week": {"mon": ["08:00-09:00", "25:00-26:00"]}}),
        ("week.mon[0]", {"week": {"mon": ["09:00-09:00"]}}),
        ("week.mon[0]", {"week": {"mon": [9]}}),
        ("week.mon[0]", {"week": {"mon": ["24:00-06:00"]}}),
        ("week.mon[0]", {"week": {"mon": ["09:00Z-17:00"]}}),
        ("week.mon", {"week": {"mon": ["09:00-12:00", "11:00-13:00"]}}),
        ("holidays", {"holidays": "2026-12-25"}),
        ("holidays[0]", {"holidays": ["2026-02-30"]}),
        ("closures[0]", {"closures": ["2026-02-03..2026-02-01"]}),
        ("yearly_closures[0]", {"yearly_closures": ["13-01"]}),
        ("special_hours", {"special_hours": []}),
        ("special_hours.someday", {"special_hours": {"someday": []}}),
        ("openings.2026-11-28[0]", {"openings": {"2026-11-28": ["x"]}}),
        ("opening", {"opening": {}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_definition_names_the_field(field: str, change: dict[str, Any]) -> None:
    with pytest.raises(BadDefinition) as refusal:
        from_definition({**FULL_DEFINITION, **change})
    assert refusal.value.field == field
    assert str(refusal.value).startswith(f"{field}: ")
