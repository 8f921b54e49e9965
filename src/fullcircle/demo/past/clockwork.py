"""Whole minutes instead of instants while the history is being made, and who is on duty when."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache

from fullcircle.demo.cast.people import ZONE, instant, people, shifts
from fullcircle.registry.people.states import Seat, ShiftKind

FIRST_DAY = date(2024, 7, 15)
LAST_DAY = date(2026, 7, 13)
_ORIGIN = datetime(2024, 7, 1, tzinfo=UTC)
DAY = 24 * 60
END = int((instant(date(2026, 7, 14), "00:00") - _ORIGIN).total_seconds()) // 60


def to_instant(minute: int) -> datetime:
    """The UTC instant of a minute of the history."""
    return _ORIGIN + timedelta(minutes=minute)


def to_minute(at: datetime) -> int:
    return int((at - _ORIGIN).total_seconds()) // 60


@cache
def midnight(day: date) -> int:
    """The minute at which a local day begins."""
    return to_minute(instant(day, "00:00"))


def local_day(minute: int) -> date:
    return to_instant(minute).astimezone(ZONE).date()


def local_hour(minute: int) -> float:
    """The local wall time as hours: 13.5 is half past one."""
    at = to_instant(minute).astimezone(ZONE)
    return at.hour + at.minute / 60


@dataclass(frozen=True, slots=True)
class Duty:
    """One shift in minutes, half-open."""

    start: int
    end: int
    person: str
    on_call: bool


@dataclass(slots=True)
class Desk:
    """Everybody who can sit at one desk, by time."""

    duties: list[Duty]
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.duties.sort(key=lambda duty: (duty.start, duty.person))
        self._starts = [duty.start for duty in self.duties]

    def at(self, minute: int) -> list[str]:
        """Keys of who is on duty at this minute, longest there first."""
        place = bisect_right(self._starts, minute)
        near = self.duties[max(0, place - 12) : place]
        return [duty.person for duty in near if duty.end > minute]

    def next(self, minute: int) -> tuple[int, str]:
        """The first minute from here on that somebody is on duty, and who."""
        here = self.at(minute)
        if here:
            return minute, here[0]
        duty = self.duties[bisect_right(self._starts, minute)]
        return duty.start, duty.person

    def next_of(self, person: str, minute: int) -> int | None:
        """The first minute from here on that this very person is on duty; None within 40 days."""
        place = max(0, bisect_right(self._starts, minute) - 12)
        for duty in self.duties[place : place + 400]:
            if duty.person == person and duty.end > minute:
                return max(minute, duty.start)
        return None


@dataclass(frozen=True, slots=True)
class Roster:
    """All shifts of the history, looked at from the desks and from the people."""

    agents: Desk
    dispatchers: Desk
    bookkeepers: Desk
    by_person_day: dict[tuple[str, date], Duty]
    on_call: dict[date, Duty]

    def duty(self, person: str, day: date) -> Duty | None:
        """The regular or overnight shift that begins on this local day."""
        return self.by_person_day.get((person, day))


@cache
def roster() -> Roster:
    """Shifts from the first day of the history to four days after its end, so that queues empty."""
    seats = {one.key: one.seats for one in people()}
    desks: dict[Seat, list[Duty]] = {Seat.AGENT: [], Seat.DISPATCHER: [], Seat.BOOKKEEPER: []}
    by_person_day: dict[tuple[str, date], Duty] = {}
    on_call: dict[date, Duty] = {}
    for shift in shifts(FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=10)):
        is_on_call = shift.kind is ShiftKind.ON_CALL
        duty = Duty(to_minute(shift.starts_at), to_minute(shift.ends_at), shift.person, is_on_call)
        day = shift.starts_at.astimezone(ZONE).date()
        if is_on_call:
            start = min(duty.start, on_call[day].start) if day in on_call else duty.start
            on_call[day] = Duty(start, duty.end, duty.person, on_call=True)
            continue
        by_person_day[duty.person, day] = duty
        for seat, duties in desks.items():
            if seat in seats[shift.person] and shift.person != "mateo":
                duties.append(duty)
    return Roster(
        Desk(desks[Seat.AGENT]),
        Desk(desks[Seat.DISPATCHER]),
        Desk(desks[Seat.BOOKKEEPER]),
        by_person_day,
        on_call,
    )
