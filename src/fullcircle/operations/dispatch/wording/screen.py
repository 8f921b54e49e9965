"""The card behind the words: the same facts as short lines, each with its icon's name."""

import re
from collections.abc import Iterator
from datetime import datetime

from fullcircle.operations.dispatch.wording.cleaning import clean, holds_code, without_code_words
from fullcircle.operations.dispatch.wording.facts import (
    Access,
    AgreementState,
    BriefingFacts,
    Equipment,
    PartKey,
    PastVisit,
    Promise,
    Where,
)
from fullcircle.operations.dispatch.wording.job import place_words, urgency_phrases
from fullcircle.operations.dispatch.wording.past import Listener, known_visits, spoken_visit
from fullcircle.operations.dispatch.wording.people import at_site_words, crew_words, who_name
from fullcircle.operations.dispatch.wording.phrasing import finished
from fullcircle.operations.dispatch.wording.seasons import local
from fullcircle.operations.dispatch.wording.site import (
    has_faded,
    named_hazards,
    opportunity_reason,
    said_no_hazards,
)
from fullcircle.operations.dispatch.wording.spoken import ScreenLine
from fullcircle.operations.dispatch.wording.terms import agreement_words, is_on_record, plan_name
from fullcircle.operations.dispatch.wording.times import promise_words, screen_time
from fullcircle.operations.dispatch.wording.translator import English, Translator

ICONS: dict[PartKey, str] = {
    PartKey.LINE: "message-2",
    PartKey.WHAT: "clipboard-list",
    PartKey.WHERE: "map-pin",
    PartKey.WHO: "user",
    PartKey.HISTORY: "history",
    PartKey.EQUIPMENT: "tool",
    PartKey.AGREEMENT: "file-text",
    PartKey.PROMISE: "clock",
    PartKey.ACCESS: "key",
    PartKey.HAZARDS: "alert-triangle",
    PartKey.TOUCH: "heart",
    PartKey.OPPORTUNITY: "bulb",
    PartKey.DIRECTIONS: "navigation",
}

_DOG = re.compile(r"(?i)\b(?:dog|puppy|puppies|hound|hund|perro)s?\b")


def screen_lines(
    facts: BriefingFacts, *, reader: str, at: datetime, say: Translator | None = None
) -> tuple[ScreenLine, ...]:
    """The lines in the order of the phone card; parts that say nothing give no line.

    Raises ValueError for an instant without offset, ZoneInfoNotFoundError for an unknown zone.
    """
    language = say or English()
    to = Listener.near(facts.where, reader=reader, at=at)
    return tuple(_lines(language, facts, to))


def history_lines(
    facts: BriefingFacts, *, reader: str, at: datetime, say: Translator | None = None
) -> tuple[ScreenLine, ...]:
    """Every visit of the record for the opened history, with its date; newest first."""
    language = say or English()
    to = Listener.near(facts.where, reader=reader, at=at)
    return tuple(_visit(language, visit, to) for visit in known_visits(facts.history, at))


def _visit(say: Translator, visit: PastVisit, to: Listener) -> ScreenLine:
    day = local(visit.when, visit.zone or to.zone)
    month = say.say(f"month.{day.month}")
    return _line(
        PartKey.HISTORY,
        spoken_visit(say, visit, to, marked=False),
        detail=say.say("history.date", month=month, day=day.day, year=day.year),
        badge="" if visit.checked else say.say("history.badge"),
    )


def _lines(say: Translator, facts: BriefingFacts, to: Listener) -> Iterator[ScreenLine]:
    yield from _job(say, facts)
    crew = crew_words(say, facts.crew, to.reader)
    if crew:
        yield _line(PartKey.WHO, crew, icon="users")
    yield from _promise(say, facts.promise, to)
    yield from _hazards(say, facts)
    yield from _directions(say, facts)
    yield from _access(say, facts.access)
    for item in facts.equipment:
        yield from _equipment(say, item)
    matters = facts.what is not None and facts.what.equipment_matters
    if matters and not any(is_on_record(item) for item in facts.equipment):
        yield _line(PartKey.EQUIPMENT, say.say("equipment.unknown"))
    yield from _touches(say, facts, to.at)
    yield from _agreement(say, facts)
    yield from _history(say, facts.history, to)


def _line(
    key: PartKey,
    text: str,
    *,
    icon: str = "",
    detail: str = "",
    badge: str = "",
    faded: bool = False,
) -> ScreenLine:
    heading = finished(text).removesuffix(".")
    icon = icon or ICONS[key]
    return ScreenLine(key=key, icon=icon, text=heading, detail=detail, badge=badge, faded=faded)


def _beside(say: Translator, *texts: str) -> str:
    joined = ""
    for text in texts:
        if text:
            joined = say.say("screen.beside", first=joined, second=text) if joined else text
    return joined


def _job(say: Translator, facts: BriefingFacts) -> Iterator[ScreenLine]:
    what, who = facts.what, facts.who
    if what is not None and clean(what.job_type):
        detail = _beside(say, clean(what.problem), *urgency_phrases(say, what))
        yield _line(PartKey.WHAT, clean(what.job_type), detail=detail)
    place: Where | None = facts.where
    if place_words(say, place):
        yield _line(PartKey.WHERE, place_words(say, place))
    name = who_name(say, who) if who else ""
    if name:
        yield _line(PartKey.WHO, name, detail=at_site_words(say, who) if who else "")


