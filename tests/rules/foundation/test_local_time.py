"""Wall times become instants with an explicit answer where clocks jump or go back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from fullcircle.foundation.values.local_time import (
    DayMissing,
    Fold,
    Gap,
    LocalTimeMissing,
    LocalTimeTwice,
    NotAWallTime,
    day_window,
    first_reached,
    local_date,
    start_of_day,
    to_instant,
)
from tests.rules.foundation.desk import NEW_YORK

ONE_DAY = timedelta(days=1)
CHANGES_UNTIL = date(2031, 1, 1)


def test_case_37_a_time_that_comes_twice_is_asked_or_chosen() -> None:
    wall = datetime(2026, 11, 1, 1, 30)
    first, second = (
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    )
    with pytest.raises(LocalTimeTwice) as refusal:
        to_instant(wall, NEW_YORK, gap=Gap.REFUSE, fold=Fold.REFUSE)
    assert (refusal.value.first, refusal.value.second) == (first, second)
    assert to_instant(wall, NEW_YORK, gap=Gap.REFUSE, fold=Fold.FIRST) == first
    assert to_instant(wall, NEW_YORK, gap=Gap.REFUSE, fold=Fold.SECOND) == second


def test_case_38_a_time_that_does_not_exist_is_refused_or_moved() -> None:
    wall = datetime(2027, 3, 14, 2, 30)
    jump = datetime(2027, 3, 14, 7, tzinfo=UTC)
    with pytest.raises(LocalTimeMissing) as refusal:
        to_instant(wall, NEW_YORK, gap=Gap.REFUSE, fold=Fold.REFUSE)
    assert refusal.value.next_instant == jump
    assert to_instant(wall, NEW_YORK, gap=Gap.JUMP, fold=Fold.REFUSE) == jump
    shifted = to_instant(wall, NEW_YORK, gap=Gap.SHIFT, fold=Fold.REFUSE)
    assert shifted.astimezone(NEW_YORK).time() == time(3, 30)


def test_a_time_with_a_zone_is_no_wall_time() -> None:
    with pytest.raises(NotAWallTime):
        to_instant(datetime(2026, 1, 1, tzinfo=UTC), NEW_YORK, gap=Gap.JUMP, fold=Fold.FIRST)


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("America/New_York", date(2027, 3, 14), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2027, 4, 4), 24.5),
        ("Antarctica/Troll", date(2027, 3, 28), 22),
        ("Antarctica/Troll", date(2026, 10, 25), 26),
        ("Africa/Cairo", date(2027, 4, 30), 23),
    ],
)
def test_a_day_is_as_long_as_its_clocks_make_it(zone: str, day: date, length: float) -> None:
    assert day_window(ZoneInfo(zone), day).duration == timedelta(hours=length)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Africa/Cairo", date(2027, 4, 30)), ("America/Havana", date(2027, 3, 14))],
)
def test_a_day_without_midnight_begins_at_one(zone: str, day: date) -> None:
    begins = start_of_day(ZoneInfo(zone), day).astimezone(ZoneInfo(zone))
    assert (begins.date(), begins.time()) == (day, time(1))


def test_a_date_that_was_skipped_has_no_window() -> None:
    with pytest.raises(DayMissing):
        day_window(ZoneInfo("Pacific/Apia"), date(2011, 12, 30))


def days_of_change(zone: ZoneInfo) -> Iterator[date]:
    """Yield the days from 2025 to 2030 in which the zone changes its clocks."""
    day = date(2025, 1, 1)
    offset = datetime.combine(day, time(12), zone).utcoffset()
    while day < CHANGES_UNTIL:
        day += ONE_DAY
        following = datetime.combine(day, time(12), zone).utcoffset()
        if following != offset:
            yield day
        offset = following


def test_in_every_zone_the_days_of_change_fit_together_and_no_quarter_is_lost() -> None:
    changes = 0
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        for day in days_of_change(zone):
            changes += 1
            # The change lies between two noons: in one of two dates.
            for one in (day - ONE_DAY, day):
                check_day(zone, one)
    assert changes > 1000


def check_day(zone: ZoneInfo, day: date) -> None:
    """Check one day: it begins where the one before ends, and its wall times stand in order."""
    begins, ends = start_of_day(zone, day), start_of_day(zone, day + ONE_DAY)
    assert local_date(zone, begins) == day
    assert local_date(zone, begins - timedelta(microseconds=1)) < day
    walls = [datetime.combine(day, time.min) + timedelta(minutes=15 * n) for n in range(96)]
    reached = [first_reached(day, wall.time(), zone) for wall in walls]
    assert reached == sorted(reached)
    assert reached[0] == begins
    # In Nuuk the hour before midnight is the one that is jumped over.
    assert reached[-1] <= ends
    for wall, instant in zip(walls, reached, strict=True):
        shown = instant.astimezone(zone).replace(tzinfo=None)
        # Either the clock shows the time, or it was jumped over and this is the jump.
        before = (instant - timedelta(microseconds=1)).astimezone(zone).replace(tzinfo=None)
        assert shown == wall or before < wall < shown
