"""Times are said in the zone of the place where the work is."""

from datetime import UTC, datetime, timedelta

import pytest

from fullcircle.web.components.times import absolute, complete, duration, relative

TUESDAY = datetime(2026, 7, 14, 13, 2, tzinfo=UTC)
NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(minutes=38), "09:40"),
        (timedelta(days=1), "tomorrow 09:02"),
        (timedelta(days=-1), "yesterday 09:02"),
        (timedelta(days=3), "Fri 09:02"),
        (timedelta(days=-90), "15 Apr"),
        (timedelta(days=-400), "9 Jun 2025"),
    ],
)
def test_near_times_are_short_and_far_ones_have_a_date(ahead: timedelta, said: str) -> None:
    assert absolute(TUESDAY + ahead, NEW_YORK, TUESDAY) == said


def test_today_is_today_where_the_work_is() -> None:
    late_evening_there = datetime(2026, 7, 15, 2, 30, tzinfo=UTC)
    assert absolute(late_evening_there, NEW_YORK, TUESDAY) == "22:30"
    assert absolute(late_evening_there, "Europe/Berlin", TUESDAY) == "tomorrow 04:30"


def test_the_tooltip_names_day_and_zone() -> None:
    assert complete(TUESDAY, NEW_YORK) == "Tuesday, 14 July 2026, 09:02 EDT"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=38), "in 38 min"),
        (timedelta(minutes=-89), "89 min ago"),
        (timedelta(hours=-3, minutes=-5), "3 h ago"),
        (timedelta(days=2), "in 2 days"),
        (timedelta(days=-365), "12 months ago"),
        (timedelta(days=-1500), "4 years ago"),
    ],
)
def test_distances_have_one_unit(ahead: timedelta, said: str) -> None:
    assert relative(TUESDAY + ahead, TUESDAY) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "0 min"),
        (timedelta(minutes=41), "41 min"),
        (timedelta(minutes=59, seconds=40), "1 h"),
        (timedelta(hours=3, minutes=5), "3 h 05"),
        (timedelta(minutes=-12), "−12 min"),
        (timedelta(hours=29), "1.2 days"),
    ],
)
def test_measured_lengths(length: timedelta, said: str) -> None:
    assert duration(length) == said
