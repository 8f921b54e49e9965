"""What was estimated from history and what was assumed, so that the page can say both."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from fullcircle.engines.statistics.intervals import wilson


class Estimated(StrEnum):
    """Each number that the simulator was given."""

    REQUESTS = "requests"  # a week
    HANDS = "hands"  # who led visits, by number
    OFFICE = "office"
    WINDOW = "window"  # minutes from the request to the end of the first window, mean
    ON_SITE = "on_site"
    TRAVEL = "travel"
    SECOND_TRIP = "second_trip"  # share
    ABSENCE = "absence"  # share of duty
    CALL = "call"
    PLAN = "plan"
    PAPER = "paper"
    BOOKS = "books"
    INTAKE = "intake"  # share that came incomplete
    BRIEFING = "briefing"
    CLOSEOUT = "closeout"
    BRIEFING_TRIP = "briefing_trip"  # second trips more after an incomplete briefing, share
    TOUCH = "touch"
    OTHER_WORK = "other_work"  # share of duty
    OVERTIME = "overtime"


class Unit(StrEnum):
    SHARE = "share"
    MINUTES = "minutes"
    A_WEEK = "a_week"
    COUNT = "count"


class How(StrEnum):
    SEEN = "seen"
    FITTED = "fitted"  # chosen so that the simulated waits are the seen ones
    ASSUMED = "assumed"  # the history cannot say


@dataclass(frozen=True)
class Estimate:
    """`value` None: nothing is known of it, and nothing of the kind is simulated."""

    what: Estimated
    unit: Unit
    value: float | None
    n: int
    how: How = How.SEEN
    low: float | None = None
    high: float | None = None

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


def share(what: Estimated, hits: int, n: int) -> Estimate:
    found = wilson(hits, n)
    if found is None:
        return Estimate(what, Unit.SHARE, None, 0)
    return Estimate(what, Unit.SHARE, found.value, n, How.SEEN, found.low, found.high)


def minutes(what: Estimated, values: Sequence[float]) -> Estimate:
    mean = sum(values) / len(values) if values else None
    return Estimate(what, Unit.MINUTES, mean, len(values))


def assumed(what: Estimated, unit: Unit, value: float) -> Estimate:
    return Estimate(what, unit, value, 0, How.ASSUMED)
