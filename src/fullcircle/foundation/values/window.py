"""Half-open windows of time.

A window is [start, end): its start belongs to it, its end does not, so two windows that touch
do not overlap and the windows of a day add up to the day. Instants are aware and kept in UTC:
subtracting two datetimes of one local zone gives wall time, which is wrong across a change of
the clocks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


class NaiveInstant(ValueError):
    """A datetime without a zone was given where an instant is needed."""


class EmptyWindow(ValueError):
    """A window must end after it starts."""


def require_instant(value: datetime) -> datetime:
    """Return the same instant in UTC; raise NaiveInstant when it has no zone."""
    if value.tzinfo is UTC:
        return value
    if value.utcoffset() is None:
        raise NaiveInstant(f"{value.isoformat()} has no time zone")
    return value.astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class TimeWindow:
    """The instants from `start` up to, but without, `end`; ordered by start, then end."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", require_instant(self.start))
        object.__setattr__(self, "end", require_instant(self.end))
        if self.end <= self.start:
            raise EmptyWindow(f"{self.start.isoformat()} to {self.end.isoformat()} holds no time")

    @property
    def duration(self) -> timedelta:
        """Real time between the two ends."""
        return self.end - self.start

    def contains(self, instant: datetime) -> bool:
        """Say whether the instant lies inside; the end does not."""
        return self.start <= require_instant(instant) < self.end

    def covers(self, other: "TimeWindow") -> bool:
        """Say whether the other window lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "TimeWindow") -> bool:
        """Say whether some instant lies in both; touching windows share none."""
        return self.start < other.end and other.start < self.end

    def intersect(self, other: "TimeWindow") -> "TimeWindow | None":
        """Return the shared part, or None where there is none."""
        if not self.overlaps(other):
            return None
        return TimeWindow(max(self.start, other.start), min(self.end, other.end))

    def subtract(self, others: "Iterable[TimeWindow]") -> "tuple[TimeWindow, ...]":
        """Return what is left of this window, in order, when the others are taken out."""
        left: list[TimeWindow] = []
        reached = self.start
        for other in union(others):
            if other.end <= reached:
                continue
            if other.start >= self.end:
                break
            if other.start > reached:
                left.append(TimeWindow(reached, other.start))
            reached = other.end
        if reached < self.end:
            left.append(TimeWindow(reached, self.end))
        return tuple(left)


def union(windows: Iterable[TimeWindow]) -> tuple[TimeWindow, ...]:
    """Return the same instants as few windows in order; touching ones become one."""
    return tuple(_joined(sorted(windows)))


def total(windows: Iterable[TimeWindow]) -> timedelta:
    """Return the real time covered; what is covered twice counts once."""
    return sum((window.duration for window in union(windows)), timedelta())


def _joined(ordered: list[TimeWindow]) -> Iterator[TimeWindow]:
    if not ordered:
        return
    open_window = ordered[0]
    for window in ordered[1:]:
        if window.start > open_window.end:
            yield open_window
            open_window = window
        elif window.end > open_window.end:
            open_window = TimeWindow(open_window.start, window.end)
    yield open_window
