"""Access, hazards, the personal touch, the opportunity and the way there."""

from collections.abc import Iterator
from datetime import datetime

from fullcircle.operations.dispatch.wording.budget import Rank
from fullcircle.operations.dispatch.wording.cleaning import (
    clean,
    holds_code,
    says_none,
    without_code_words,
)
from fullcircle.operations.dispatch.wording.facts import (
    Access,
    BriefingFacts,
    Opportunity,
    PartKey,
    Position,
    Touch,
    TouchForm,
)
from fullcircle.operations.dispatch.wording.people import pronoun
from fullcircle.operations.dispatch.wording.phrasing import draft
from fullcircle.operations.dispatch.wording.seasons import local
from fullcircle.operations.dispatch.wording.spoken import Draft
from fullcircle.operations.dispatch.wording.terms import plan_name
from fullcircle.operations.dispatch.wording.translator import Translator, listed, number

TOUCH_FADES_AFTER_YEARS = 2
POSITION_FRESH_MINUTES = 3
POSITION_STALE_MINUTES = 60


def access_drafts(say: Translator, access: Access | None) -> Iterator[Draft]:
    """How to get in; a code is announced, never said."""
    if access is None:
        return
    has_code = access.code_kept or holds_code(access.text)
    text = say.grammar.pronounced(without_code_words(access.text))
    if text:
        text = say.say("access.text_code" if has_code else "access.text", text=text)
    elif has_code:
        text = say.say("access.code")
    if text:
        yield draft(PartKey.ACCESS, text, drop_at=Rank.ACCESS)


def hazard_drafts(say: Translator, facts: BriefingFacts) -> Iterator[Draft]:
    """Hazards and a warning not to work there; a plain "none" is not spoken."""
    hazards = [say.grammar.midway(hazard) for hazard in named_hazards(facts.hazards)]
    if hazards:
        yield draft(PartKey.HAZARDS, say.say("hazards.list", list=listed(say, hazards)))
    if facts.do_not_service:
        yield draft(PartKey.HAZARDS, say.say("hazards.do_not_service"))


def named_hazards(hazards: tuple[str, ...]) -> list[str]:
    """The hazards that somebody named, each once."""
    cleaned = (clean(hazard) for hazard in hazards if not says_none(hazard))
    return list(dict.fromkeys(hazard for hazard in cleaned if hazard))


def said_no_hazards(facts: BriefingFacts) -> bool:
    """True when somebody asked and was told that there are none."""
    return facts.no_hazards or any(says_none(hazard) for hazard in facts.hazards)


def has_faded(touch: Touch, at: datetime) -> bool:
    """True when nobody confirmed the note for two years; a note without date has not faded."""
    if touch.confirmed_at is None:
        return False
    confirmed, now = local(touch.confirmed_at, "UTC"), local(at, "UTC")
    years = now.year - confirmed.year
    return (years, now.month, now.day) > (
        TOUCH_FADES_AFTER_YEARS, confirmed.month, confirmed.day,
    )  # fmt: skip


def touch_drafts(say: Translator, facts: BriefingFacts, at: datetime) -> Iterator[Draft]:
    """ "Oh, and she's got a little dog named Fluffy." """
    person = pronoun(facts.who)
    fresh = [touch for touch in facts.touches if clean(touch.text) and not has_faded(touch, at)]
    for index, touch in enumerate(fresh):
        key = "touch.next" if index else "touch.first"
        text = say.say(key, touch=touch_words(say, clean(touch.text), person))
        rank = Rank.SECOND_TOUCH if index else Rank.TOUCH
        yield draft(PartKey.TOUCH, text, drop_at=rank)


def touch_words(say: Translator, text: str, person: str) -> str:
    """A note as part of a sentence about "she", "he" or "they"."""
    form, single, several = say.grammar.touch(say.grammar.pronounced(text))
    if form is TouchForm.HAS:
        return say.say(f"touch.has.{person}", thing=single)
    if form is TouchForm.DOES:
        return say.say(f"touch.does.{person}", does=single, do=several)
    return single


def opportunity_reason(say: Translator, opportunity: Opportunity, *, spoken: bool) -> str:
    """ "two no-cool calls in 13 months"; "" for fewer than two."""
    if opportunity.calls < 2 or opportunity.months < 1:
        return ""
    kind = clean(opportunity.call_kind) or say.say("opportunity.call")
    calls, months = opportunity.calls, opportunity.months
    span = number(say, months) if spoken else str(months)
    return say.say(
        "opportunity.calls",
        count=calls,
        number=number(say, calls) if spoken else calls,
        kind=say.grammar.plural(kind, calls),
        months=say.say("count.months", count=months, number=span),
    )


def opportunity_drafts(say: Translator, opportunity: Opportunity | None) -> Iterator[Draft]:
    """What may be worth offering, and why."""
    if opportunity is None:
        return
    plan = plan_name(say, opportunity.plan)
    offer = clean(opportunity.text) or (say.say("opportunity.show", plan=plan) if plan else "")
    reason = opportunity_reason(say, opportunity, spoken=True)
    if offer and reason:
        yield draft(
            PartKey.OPPORTUNITY,
            say.say("opportunity.because", offer=offer, reason=reason),
            short=offer,
            shorten_at=Rank.SHORTEN_OPPORTUNITY,
            drop_at=Rank.OPPORTUNITY,
        )
    elif offer or reason:
        yield draft(PartKey.OPPORTUNITY, offer or reason, drop_at=Rank.OPPORTUNITY)


def direction_drafts(say: Translator, facts: BriefingFacts, at: datetime) -> Iterator[Draft]:
    """Where the reader is and the turn that saves minutes."""
    place = _position(say, facts.position, at)
    if place:
        yield draft(PartKey.DIRECTIONS, place, drop_at=Rank.POSITION)
    text = say.grammar.pronounced(clean(facts.directions))
    if facts.drive_minutes and facts.drive_minutes > 0:
        minutes = _minutes(say, facts.drive_minutes)
        key = "directions.drive" if text else "directions.drive_only"
        text = say.say(key, text=text, minutes=minutes)
    if text:
        yield draft(PartKey.DIRECTIONS, text, drop_at=Rank.DIRECTIONS)


def _position(say: Translator, position: Position | None, at: datetime) -> str:
    """The age is said once it matters; after an hour the place is worth nothing."""
    text = say.grammar.pronounced(clean(position.text)) if position else ""
    if position is None or not text:
        return ""
    if position.known_at is None:
        return say.say("position.you", position=text)
    age = int((at - position.known_at).total_seconds() // 60)
    if age >= POSITION_STALE_MINUTES:
        return ""
    if age > POSITION_FRESH_MINUTES:
        return say.say("position.aged", position=text, minutes=_minutes(say, age))
    return say.say("position.you", position=text)


def _minutes(say: Translator, count: int) -> str:
    return say.say("count.minutes", count=count, number=number(say, count))
