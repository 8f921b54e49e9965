"""The chase list: what is red before the customer calls."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fullcircle.operations.scheduling.rules import AtRisk, Watched, at_risk, risks_of_day
from fullcircle.operations.scheduling.states import Risk, VisitState

NOON = datetime(2026, 7, 14, 12, tzinfo=UTC)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def watched(state: VisitState, start: int, *, length: int = 60, **more: Any) -> Watched:
    """A visit that starts so many minutes after noon."""
    begin = NOON + minutes(start)
    return Watched(state=state, start=begin, end=begin + minutes(length), **more)


def test_a_visit_that_is_not_dispatched_half_an_hour_before_is_red() -> None:
    assert at_risk(watched(VisitState.ASSIGNED, 31), at=NOON) is None
    assert at_risk(watched(VisitState.ASSIGNED, 30), at=NOON) == AtRisk(Risk.NOT_DISPATCHED, 30)
    assert at_risk(watched(VisitState.PLANNED, -5), at=NOON) == AtRisk(Risk.NOT_DISPATCHED, -5)


def test_a_dispatched_visit_that_nobody_saw_for_ten_minutes_is_red() -> None:
    sent = watched(VisitState.DISPATCHED, 60, dispatched_at=NOON - minutes(10))
    fresh = watched(VisitState.DISPATCHED, 60, dispatched_at=NOON - minutes(9))
    assert at_risk(sent, at=NOON) == AtRisk(Risk.NOT_SEEN, 60)
    assert at_risk(fresh, at=NOON) is None


def test_more_than_45_minutes_on_the_road_is_red() -> None:
    driving = watched(VisitState.EN_ROUTE, 0, en_route_at=NOON - minutes(45))
    found = at_risk(driving, at=NOON)
    assert found is not None
    assert found.risk is Risk.EN_ROUTE_LONG


def test_running_over_counts_from_the_arrival_not_from_the_plan() -> None:
    late_start = watched(VisitState.ARRIVED, -70, arrived_at=NOON - minutes(30))
    over = watched(VisitState.ARRIVED, -70, arrived_at=NOON - minutes(65))
    assert at_risk(late_start, at=NOON) is None
    assert at_risk(over, at=NOON) == AtRisk(Risk.RUNNING_OVER, -5)


def test_a_window_that_ends_within_half_an_hour_is_red_until_somebody_is_on_the_way() -> None:
    waiting = watched(VisitState.SEEN, 10, window_end=NOON + minutes(30))
    driving = watched(
        VisitState.EN_ROUTE, 10, window_end=NOON + minutes(30), en_route_at=NOON - minutes(5)
    )
    assert at_risk(waiting, at=NOON) == AtRisk(Risk.BREAKING, 30)
    assert at_risk(driving, at=NOON) is None


def test_a_window_that_is_over_is_broken_whoever_is_on_the_way() -> None:
    driving = watched(
        VisitState.EN_ROUTE, -60, window_end=NOON - minutes(1), en_route_at=NOON - minutes(5)
    )
    assert at_risk(driving, at=NOON) == AtRisk(Risk.BROKEN, -1)


@pytest.mark.parametrize("state", [VisitState.LEFT, VisitState.CANCELLED])
def test_what_is_over_is_not_at_risk(state: VisitState) -> None:
    assert at_risk(watched(state, -90, window_end=NOON - minutes(60)), at=NOON) is None


def test_a_stop_that_runs_over_makes_the_next_window_red_long_before_it_ends() -> None:
    day = [
        watched(VisitState.ARRIVED, -95, arrived_at=NOON - minutes(95)),
        watched(VisitState.SEEN, 0, length=90, window_end=NOON + minutes(60)),
        watched(VisitState.ASSIGNED, 95, window_end=NOON + minutes(105)),
    ]
    first, second, third = risks_of_day(day, at=NOON)
    assert first == AtRisk(Risk.RUNNING_OVER, -35)
    assert second is None
    assert third == AtRisk(Risk.BREAKING, 105)


def test_a_day_that_keeps_its_plan_holds_nothing_up() -> None:
    day = [
        watched(VisitState.ARRIVED, -20, arrived_at=NOON - minutes(20)),
        watched(VisitState.SEEN, 50, window_end=NOON + minutes(120)),
    ]
    assert risks_of_day(day, at=NOON) == [None, None]
