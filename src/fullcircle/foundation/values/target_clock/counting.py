"""Elapsed and due: working time since the start without the working time inside pauses."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from fullcircle.foundation.values.working_time import NO_TIME, WorkingCalendar

Span = tuple[datetime, datetime]


def union_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join overlapping and touching pauses; drop those without length."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def elapsed_between(
    calendar: WorkingCalendar, start: datetime, end: datetime, pauses: Sequence[Span]
) -> timedelta:
    """Return the working time in [start, end) outside the pauses (joined, in order)."""
    counted, cursor = NO_TIME, start
    for pause_start, pause_end in pauses:
        counted += calendar.working_between(cursor, min(pause_start, end))
        cursor = max(cursor, pause_end)
    return counted + calendar.working_between(cursor, end)


def instant_of(
    calendar: WorkingCalendar, start: datetime, working: timedelta, pauses: Sequence[Span]
) -> datetime:
    """Return the least instant at which `working` has elapsed, all pauses being over."""
    left, cursor = working, start
    for pause_start, pause_end in pauses:
        before = calendar.working_between(cursor, pause_start)
        if before >= left:
            break
        left -= before
        cursor = max(cursor, pause_end)
    return calendar.add(cursor, left)
