"""Completeness: which parts of the card are really there."""

from fullcircle.operations.dispatch.wording.cleaning import clean, holds_code
from fullcircle.operations.dispatch.wording.facts import (
    AgreementState,
    BriefingFacts,
    PartKey,
    Promise,
    PromiseKind,
)
from fullcircle.operations.dispatch.wording.site import named_hazards, said_no_hazards
from fullcircle.operations.dispatch.wording.terms import is_on_record


def card_parts(facts: BriefingFacts) -> dict[str, bool]:
    """Every part's key with whether it is present.

    Blanks and placeholders are not present. "None" is an answer for hazards and for the
    agreement only. A history that was read and is empty is present.
    """
    checks = _people_and_place(facts) | _terms(facts) | _on_site(facts)
    return {key.value: checks[key] for key in PartKey}


def _any(*texts: str) -> bool:
    return any(clean(text) for text in texts)


def _people_and_place(facts: BriefingFacts) -> dict[PartKey, bool]:
    line, what, where, who = facts.line, facts.what, facts.where, facts.who
    return {
        PartKey.LINE: line is not None and _any(line.text),
        PartKey.WHAT: what is not None and _any(what.job_type),
        PartKey.WHERE: where is not None and _any(where.street, where.place),
        PartKey.WHO: who is not None and _any(who.customer, who.contact),
    }


def _terms(facts: BriefingFacts) -> dict[PartKey, bool]:
    agreement = facts.agreement
    return {
        PartKey.HISTORY: facts.history is not None,
        PartKey.EQUIPMENT: any(is_on_record(item) for item in facts.equipment),
        PartKey.AGREEMENT: agreement is not None and agreement.state is not AgreementState.UNKNOWN,
        PartKey.PROMISE: facts.promise is not None and _is_whole(facts.promise),
    }


def _on_site(facts: BriefingFacts) -> dict[PartKey, bool]:
    access, offer, position = facts.access, facts.opportunity, facts.position
    return {
        PartKey.ACCESS: access is not None
        and (access.code_kept or holds_code(access.text) or _any(access.text)),
        PartKey.HAZARDS: said_no_hazards(facts)
        or bool(named_hazards(facts.hazards))
        or facts.do_not_service,
        PartKey.TOUCH: any(_any(touch.text) for touch in facts.touches),
        PartKey.OPPORTUNITY: offer is not None and _any(offer.text, offer.plan),
        PartKey.DIRECTIONS: _any(facts.directions)
        or (position is not None and _any(position.text)),
    }


def _is_whole(promise: Promise) -> bool:
    if promise.kind is PromiseKind.WINDOW:
        return bool(promise.start and promise.end and promise.start < promise.end)
    return promise.kind is not PromiseKind.EXACT or promise.start is not None
