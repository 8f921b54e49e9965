"""The composer: from facts to a briefing that is read aloud in twenty seconds."""

from collections.abc import Iterator
from datetime import datetime

from fullcircle.operations.dispatch.wording.budget import BUDGET_SECONDS, seconds, within
from fullcircle.operations.dispatch.wording.facts import BriefingFacts, PartKey
from fullcircle.operations.dispatch.wording.job import job_drafts, line_drafts
from fullcircle.operations.dispatch.wording.past import (
    SPOKEN_VISITS,
    Listener,
    history_drafts,
    known_visits,
)
from fullcircle.operations.dispatch.wording.people import crew_drafts, who_drafts
from fullcircle.operations.dispatch.wording.site import (
    access_drafts,
    direction_drafts,
    hazard_drafts,
    opportunity_drafts,
    touch_drafts,
)
from fullcircle.operations.dispatch.wording.spoken import Draft, SpokenBriefing
from fullcircle.operations.dispatch.wording.terms import (
    agreement_drafts,
    equipment_drafts,
    promise_drafts,
)
from fullcircle.operations.dispatch.wording.translator import English, Translator


def compose(
    facts: BriefingFacts,
    *,
    reader: str,
    at: datetime,
    say: Translator | None = None,
    limit: float = BUDGET_SECONDS,
) -> SpokenBriefing:
    """The briefing for one reader at one instant; the same arguments give the same words.

    `reader` is the technician's ref, the one for whom a past visit is "you". `at` is an
    aware instant, `limit` in seconds. Raises ValueError for an instant without offset and
    ZoneInfoNotFoundError for a zone that is not in the IANA list.
    """
    if at.tzinfo is None:
        raise ValueError("a briefing is composed at an instant with its offset from UTC")
    language = say or English()
    to = Listener.near(facts.where, reader=reader, at=at)
    sentences, lost = within(list(_drafts(language, facts, to)), limit)
    if len(known_visits(facts.history, at)) > SPOKEN_VISITS:
        lost.add(PartKey.HISTORY)
    texts = [sentence.text for sentence in sentences]
    return SpokenBriefing(
        sentences=tuple(sentences),
        text=" ".join(texts),
        seconds=seconds(texts),
        left_out=tuple(key for key in PartKey if key in lost),
    )


def _drafts(say: Translator, facts: BriefingFacts, to: Listener) -> Iterator[Draft]:
    matters = facts.what is not None and facts.what.equipment_matters
    yield from line_drafts(say, facts.line)
    yield from job_drafts(say, facts.what, facts.where)
    yield from who_drafts(say, facts.who, place=_place(facts))
    yield from crew_drafts(say, facts.crew, to.reader)
    yield from history_drafts(say, facts.history, to)
    yield from equipment_drafts(say, facts.equipment, matters=matters)
    yield from agreement_drafts(say, facts)
    yield from promise_drafts(say, facts.promise, at=to.at, zone=to.zone)
    yield from access_drafts(say, facts.access)
    yield from hazard_drafts(say, facts)
    yield from touch_drafts(say, facts, to.at)
    yield from opportunity_drafts(say, facts.opportunity)
    yield from direction_drafts(say, facts, to.at)


def _place(facts: BriefingFacts) -> str:
    """The name under which the opening has already spoken of the place."""
    return (facts.where.place or facts.where.street) if facts.where else ""
