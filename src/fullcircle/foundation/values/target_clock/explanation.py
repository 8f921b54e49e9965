"""Why a clock is due when it is due: frozen parts whose counted time sums up to the target.

`explain` gives the data; `sentences.py` says it in words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fullcircle.foundation.values.target_clock.counting import Span, union_spans
from fullcircle.foundation.values.target_clock.reading import ClockReading, Note
from fullcircle.foundation.values.target_clock.states import PauseReason
from fullcircle.foundation.values.working_time import NO_TIME, WorkingCalendar

_SHOWN_FIRST = 4
_SHOWN_LAST = 2


class CountedUntil(StrEnum):
    """What ended a stretch of counting."""

    CLOSING = "closing"
    PAUSE = "pause"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class ReceivedPart:
    """The request came at `at`; time is counted from `start`, inside working hours or not."""

    at: datetime
    start: datetime
    within_hours: bool


@dataclass(frozen=True, slots=True)
class CountedPart:
    """Working time that counted."""

    start: datetime
    end: datetime
    until: CountedUntil

    @property
    def duration(self) -> timedelta:
        """How much counted."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class SummedPart:
    """Many stretches told as one: `stretches` of them between `start` and `end`."""

    start: datetime
    end: datetime
    stretches: int
    duration: timedelta


@dataclass(frozen=True, slots=True)
class PausedPart:
    """Time in which the clock stood; `credit` is the working time it gave back."""

    start: datetime
    end: datetime
    reasons: tuple[PauseReason, ...]
    credit: timedelta
    still_waiting: bool


@dataclass(frozen=True, slots=True)
class DuePart:
    """The due time; `projected`: it would be this if work went on at the instant of reading."""

    at: datetime
    target: timedelta
    projected: bool


@dataclass(frozen=True, slots=True)
class NotePart:
    """A remark from the log."""

    note: Note


Part = ReceivedPart | CountedPart | SummedPart | PausedPart | DuePart | NotePart


def explain(reading: ClockReading) -> tuple[Part, ...]:
    """Return the way from the start to the due time, then the remarks.

    The durations of the counted and summed parts add up exactly to the target.
    """
    calendar = reading.policy.calendar
    received = ReceivedPart(reading.received, reading.start, calendar.is_open(reading.start))
    due = reading.projected_due
    way = _shortened(tuple(_way(reading, due)))
    end = DuePart(due, reading.policy.target, reading.due is None)
    return received, *way, end, *(NotePart(note) for note in reading.notes)


def counted(parts: Iterable[Part]) -> timedelta:
    """Return the working time that the parts count."""
    durations = (part.duration for part in parts if isinstance(part, CountedPart | SummedPart))
    return sum(durations, NO_TIME)


def _way(reading: ClockReading, due: datetime) -> Iterator[CountedPart | PausedPart]:
    calendar, cursor = reading.policy.calendar, reading.start
    spans = union_spans(
        (max(span.start, reading.start), span.end or reading.at) for span in reading.pauses
    )
    for start, end in spans:
        if start >= due:
            break
        yield from _counting(calendar, (cursor, start), CountedUntil.PAUSE)
        yield _paused(reading, start, end)
        cursor = end
    yield from _counting(calendar, (cursor, due), CountedUntil.DUE)


def _counting(calendar: WorkingCalendar, span: Span, edge: CountedUntil) -> Iterator[CountedPart]:
    for opens, closes in calendar.stretches(*span):
        yield CountedPart(opens, closes, edge if closes == span[1] else CountedUntil.CLOSING)


def _paused(reading: ClockReading, start: datetime, end: datetime) -> PausedPart:
    inside = [
        span for span in reading.pauses if span.start < end and (span.end or reading.at) > start
    ]
    return PausedPart(
        start,
        end,
        tuple(sorted({span.reason for span in inside})),
        reading.policy.calendar.working_between(start, end),
        any(span.end is None for span in inside),
    )


def _shortened(way: tuple[CountedPart | PausedPart, ...]) -> tuple[Part, ...]:
    """Tell a long run of plain counting as one part; the first and the last stay visible."""
    told: list[Part] = []
    run: list[CountedPart] = []
    for part in way:
        if isinstance(part, CountedPart):
            run.append(part)
        else:
            told += [*_summed(run), part]
            run = []
    return (*told, *_summed(run))


def _summed(run: list[CountedPart]) -> list[Part]:
    middle = run[_SHOWN_FIRST:-_SHOWN_LAST]
    if len(middle) <= 1:
        return list(run)
    duration = sum((part.duration for part in middle), NO_TIME)
    one = SummedPart(middle[0].start, middle[-1].end, len(middle), duration)
    return [*run[:_SHOWN_FIRST], one, *run[-_SHOWN_LAST:]]
