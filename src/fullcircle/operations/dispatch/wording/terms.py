"""Equipment, agreement, money and promise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from fullcircle.operations.dispatch.wording.budget import Rank
from fullcircle.operations.dispatch.wording.cleaning import clean
from fullcircle.operations.dispatch.wording.facts import (
    Agreement,
    AgreementState,
    BriefingFacts,
    Equipment,
    PartKey,
    Promise,
)
from fullcircle.operations.dispatch.wording.phrasing import draft
from fullcircle.operations.dispatch.wording.spoken import Draft
from fullcircle.operations.dispatch.wording.times import spoken_promise
from fullcircle.operations.dispatch.wording.translator import Translator, listed


def equipment_drafts(
    say: Translator, equipment: tuple[Equipment, ...], *, matters: bool
) -> Iterator[Draft]:
    """ "It's a Lennox XC14 from 2016. Capacitor likely, two on your van." """
    known = [item for item in equipment if is_on_record(item)]
    if known:
        yield draft(
            PartKey.EQUIPMENT,
            _one(say, known[0], matters=matters)
            if len(known) == 1
            else say.say("equipment.several", list=listed(say, [_thing(say, i) for i in known])),
            drop_at=Rank.EQUIPMENT,
        )
    elif matters:
        yield draft(PartKey.EQUIPMENT, say.say("equipment.unknown"), drop_at=Rank.EQUIPMENT)
    for item in equipment:
        hint, van = (say.grammar.pronounced(clean(t)) for t in (item.parts_hint, item.on_van))
        if hint and van:
            text = say.say("equipment.hint_van", hint=hint, van=van)
            yield draft(
                PartKey.EQUIPMENT,
                text,
                short=hint,
                shorten_at=Rank.SHORTEN_EQUIPMENT,
                drop_at=Rank.PARTS,
            )
        elif hint:
            text = say.say("equipment.hint", hint=hint)
            yield draft(PartKey.EQUIPMENT, text, drop_at=Rank.PARTS)
        if clean(item.note):
            note = say.grammar.pronounced(clean(item.note))
            yield draft(PartKey.EQUIPMENT, note, drop_at=Rank.EQUIPMENT_NOTE)


def is_on_record(item: Equipment) -> bool:
    """True when the equipment can be named."""
    return any(clean(text) for text in (item.kind, item.make, item.model))


def _name(item: Equipment) -> str:
    return " ".join(text for text in (clean(item.make), clean(item.model)) if text)


def _thing(say: Translator, item: Equipment) -> str:
    thing = say.grammar.indefinite(_name(item) or say.grammar.midway(clean(item.kind)))
    return say.say("equipment.from", thing=thing, year=item.year) if item.year else thing


def _one(say: Translator, item: Equipment, *, matters: bool) -> str:
    kind = say.grammar.midway(clean(item.kind))
    if not _name(item):
        if item.year:
            return say.say("equipment.kind_from", kind=kind, year=item.year)
        key = "equipment.kind" if matters else "equipment.it_is"
        return say.say(key, thing=say.grammar.indefinite(kind))
    if kind:
        return say.say("equipment.is", kind=kind, thing=_thing(say, item))
    return say.say("equipment.it_is", thing=_thing(say, item))


def agreement_words(say: Translator, agreement: Agreement) -> str:
    """ "no service agreement", "they're on the comfort plan", "the comfort plan has run out"."""
    name = plan_name(say, agreement.name)
    if agreement.state in (AgreementState.NONE, AgreementState.UNKNOWN):
        return say.say(f"agreement.{agreement.state.value}")
    key = f"agreement.{agreement.state.value}"
    return say.say(key, name=name) if name else say.say(f"{key}.unnamed")


def plan_name(say: Translator, name: str) -> str:
    """ "comfort plan" -> "the comfort plan"; a name with its own article keeps it."""
    name = clean(name)
    if not name or name.lower().startswith(("the ", "a ", "an ", "our ")):
        return name
    return say.say("agreement.plan", name=name)


def agreement_drafts(say: Translator, facts: BriefingFacts) -> Iterator[Draft]:
    """The agreement, and money to collect; nothing when nobody said."""
    if facts.agreement is not None:
        text = agreement_words(say, facts.agreement)
        yield draft(PartKey.AGREEMENT, text, drop_at=Rank.AGREEMENT)
    if facts.cash_on_delivery:
        yield draft(PartKey.AGREEMENT, say.say("terms.cod"), drop_at=Rank.MONEY)
    if facts.balance_owed:
        yield draft(PartKey.AGREEMENT, say.say("terms.balance"), drop_at=Rank.MONEY)


def promise_drafts(
    say: Translator, promise: Promise | None, *, at: datetime, zone: str
) -> Iterator[Draft]:
    """What the customer was told."""
    if promise is not None:
        yield draft(
            PartKey.PROMISE,
            spoken_promise(say, promise, at, zone),
            short=spoken_promise(say, replace(promise, be_there_by=None), at, zone),
            shorten_at=Rank.SHORTEN_PROMISE,
        )
