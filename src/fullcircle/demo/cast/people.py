"""The people of the company, and when they work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from fullcircle.registry.people.states import AbsenceKind, Seat, ShiftKind

COMPANY = "Alderway Services"
ZONE = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here. `role` names the part in the Tuesday's story, else empty."""

    key: str
    name: str
    call_name: str
    title: str
    trade: str
    seats: tuple[Seat, ...]
    teams: tuple[str, ...]
    skills: tuple[str, ...]
    phone: str
    extension: str
    email: str
    language: str
    started_on: date
    shift: str  # name of the weekly pattern
    cost_minor_per_hour: int
    has_account: bool
    role: str
    introduced_by: str  # key of a person, or empty

    @property
    def leads(self) -> bool:
        return Seat.CREW_LEAD in self.seats or Seat.SUPERVISOR in self.seats


@dataclass(frozen=True, slots=True)
class Shift:
    """Half-open [starts_at, ends_at), UTC."""

    person: str
    starts_at: datetime
    ends_at: datetime
    kind: ShiftKind


@dataclass(frozen=True, slots=True)
class Absence:
    """Away on whole local days, both included."""

    person: str
    first: date
    last: date
    kind: AbsenceKind


def read_table(name: str) -> Any:
    """A JSON file that lies beside this module."""
    return json.loads(resources.files("fullcircle.demo.cast").joinpath(name).read_text("utf-8"))


@cache
def people() -> tuple[Person, ...]:
    """Everybody, in the order of their extensions."""
    return tuple(_person(row, place) for place, row in enumerate(read_table("people.json")))


def person(key: str) -> Person:
    return next(one for one in people() if one.key == key)


def in_role(role: str) -> Person:
    """Who plays this part in the Tuesday: "dispatcher", "night_lead", "occupant" and so on."""
    return next(one for one in people() if one.role == role)


def _person(row: dict[str, Any], place: int) -> Person:
    first, last = row["name"].split()[0], row["name"].split()[-1]
    return Person(
        key=row["key"],
        name=row["name"],
        call_name=row["call_name"],
        title=row["title"],
        trade=row["trade"],
        seats=tuple(Seat(seat) for seat in row["seats"]),
        teams=tuple(row["teams"]),
        skills=tuple(row["skills"]),
        phone=f"+1570555{100 + place:04d}",
        extension=row["extension"],
        email=f"{first}.{last}@alderway.example".lower(),
        language=row["language"],
        started_on=date.fromisoformat(row["started_on"]),
        shift=row["shift"],
        cost_minor_per_hour=row["cost_minor_per_hour"],
        has_account=row["has_account"],
        role=row["role"],
        introduced_by=row.get("introduced_by", ""),
    )


@cache
def absences() -> tuple[Absence, ...]:
    return tuple(
        Absence(
            row["person"],
            date.fromisoformat(row["first"]),
            date.fromisoformat(row["last"]),
            AbsenceKind(row["kind"]),
        )
        for row in read_table("shifts.json")["absences"]
    )


@cache
def closed_days() -> frozenset[date]:
    """Public holidays on which only the desks of nights and weekends work."""
    return frozenset(date.fromisoformat(day) for day in read_table("shifts.json")["closed_on"])


def shifts(first: date, last: date) -> Iterator[Shift]:
    """Every shift that begins on a local day from `first` to `last`, both included."""
    table = read_table("shifts.json")
    patterns, open_anyway = table["patterns"], set(table["works_when_closed"])
    away = {
        (gone.person, gone.first + timedelta(days=day))
        for gone in absences()
        for day in range((gone.last - gone.first).days + 1)
    }
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        closed = day in closed_days()
        for one in people():
            pattern = patterns[one.shift]
            if day.weekday() not in pattern["days"] or (closed and one.shift not in open_anyway):
                continue
            if (one.key, day) in away or day < one.started_on:
                continue
            starts_at, ends_at = local_span(day, pattern["start"], pattern["end"])
            overnight = pattern["end"] < pattern["start"]
            kind = ShiftKind.OVERNIGHT if overnight else ShiftKind.REGULAR
            yield Shift(one.key, starts_at, ends_at, kind)
        yield from _on_call(table["on_call"], day, away)


def _on_call(rota: dict[str, Any], day: date, away: set[tuple[str, date]]) -> Iterator[Shift]:
    """One technician a week, from Monday; the next in line when that one is away."""
    line, week = rota["people"], day.toordinal() // 7
    keeper = next(
        line[(week + step) % len(line)]
        for step in range(len(line))
        if (line[(week + step) % len(line)], day) not in away
    )
    if day.weekday() == 6:  # nobody works regularly on a Sunday
        starts_at, ends_at = local_span(day, rota["end"], rota["start"])
        yield Shift(keeper, starts_at, ends_at, ShiftKind.ON_CALL)
    starts_at, ends_at = local_span(day, rota["start"], rota["end"])
    yield Shift(keeper, starts_at, ends_at, ShiftKind.ON_CALL)


def local_span(day: date, start: str, end: str) -> tuple[datetime, datetime]:
    """UTC instants of two wall times; an end not after its start is on the next day."""
    until = day if end > start else day + timedelta(days=1)
    return instant(day, start), instant(until, end)


def instant(day: date, wall: str) -> datetime:
    """The UTC instant of a wall time "HH:MM" in the town."""
    return datetime.combine(day, time.fromisoformat(wall), tzinfo=ZONE).astimezone(UTC)
