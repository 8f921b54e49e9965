"""When something was, in the words of the moment at which it is told."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from fullcircle.operations.dispatch.wording.seasons import spoken_when
from fullcircle.operations.dispatch.wording.translator import English
from tests.rules.dispatch.wording.cases import ZONE, wall

ENGLISH = English()
JULY = wall(2026, 7, 14)


@pytest.mark.parametrize(
    ("when", "at", "spoken"),
    [
        (wall(2026, 7, 14, 8), JULY, "earlier today"),
        (wall(2026, 7, 13, 23, 59), JULY, "yesterday"),
        (wall(2026, 7, 12), JULY, "two days ago"),
        (wall(2026, 7, 5), JULY, "nine days ago"),
        (wall(2026, 7, 2), JULY, "twelve days ago"),
        (wall(2026, 7, 1), JULY, "two weeks ago"),
        (wall(2026, 6, 23), JULY, "three weeks ago"),
        (wall(2026, 6, 10), JULY, "five weeks ago"),
        (wall(2026, 6, 5), JULY, "this summer"),
        (wall(2026, 4, 10), JULY, "this spring"),
        (wall(2026, 3, 1), JULY, "this spring"),
        (wall(2026, 1, 20), JULY, "last winter"),
        (wall(2025, 12, 20), JULY, "last winter"),
        (wall(2025, 10, 20), JULY, "last fall"),
        (wall(2025, 7, 20), JULY, "last summer"),
        (wall(2025, 4, 10), JULY, "last spring"),
        (wall(2025, 1, 20), JULY, "two winters ago"),
        (wall(2024, 10, 20), JULY, "two falls ago"),
        (wall(2023, 4, 10), JULY, "three springs ago"),
        (wall(2022, 7, 10), JULY, "four summers ago"),
        (wall(2021, 4, 10), JULY, "in 2021"),
        (wall(2025, 12, 5), wall(2026, 2, 10), "this winter"),
        (wall(2026, 1, 5), wall(2026, 12, 20), "last winter"),
        (wall(2026, 9, 5), wall(2026, 11, 20), "this fall"),
        (wall(2026, 4, 10), wall(2027, 1, 10), "last spring"),
        (wall(2026, 8, 1), JULY, "earlier today"),
    ],
)
def test_in_the_north(when: datetime, at: datetime, spoken: str) -> None:
    assert spoken_when(ENGLISH, when, at, zone=ZONE, latitude=40.0) == spoken


@pytest.mark.parametrize(
    ("when", "spoken"),
    [
        (wall(2026, 4, 10), "this fall"),
        (wall(2025, 10, 20), "last spring"),
        (wall(2026, 1, 20), "last summer"),
        (wall(2025, 7, 20), "last winter"),
        (wall(2025, 1, 20), "two summers ago"),
    ],
)
def test_south_of_the_equator_the_seasons_are_turned_round(when: datetime, spoken: str) -> None:
    assert spoken_when(ENGLISH, when, JULY, zone=ZONE, latitude=-33.9) == spoken


@pytest.mark.parametrize(
    ("when", "spoken"),
    [
        (wall(2026, 3, 10), "in March"),
        (wall(2025, 10, 20), "in October"),
        (wall(2025, 3, 10), "in March 2025"),
        (wall(2025, 7, 10), "in July 2025"),
    ],
)
def test_between_the_tropics_the_month_is_said(when: datetime, spoken: str) -> None:
    assert spoken_when(ENGLISH, when, JULY, zone=ZONE, latitude=1.3) == spoken


def test_a_day_ends_on_the_wall_of_the_place() -> None:
    at = datetime(2026, 7, 14, 3, 0, tzinfo=UTC)
    when = datetime(2026, 7, 13, 23, 0, tzinfo=UTC)
    assert spoken_when(ENGLISH, when, at, zone="UTC") == "yesterday"
    assert spoken_when(ENGLISH, when, at, zone="America/New_York") == "earlier today"


def test_a_night_with_a_clock_change_is_still_one_night() -> None:
    zone = ZoneInfo("Europe/Berlin")
    when = datetime(2026, 3, 28, 23, 30, tzinfo=zone)
    at = datetime(2026, 3, 29, 4, 0, tzinfo=zone)
    assert spoken_when(ENGLISH, when, at, zone="Europe/Berlin") == "yesterday"


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        spoken_when(ENGLISH, datetime(2026, 7, 1), JULY)