def _promise(say: Translator, promise: Promise | None, to: Listener) -> Iterator[ScreenLine]:
    if promise is None:
        return
    zone = promise.zone or to.zone
    text = promise_words(say, promise, to.at, to.zone, aloud=False)
    by = promise.be_there_by
    detail = say.say("promise.screen.by", time=screen_time(say, local(by, zone))) if by else ""
    badge = say.say("promise.badge") if promise.already_late else ""
    yield _line(PartKey.PROMISE, text, detail=detail, badge=badge)


def _hazards(say: Translator, facts: BriefingFacts) -> Iterator[ScreenLine]:
    if facts.do_not_service:
        yield _line(PartKey.HAZARDS, say.say("hazards.do_not_service"))
    for hazard in named_hazards(facts.hazards):
        yield _line(PartKey.HAZARDS, hazard)
    if said_no_hazards(facts) and not named_hazards(facts.hazards):
        yield _line(PartKey.HAZARDS, say.say("hazards.none"), icon="shield-check")


def _directions(say: Translator, facts: BriefingFacts) -> Iterator[ScreenLine]:
    minutes = facts.drive_minutes
    drive = say.say("directions.screen", minutes=minutes) if minutes and minutes > 0 else ""
    hint = clean(facts.directions)
    place = clean(facts.position.text).removeprefix("heading ") if facts.position else ""
    if place:
        yield _line(PartKey.DIRECTIONS, place, detail=_beside(say, hint, drive))
    elif hint or drive:
        yield _line(PartKey.DIRECTIONS, hint or drive, detail=drive if hint else "")


def _access(say: Translator, access: Access | None) -> Iterator[ScreenLine]:
    if access is None:
        return
    has_code = access.code_kept or holds_code(access.text)
    badge = say.say("access.badge") if has_code else ""
    text = without_code_words(access.text)
    if text or badge:
        yield _line(PartKey.ACCESS, text or badge, badge=badge if text else "")


def _equipment(say: Translator, item: Equipment) -> Iterator[ScreenLine]:
    if not is_on_record(item) and not clean(item.parts_hint):
        return
    name = " ".join(t for t in (clean(item.make), clean(item.model)) if t) or clean(item.kind)
    if name and item.year:
        name = say.say("equipment.screen", thing=name, year=item.year)
    text = _beside(say, name, clean(item.parts_hint))
    detail = _beside(say, clean(item.on_van), clean(item.note))
    yield _line(PartKey.EQUIPMENT, text, detail=detail)


def _touches(say: Translator, facts: BriefingFacts, at: datetime) -> Iterator[ScreenLine]:
    for touch in facts.touches:
        text = clean(touch.text)
        if not text:
            continue
        icon = "dog" if _DOG.search(text) else ""
        if has_faded(touch, at) and touch.confirmed_at:
            moment = local(touch.confirmed_at, facts.where.zone if facts.where else "UTC")
            month = say.say(f"month.{moment.month}")
            detail = say.say("touch.faded", month=month, year=moment.year)
            yield _line(PartKey.TOUCH, text, icon=icon, detail=detail, faded=True)
        else:
            yield _line(PartKey.TOUCH, text, icon=icon)


def _agreement(say: Translator, facts: BriefingFacts) -> Iterator[ScreenLine]:
    agreement, offer = facts.agreement, facts.opportunity
    has_none = agreement is not None and agreement.state is AgreementState.NONE
    plan = plan_name(say, offer.plan) if offer else ""
    is_merged = bool(has_none and plan)
    if agreement is not None and not is_merged:
        yield _line(PartKey.AGREEMENT, agreement_words(say, agreement))
    for flag, key in ((facts.cash_on_delivery, "cod"), (facts.balance_owed, "balance")):
        if flag:
            yield _line(PartKey.AGREEMENT, say.say(f"terms.{key}"))
    if offer is None:
        return
    key = "opportunity.screen" if has_none else "opportunity.screen.plain"
    text = say.say(key, plan=plan) if plan else clean(offer.text)
    reason = opportunity_reason(say, offer, spoken=False)
    detail = _beside(say, clean(offer.text) if plan else "", reason)
    if text or reason:
        yield _line(PartKey.OPPORTUNITY, text or reason, detail=detail if text else "")


def _history(
    say: Translator, visits: tuple[PastVisit, ...] | None, to: Listener
) -> Iterator[ScreenLine]:
    past = known_visits(visits, to.at)
    if past:
        first = min(visit.when for visit in past)
        year = local(first, to.zone).year
        detail = say.say("history.screen", count=len(past), year=year)
        badge = "" if all(visit.checked for visit in past) else say.say("history.badge")
        yield _line(PartKey.HISTORY, say.say("history.title"), detail=detail, badge=badge)
    elif visits is not None:
        yield _line(PartKey.HISTORY, say.say("history.first"))
