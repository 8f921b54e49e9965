"""When the phones ring, and who calls about what: season, weekday, hour and weather."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any

from fullcircle.demo.cast.catalogue import JobType, catalogue
from fullcircle.demo.cast.people import closed_days
from fullcircle.demo.cast.values import Contact, Customer, Equipment, Location, Registry
from fullcircle.demo.dice import Dice
from fullcircle.demo.past.clockwork import FIRST_DAY, LAST_DAY, midnight
from fullcircle.demo.past.drafts import Draft, Finding
from fullcircle.demo.past.weather import HOT
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.customers.states import Channel, CustomerKind

_SHARES = {Trade.HOME_SERVICE: 0.60, Trade.BUILDING_CARE: 0.26, Trade.IT: 0.14}
# Monday to Sunday.
_WEEK = {
    Trade.HOME_SERVICE: (1.35, 1.1, 1.0, 0.95, 1.05, 0.55, 0.28),
    Trade.BUILDING_CARE: (1.3, 1.1, 1.05, 1.0, 0.9, 0.05, 0.02),
    Trade.IT: (1.5, 1.15, 1.0, 0.95, 0.8, 0.08, 0.03),
}
# Weight of each local hour from 00:00.
_HOURS = (1, 1, 1, 1, 1, 2, 5, 22, 34, 30, 25, 20, 15, 19, 19, 17, 14, 11, 8, 5, 3, 2, 2, 1)
_CHANNELS = {
    Trade.HOME_SERVICE: (("phone", 74), ("text", 9), ("email", 8), ("portal", 9)),
    Trade.BUILDING_CARE: (("phone", 38), ("email", 24), ("qr", 22), ("walk_up", 10), ("radio", 6)),
    Trade.IT: (("phone", 42), ("email", 28), ("walk_up", 18), ("portal", 12)),
}
_EQUIPMENT = {
    "no-cool": ("condenser", "heat pump"),
    "weak-cool": ("condenser", "heat pump"),
    "tune-up-cool": ("condenser", "heat pump"),
    "no-heat": ("furnace", "heat pump"),
    "demand-heat": ("furnace",),
    "noise": ("furnace", "heat pump"),
    "tune-up-heat": ("furnace", "heat pump"),
    "water-heater": ("water heater",),
    "hot-cold": ("air handler",),
    "pc-slow": ("PC",),
    "pc-dead": ("PC",),
    "printer": ("printer",),
    "server": ("server",),
}


@cache
def stories() -> dict[str, Any]:
    """What callers say and what was found, by job type."""
    text = resources.files("fullcircle.demo.past").joinpath("stories.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


def job_mix(trade: Trade, day: date, degrees: int) -> list[tuple[str, float]]:
    """(job code, weight) for one day; heat, cold and season move the weights."""
    heat, cold = max(0, degrees - 80), max(0, 44 - degrees)
    month = day.month
    if trade is Trade.HOME_SERVICE:
        spring, fall = month in (3, 4, 5), month in (9, 10, 11)
        return [
            ("no-cool", 0.15 + heat * 0.75 if degrees > 66 else 0.0),
            ("weak-cool", 0.2 + heat * 0.22 if degrees > 66 else 0.0),
            ("no-heat", 0.1 + cold * 0.36 if degrees < 62 else 0.0),
            ("demand-heat", 0.6 + cold * 0.1 if degrees < 64 else 0.0),
            ("noise", 0.5),
            ("tune-up-cool", 4.2 if spring else 0.25),
            ("tune-up-heat", 4.2 if fall else 0.2),
            ("water-heater", 0.9 + cold * 0.02),
            ("thermostat", 0.55),
            ("estimate", 0.7),
            ("install", 0.28),
        ]
    if trade is Trade.BUILDING_CARE:
        return [
            ("spill", 1.6), ("leak", 0.9), ("special-clean", 1.2), ("carpet", 0.8),
            ("floor-care", 0.6), ("missed-clean", 1.9), ("supplies", 1.5), ("lamp", 1.3),
            ("hot-cold", 0.7 + heat * 0.09 + cold * 0.05), ("lock", 0.6), ("set-up", 1.4),
        ]  # fmt: skip
    return [
        ("pc-slow", 1.2), ("pc-dead", 0.8), ("printer", 1.1), ("new-pc", 0.7),
        ("account", 1.6), ("server", 0.25), ("network", 0.5),
    ]  # fmt: skip


@dataclass(slots=True)
class Callers:
    """Who calls: customers with their humans, places and things, some calling more than others."""

    registry: Registry
    dice: Dice
    contacts: dict[str, list[Contact]] = field(default_factory=dict)
    places: dict[str, list[Location]] = field(default_factory=dict)
    things: dict[str, list[Equipment]] = field(default_factory=dict)
    plans: set[str] = field(default_factory=set)
    _pools: dict[str, tuple[list[Customer], list[float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for contact in self.registry.contacts:
            self.contacts.setdefault(contact.customer, []).append(contact)
        for location in self.registry.locations:
            if location.kind not in ("campus", "building"):
                self.places.setdefault(location.customer, []).append(location)
        for thing in self.registry.equipment:
            self.things.setdefault(thing.location, []).append(thing)
        self.plans = {agreement.customer for agreement in self.registry.agreements}
        homes = [one for one in self.registry.customers[1:] if one.trade == "home_service"]
        inside = [one for one in self.registry.customers if one.kind is CustomerKind.DEPARTMENT]
        firms = [one for one in self.registry.customers if one.trade == "it"]
        self._pool("home_service", homes, {})
        self._pool("plan", [one for one in homes if one.key in self.plans], {})
        self._pool("building_care", inside, {"Research Office": 2.2, "Conference Centre": 1.6})
        self._pool("it", firms + inside, {"Accounting": 14.0})

    def _pool(self, name: str, members: list[Customer], louder: dict[str, float]) -> None:
        members = [one for one in members if self.places.get(one.key)]
        weights = [(0.25 + self.dice.roll() * 1.5) * louder.get(one.name, 1.0) for one in members]
        self._pools[name] = (members, list(accumulate(weights)))

    def who(self, job: JobType) -> Customer:
        """A customer for this kind of job; tune-ups go mostly to those with a plan."""
        pool = str(job.trade)
        if job.code.startswith("tune-up") and self.dice.chance(0.8):
            pool = "plan"
        members, marks = self._pools[pool]
        return members[bisect_right(marks, self.dice.roll() * marks[-1])]

    def where(self, customer: Customer, job: JobType) -> Location:
        """One of the customer's places, preferably with the thing the job is about."""
        places, kinds = self.places[customer.key], _EQUIPMENT.get(job.code, ())
        fitting = [
            place
            for place in places
            if any(thing.kind in kinds for thing in self.things.get(place.key, ()))
        ]
        return self.dice.pick(fitting or places)

    def thing(self, place: Location, job: JobType) -> Equipment | None:
        kinds = _EQUIPMENT.get(job.code, ())
        return next((one for one in self.things.get(place.key, ()) if one.kind in kinds), None)

    def draft(
        self,
        minute: int,
        job: JobType,
        degrees: int,
        *,
        customer: Customer | None = None,
        location: Location | None = None,
    ) -> Draft:
        """A case nobody has answered yet."""
        dice, story = self.dice, stories()[job.code]
        customer = customer or self.who(job)
        location = location or self.where(customer, job)
        inside = degrees - dice.between(2, 9) if degrees >= 80 else dice.between(55, 62)
        found = dice.pick(story["findings"])
        advice = story["recommendations"]
        return Draft(
            arrived=minute,
            job=job,
            customer=customer,
            contact=dice.pick(self.contacts[customer.key]),
            location=location,
            equipment=self.thing(location, job),
            finding=Finding(
                found["cause"],
                tuple(found["parts"]),
                found["notes"],
                dice.pick(advice) if advice and dice.chance(0.35) else "",
            ),
            words=dice.pick(story["words"]).format(t=inside),
            channel=Channel(dice.weighted(_CHANNELS[job.trade])),
            at_risk=job.urgency <= 2 and dice.chance(0.07),
        )


