"""Windows are half-open: touching ones share nothing, and nothing is lost between them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcircle.foundation.values.window import (
    EmptyWindow,
    NaiveInstant,
    TimeWindow,
    require_instant,
    total,
    union,
)
from tests.rules.foundation.examples import thoroughly

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def window(start: int, end: int) -> TimeWindow:
    """Return a window in minutes after noon."""
    return TimeWindow(NOON + timedelta(minutes=start), NOON + timedelta(minutes=end))


windows = st.builds(
    lambda start, length: window(start, start + length),
    st.integers(0, 120),
    st.integers(1, 60),
)


def minutes_of(*some: TimeWindow) -> set[int]:
    """Return the minutes after noon that lie in any of them."""
    return {
        minute
        for minute in range(200)
        if any(one.contains(NOON + timedelta(minutes=minute)) for one in some)
    }


def test_a_naive_end_is_refused() -> None:
    with pytest.raises(NaiveInstant):
        TimeWindow(datetime(2026, 11, 23, 12), NOON)
    with pytest.raises(NaiveInstant):
        require_instant(datetime(2026, 11, 23, 12))


@pytest.mark.parametrize("length", [0, -1])
def test_an_empty_or_reversed_window_is_refused(length: int) -> None:
    with pytest.raises(EmptyWindow):
        window(10, 10 + length)


def test_the_length_is_real_time_across_a_change_of_clocks() -> None:
    zone = ZoneInfo("America/New_York")
    night = TimeWindow(
        datetime(2027, 3, 13, 22, tzinfo=zone), datetime(2027, 3, 14, 6, tzinfo=zone)
    )
    assert night.duration == timedelta(hours=7)


def test_the_same_instants_are_equal_whatever_the_zone() -> None:
    zone = ZoneInfo("Asia/Kolkata")
    same = TimeWindow(NOON.astimezone(zone), (NOON + timedelta(hours=1)).astimezone(zone))
    assert same == window(0, 60)


def test_touching_windows_do_not_overlap_and_join_into_one() -> None:
    assert not window(0, 10).overlaps(window(10, 20))
    assert window(0, 10).intersect(window(10, 20)) is None
    assert union([window(10, 20), window(0, 10)]) == (window(0, 20),)
    assert not window(0, 10).contains(NOON + timedelta(minutes=10))


def test_a_window_covers_what_lies_inside_it() -> None:
    assert window(0, 10).covers(window(0, 10))
    assert not window(0, 10).covers(window(5, 11))


@thoroughly
@given(windows, windows)
def test_the_intersection_holds_what_both_hold(one: TimeWindow, other: TimeWindow) -> None:
    shared = one.intersect(other)
    assert (minutes_of(shared) if shared else set()) == minutes_of(one) & minutes_of(other)
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


@thoroughly
@given(st.lists(windows, max_size=6))
def test_the_union_holds_the_same_instants_in_order_and_apart(some: list[TimeWindow]) -> None:
    joined = union(some)
    assert minutes_of(*joined) == minutes_of(*some)
    assert all(one.end < following.start for one, following in pairwise(joined))
    assert total(some) == timedelta(minutes=len(minutes_of(*some)))


@thoroughly
@given(windows, st.lists(windows, max_size=6))
def test_what_is_left_and_what_is_taken_make_the_whole(
    one: TimeWindow, others: list[TimeWindow]
) -> None:
    left = one.subtract(others)
    assert minutes_of(*left) == minutes_of(one) - minutes_of(*others)
    taken = [shared for other in others if (shared := one.intersect(other))]
    assert total(left) + total(taken) == one.duration
