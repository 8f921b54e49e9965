"""The history: who was there, what they did, in which season; to the reader it is "you"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fullcircle.operations.dispatch.wording.budget import Rank
from fullcircle.operations.dispatch.wording.cleaning import clean
from fullcircle.operations.dispatch.wording.facts import Deed, PartKey, PastVisit, Where
from fullcircle.operations.dispatch.wording.phrasing import draft
from fullcircle.operations.dispatch.wording.seasons import spoken_when
from fullcircle.operations.dispatch.wording.spoken import Draft
from fullcircle.operations.dispatch.wording.translator import Translator

SPOKEN_VISITS = 3
_RANKS = (Rank.HISTORY, Rank.SECOND_HISTORY, Rank.OLDER_HISTORY)


@dataclass(frozen=True, slots=True)
class Listener:
    """To whom, when and about which place the history is told."""

    reader: str
    at: datetime
    zone: str = "UTC"
    latitude: float | None = None

    @classmethod
    def near(cls, where: Where | None, *, reader: str, at: datetime) -> "Listener":
        """A listener for this place; without a place in UTC and north of the equator."""
        if where is None:
            return cls(reader=reader, at=at)
        return cls(reader=reader, at=at, zone=where.zone or "UTC", latitude=where.latitude)


def known_visits(visits: tuple[PastVisit, ...] | None, at: datetime) -> tuple[PastVisit, ...]:
    """Visits that have happened: the one that today's job comes back to, then newest first."""
    past = [visit for visit in visits or () if visit.when <= at]
    past.sort(key=lambda visit: visit.when, reverse=True)
    return tuple(sorted(past, key=lambda visit: not visit.returned_to))


def history_drafts(
    say: Translator, visits: tuple[PastVisit, ...] | None, to: Listener
) -> Iterator[Draft]:
    """Up to three visits; "First visit here" when the record was read and is empty."""
    if visits is None:
        return
    past = known_visits(visits, to.at)
    if not past:
        yield draft(PartKey.HISTORY, say.say("history.first"), drop_at=Rank.HISTORY)
    # The reader's own work outlasts a colleague's newer visit: it is why "you" is said.
    by_weight = sorted(
        range(len(past)),
        key=lambda n: (not past[n].returned_to, past[n].technician_ref != to.reader, n),
    )
    ranks = dict(zip(by_weight, _RANKS, strict=False))
    for index, visit in enumerate(past):
        if index in ranks:
            text = spoken_visit(say, visit, to)
            yield draft(PartKey.HISTORY, text, drop_at=ranks[index])


def spoken_visit(say: Translator, visit: PastVisit, to: Listener, *, marked: bool = True) -> str:
    """ "you did a demand call last fall for a bad thermocouple".

    With `marked` it says when the notes are not checked yet and when today's job comes back
    to this visit."""
    when = spoken_when(
        say,
        visit.when,
        to.at,
        zone=visit.zone or to.zone,
        latitude=to.latitude,
        by_month=visit.returned_to or visit.callback,
    )
    words = _deed(say, visit, to.reader, when)
    equipment = clean(visit.equipment)
    if equipment:
        words = say.say("history.on", visit=words, equipment=equipment)
    if marked and not visit.checked:
        words = say.say("history.unchecked", visit=words)
    if marked and visit.returned_to:
        words = say.say("history.returned_to", visit=words)
    return words


def _deed(say: Translator, visit: PastVisit, reader: str, when: str) -> str:
    grammar = say.grammar
    what = grammar.midway(grammar.pronounced(clean(visit.what)))
    cause = grammar.midway(grammar.pronounced(clean(visit.cause)))
    # The record often names the cause twice: in the work's own words those are spoken.
    what, own_cause = grammar.cause_apart(what)
    cause = own_cause or cause
    who = clean(visit.technician_name)
    # Not one message with "you" put in: other languages bend the verb.
    subject = "named" if who else "somebody"
    if reader and visit.technician_ref == reader:
        subject = "you"
    if not what:
        return say.say(f"history.{subject}.came", who=who, when=when)
    deed = visit.deed or grammar.deed(what)
    thing = what if deed is Deed.PLAIN else grammar.indefinite(what)
    if visit.callback and deed is Deed.PLAIN:
        return say.say(f"history.{subject}.back.plain", who=who, when=when, what=what)
    if visit.callback:
        return say.say(f"history.{subject}.back", who=who, when=when, cause=cause or thing)
    verb = "had" if subject == "somebody" and deed in (Deed.DID, Deed.GAVE) else deed.value
    key = f"history.{subject}.{verb}{'.for' if cause else ''}"
    return say.say(key, who=who, what=thing, when=when, cause=cause)
