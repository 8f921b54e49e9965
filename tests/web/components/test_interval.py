"""A figure never stands without its interval and its number of cases."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcircle.web.components.interval import Interval, draw, words


def test_no_cases_is_said_and_never_shown_as_a_number() -> None:
    shown = draw(Interval(0.0, 0.0, 1.0, 0), "right the first time")
    assert "no data" in shown
    assert "%</span>" not in shown
    assert "interval-mark" not in shown


def test_few_cases_are_greyed_and_said() -> None:
    assert "interval-few" in draw(Interval(0.9, 0.6, 0.98, 9))
    assert "few cases" in words(Interval(0.9, 0.6, 0.98, 9))
    assert "interval-few" not in draw(Interval(0.9, 0.6, 0.98, 10))


def test_number_bounds_and_count_are_all_shown() -> None:
    shown = draw(Interval(0.82, 0.78, 0.86, 409), "right the first time")
    for part in ("82", "78–86", "n 409", "right the first time"):
        assert part in shown


def test_the_bar_is_spoken() -> None:
    shown = draw(Interval(0.5, 0.4, 0.6, 40), "on time")
    assert 'aria-label="on time: 50' in shown


share = st.floats(0, 1)


@given(share, share, share, st.integers(1, 10_000))
def test_band_and_mark_stay_inside_the_bar(value: float, one: float, other: float, n: int) -> None:
    shown = draw(Interval(value, min(one, other), max(one, other), n))
    found = re.search(r'interval-band" x="([\d.]+)%" y="2" width="([\d.]+)%"', shown)
    assert found is not None
    start, width = map(float, found.groups())
    assert start >= 0
    assert start + width <= 101.05
    assert "style=" not in shown


@pytest.mark.parametrize("bound", [None, 0.3])
def test_a_missing_bound_is_the_value_itself(bound: float | None) -> None:
    assert "nan" not in draw(Interval(0.5, bound, None, 20))
