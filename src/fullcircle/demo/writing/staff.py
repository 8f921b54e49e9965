"""People, accounts, seats, teams, skills, shifts and absences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from fullcircle.demo import cast
from fullcircle.demo.cast.people import ZONE
from fullcircle.demo.writing.index import Index, actor_of, write
from fullcircle.registry.people.models import (
    Absence,
    Account,
    Person,
    PersonSeat,
    PersonSkill,
    Shift,
    Skill,
    Team,
    TeamMembership,
)
from fullcircle.registry.people.states import Seat

# In the order of the sign-in page: the story's people first, then everybody else by extension.
FIRST_TO_SIT_DOWN = (
    "summer", "priya", "joe", "dana", "luis", "beatriz", "victor", "marguerite", "mateo",
    "samuel", "eleanor", "desmond", "fatima", "celeste", "noor", "mina", "ruth", "toby",
)  # fmt: skip
SHIFTS_BEFORE, SHIFTS_AFTER = 60, 14
MOST_LEVEL = 3


def write_people(index: Index, *, now: datetime) -> None:
    """Everybody who works here, ready to sit down with one click."""
    everybody = cast.people()
    for one, row in zip(everybody, write(Person, map(_person, everybody)), strict=True):
        index.people[one.key] = row
    for one in everybody:
        if one.introduced_by and one.key != "mateo":  # he is introduced on the Tuesday itself
            index.people[one.key].introduced_by = index.people[one.introduced_by]
    names = dict.fromkeys(team for one in everybody for team in one.teams)
    for team in write(Team, (Team(name=name) for name in names)):
        index.teams[team.name] = team
    _write_belongings(index, everybody)
    _write_accounts(index, everybody, now)
    for one in everybody:
        teams = [index.teams[name].pk for name in one.teams]
        index.actors[one.key] = actor_of(index.people[one.key], one.seats, teams)


def _person(one: cast.Person) -> Person:
    return Person(
        name=one.name,
        call_name=one.call_name,
        phone=one.phone,
        extension=one.extension,
        email=one.email,
        title=one.title,
        trade=one.trade,
        language=one.language,
        zone=ZONE.key,
        started_on=one.started_on,
    )


def _write_belongings(index: Index, everybody: Sequence[cast.Person]) -> None:
    rows = index.people
    write(
        PersonSeat,
        (
            PersonSeat(person=rows[one.key], seat=seat, since=one.started_on)
            for one in everybody
            for seat in one.seats
        ),
    )
    write(
        TeamMembership,
        (
            TeamMembership(team=index.teams[name], person=rows[one.key], leads=one.leads)
            for one in everybody
            for name in one.teams
        ),
    )
    named = dict.fromkeys(skill for one in everybody for skill in one.skills)
    named |= dict.fromkeys(skill for job in cast.catalogue().job_types for skill in job.skills)
    skills = {skill.name: skill for skill in write(Skill, (Skill(name=name) for name in named))}
    write(
        PersonSkill,
        (
            PersonSkill(person=rows[one.key], skill=skills[name], level=_level(one, place))
            for one in everybody
            for place, name in enumerate(one.skills)
        ),
    )


def _level(one: cast.Person, place: int) -> int:
    """What somebody learned first is known best."""
    return max(1, MOST_LEVEL - place) if one.started_on < date(2023, 1, 1) else max(1, 2 - place)


def _write_accounts(index: Index, everybody: Sequence[cast.Person], now: datetime) -> None:
    order = {key: place for place, key in enumerate(FIRST_TO_SIT_DOWN)}
    with_account = sorted(
        (one for one in everybody if one.has_account), key=lambda one: order.get(one.key, 99)
    )
    for one in with_account:
        account = Account(sign_in_name=one.email, person=index.people[one.key], created_at=now)
        account.set_unusable_password()
        account.save(force_insert=True)


def write_presence(index: Index, *, today: date) -> None:
    """Shifts of the last weeks and the next two, and who was away."""
    span = cast.shifts(today - timedelta(SHIFTS_BEFORE), today + timedelta(SHIFTS_AFTER))
    write(
        Shift,
        (
            Shift(
                person=index.people[one.person],
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                kind=one.kind,
            )
            for one in span
        ),
    )
    write(
        Absence,
        (
            Absence(
                person=index.people[one.person],
                starts_at=datetime.combine(one.first, time(), ZONE),
                ends_at=datetime.combine(one.last + timedelta(1), time(), ZONE),
                kind=one.kind,
            )
            for one in cast.absences()
        ),
    )


def colleagues_in(seat: Seat) -> list[str]:
    return [one.key for one in cast.people() if seat in one.seats]
