"""The cases the Tuesday speaks of: Mary's two visits, the fourth floor, a job nine days ago."""

from __future__ import annotations

from datetime import date

from fullcircle.demo.cast.catalogue import JobType, catalogue
from fullcircle.demo.cast.people import in_role, instant
from fullcircle.demo.past.arrivals import Callers
from fullcircle.demo.past.clockwork import to_minute
from fullcircle.demo.past.drafts import Draft, Finding
from fullcircle.registry.customers.states import Channel

THERMOCOUPLE = "mary_thermocouple"
TUNE_UP = "mary_tune_up"
NINE_DAYS_AGO = "nine_days_ago"
FOURTH_FLOOR = ("fourth_floor_1", "fourth_floor_2")


def scripted_drafts(callers: Callers, degrees: dict[date, int]) -> list[Draft]:
    return [
        *_mary(callers, degrees),
        *_fourth_floor(callers, degrees),
        _nine_days(callers, degrees),
    ]


def _mary(callers: Callers, degrees: dict[date, int]) -> list[Draft]:
    mary = callers.registry.customers[0]
    home = callers.places[mary.key][0]
    fall = callers.draft(
        _at(date(2025, 10, 27), "15:10"),
        catalogue().job_type("demand-heat"),
        degrees[date(2025, 10, 27)],
        customer=mary,
        location=home,
    )
    fall.words = "The pilot goes out every few hours and it is cold in here."
    fall.finding = Finding(
        "a bad thermocouple",
        ("H-TC",),
        "Thermocouple replaced, pilot cleaned and steady. Little dog, very friendly.",
        "Furnace is old: worth a talk about an agreement.",
    )
    fall.technician, fall.tag = in_role("thermocouple_technician").key, THERMOCOUPLE
    spring = callers.draft(
        _at(date(2026, 4, 20), "11:25"),
        catalogue().job_type("tune-up-cool"),
        degrees[date(2026, 4, 20)],
        customer=mary,
        location=home,
    )
    spring.finding = Finding("", ("H-FILT",), "All readings in range, filter changed.", "")
    spring.technician, spring.tag = in_role("tune_up_technician").key, TUNE_UP
    for draft in (fall, spring):
        draft.channel, draft.at_risk = Channel.PHONE, False
    return [fall, spring]


def _fourth_floor(callers: Callers, degrees: dict[date, int]) -> list[Draft]:
    occupant = in_role("occupant")
    contact = next(one for one in callers.registry.contacts if one.person == occupant.key)
    customer = next(one for one in callers.registry.customers if one.key == contact.customer)
    room = next(one for one in callers.registry.locations if one.spoken == "Weaver Hall 412")
    drafts: list[Draft] = []
    reports = (
        (FOURTH_FLOOR[0], date(2026, 7, 9), "08:02", "The bin in 412 was not emptied, again."),
        (FOURTH_FLOOR[1], date(2026, 7, 10), "07:58", "412 was skipped, and the soap is out."),
    )
    for tag, day, wall, words in reports:
        job = catalogue().job_type("missed-clean")
        draft = callers.draft(_at(day, wall), job, degrees[day], customer=customer, location=room)
        draft.words, draft.tag, draft.contact = words, tag, contact
        draft.channel, draft.technician = Channel.PHONE, "elena"
        draft.finding = Finding(
            "a locked door", (), "Done now; the night crew noted it locked.", ""
        )
        drafts.append(draft)
    return drafts


def _nine_days(callers: Callers, degrees: dict[date, int]) -> Draft:
    """A Sunday call by the technician on duty; the customer will call again on the Tuesday."""
    customer = next(
        one
        for one in callers.registry.customers[200:]
        if one.kind == "person" and callers.thing(callers.places[one.key][0], _no_cool())
    )
    day = date(2026, 7, 5)
    draft = callers.draft(_at(day, "09:20"), _no_cool(), degrees[day], customer=customer)
    draft.channel, draft.tag = Channel.PHONE, NINE_DAYS_AGO
    draft.at_risk = True
    draft.finding = Finding(
        "a failed capacitor", ("H-CAP",), "Capacitor replaced, fan starts clean.", ""
    )
    return draft


def _no_cool() -> JobType:
    return catalogue().job_type("no-cool")


def _at(day: date, wall: str) -> int:
    return to_minute(instant(day, wall))