def arrivals(callers: Callers, degrees: dict[date, int], dice: Dice, count: int) -> Iterator[Draft]:
    """Drafts in no particular order; their minutes follow season, weekday, hour and heat."""
    days = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    jobs = {job.code: job for job in catalogue().job_types}
    hours = list(accumulate(_HOURS))
    for trade, share in _SHARES.items():
        mixes = [job_mix(trade, day, degrees[day]) for day in days]
        marks = list(
            accumulate(_day_weight(trade, day, mix) for day, mix in zip(days, mixes, strict=True))
        )
        for _ in range(round(count * share)):
            place = bisect_right(marks, dice.roll() * marks[-1])
            hour = bisect_right(hours, dice.roll() * hours[-1])
            minute = midnight(days[place]) + hour * 60 + dice.below(60)
            job = jobs[dice.weighted(mixes[place])]
            if job.urgency >= 3 and not 6 <= hour <= 20:
                minute = midnight(days[place]) + 420 + dice.below(600)
            yield callers.draft(minute, job, degrees[days[place]])


def _day_weight(trade: Trade, day: date, mix: list[tuple[str, float]]) -> float:
    weight = _WEEK[trade][day.weekday()] * sum(share for _, share in mix)
    return weight * 0.2 if day in closed_days() else weight


def is_hot(degrees: dict[date, int], day: date) -> bool:
    return degrees.get(day, 0) >= HOT
