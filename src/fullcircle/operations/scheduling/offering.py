"""Which windows a day has and which of them can be kept: pure arithmetic over free time.

A window is when somebody comes, not when the work is over: work may run on beyond the window's end,
but never beyond the end of the shift.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fullcircle.foundation.values.local_time import first_reached
from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.scheduling.rules import Slot
from fullcircle.operations.scheduling.states import PromiseKind

# Nobody is at a door sooner than this after the call, and a window with less than an hour to run
# is not worth promising.
LEAD = timedelta(minutes=30)
SHORTEST = timedelta(minutes=60)
ASAP_WITHIN = timedelta(hours=4)
# Callers after this local time get tomorrow, or "as soon as possible" where the job is urgent.
SAME_DAY_CUT_OFF = time(16, 0)
URGENT = 2
DAYS_AHEAD = 4

_DAY_WINDOWS = (
    (PromiseKind.FIRST_OF_MORNING, time(8), time(9)),
    (PromiseKind.WINDOW, time(8), time(10)),
    (PromiseKind.WINDOW, time(10), time(12)),
    (PromiseKind.WINDOW, time(12), time(14)),
    (PromiseKind.FIRST_OF_AFTERNOON, time(13), time(14)),
    (PromiseKind.WINDOW, time(14), time(16)),
    (PromiseKind.WINDOW, time(16), time(18)),
    (PromiseKind.ANY_TIME, time(8), time(18)),
)
_FIRST = {PromiseKind.FIRST_OF_MORNING, PromiseKind.FIRST_OF_AFTERNOON}


@dataclass(frozen=True)
class Wanted:
    """Work that takes somebody's time in a window and is nobody's yet."""

    window: TimeWindow
    minutes: int


@dataclass(frozen=True)
class Offer:
    """What is asked for: how long it takes, where, and how urgent (1 and 2 are urgent)."""

    duration: timedelta
    zone: ZoneInfo
    urgency: int = 3


def windows_of(
    days: Iterable[date], offer: Offer, *, at: datetime
) -> Iterator[tuple[PromiseKind, TimeWindow]]:
    """The windows a caller at `at` may be told about, whoever is free; soonest first."""
    here = at.astimezone(offer.zone)
    late = here.time() >= SAME_DAY_CUT_OFF
    if not late or offer.urgency <= URGENT:
        yield PromiseKind.ASAP, TimeWindow(at, at + ASAP_WITHIN)
    for day in days:
        if day == here.date() and late:
            continue
        for kind, opens, closes in _DAY_WINDOWS:
            start = first_reached(day, opens, offer.zone)
            end = first_reached(day, closes, offer.zone)
            if kind in _FIRST and start < at + LEAD:
                continue
            if end - max(start, at + LEAD) >= SHORTEST:
                yield kind, TimeWindow(start, end)


def free_time(shifts: Iterable[TimeWindow], taken: Sequence[TimeWindow]) -> tuple[TimeWindow, ...]:
    """What is left of the shifts when absences and booked visits are taken out."""
    return tuple(gap for shift in shifts for gap in shift.subtract(taken))


def slots(
    offer: Offer,
    free: Mapping[int, Sequence[TimeWindow]],
    wanted: Sequence[Wanted],
    *,
    days: Iterable[date],
    at: datetime,
) -> list[Slot]:
    """The windows that can be kept. `free`: person -> free time; `wanted` is taken off each window."""
    found = []
    for kind, window in windows_of(days, offer, at=at):
        slot = _slot(kind, window, offer, free, at=at)
        left = slot.free_minutes - _spoken_for(window, wanted)
        kept = Slot(kind, slot.start, slot.end, max(0, left), slot.people)
        if kept.people and kept.fits(offer.duration):
            found.append(kept)
    return found


def _slot(
    kind: PromiseKind,
    window: TimeWindow,
    offer: Offer,
    free: Mapping[int, Sequence[TimeWindow]],
    *,
    at: datetime,
) -> Slot:
    minutes, people = 0, 0
    earliest = max(window.start, at + LEAD)
    reach = TimeWindow(earliest, max(window.end, earliest) + offer.duration)
    for gaps in free.values():
        fitting = [
            part
            for gap in gaps
            if (part := gap.intersect(reach)) is not None
            and part.start < window.end
            and part.duration >= offer.duration
            and (kind not in _FIRST or part.start == reach.start)
        ]
        people += bool(fitting)
        minutes += sum(int(part.duration / timedelta(minutes=1)) for part in fitting)
    return Slot(kind, window.start, window.end, minutes, people)


def _spoken_for(window: TimeWindow, wanted: Sequence[Wanted]) -> int:
    """Minutes of others' work that fall into the window; work promised "any time" falls evenly."""
    minutes = 0.0
    for work in wanted:
        shared = window.intersect(work.window)
        if shared is not None:
            minutes += work.minutes * (shared.duration / work.window.duration)
    return round(minutes)
