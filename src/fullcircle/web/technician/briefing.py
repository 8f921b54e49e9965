"""The briefing as it was told, with what was asked about its lines since."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.handoffs.models import Return
from fullcircle.operations.dispatch.models import Briefing
from fullcircle.operations.fieldwork.day_queries import Stop
from fullcircle.registry.customers.models import ServiceRecord

_CALL = ("what", "where", "who", "promise")


@dataclass(frozen=True)
class Asked:
    """A question about a line and its answer; `answer` is blank while it waits."""

    question: str
    answer: str
    answered_by: str
    waits: bool


@dataclass(frozen=True)
class Line:
    """One line of the card: touching it asks about it."""

    key: str
    icon: str
    text: str
    detail: str
    badge: str
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Told:
    """Who said what when, how complete it was on my card, and the lines behind the words.

    `lines`: what helps on the way and at the unit; `call`: what the head and the words say already.
    """

    giver: str
    giver_phone: str
    at: datetime
    words: str
    signed_line: str
    sentences: list[str]
    present: int
    total: int
    missing: list[str]
    lines: list[Line] = field(default_factory=list)
    call: list[Line] = field(default_factory=list)
    by_radio: bool = False
    seen: bool = False

    @property
    def all_lines(self) -> list[Line]:
        return [*self.lines, *self.call]


@dataclass(frozen=True)
class PastVisit:
    """One visit of the record. `mine`: the reader was there."""

    what: str
    who: str
    mine: bool
    at: datetime
    notes: str
    recommendation: str
    checked: bool
    result: str


def told(stop: Stop, asked: list[Return]) -> Told:
    """Everything the words card and the lines card show. `stop` has a briefing."""
    given = stop.briefing
    if given is None:
        raise LookupError("nothing was told yet")
    handoff = given.handoff
    sentences = [str(sentence["text"]) for sentence in given.sentences]
    own = given.sentences and given.sentences[0].get("key") == "line"
    lines = _lines(given, asked)
    return Told(
        giver=handoff.giver.call_name if handoff.giver else _("the office"),
        giver_phone=handoff.giver.phone if handoff.giver else "",
        at=given.composed_at,
        words=" ".join(sentences),
        signed_line=sentences[0] if own else "",
        sentences=sentences[1:] if own else sentences,
        present=sum(1 for part in handoff.parts if part.get("present")),
        total=len(handoff.parts),
        missing=[str(part["label"]) for part in handoff.missing],
        lines=[line for line in lines if line.key not in _CALL or line.asked],
        call=[line for line in lines if line.key in _CALL and not line.asked],
        by_radio=given.told_by_radio_at is not None,
        seen=handoff.seen_at is not None,
    )


def askable(given: Briefing) -> set[str]:
    """Keys one may ask about: every line shown, and what the card misses."""
    shown = {str(line["key"]) for line in given.lines}
    return shown | {str(part["key"]) for part in given.handoff.parts} | {"line"}


def _lines(given: Briefing, asked: list[Return]) -> list[Line]:
    questions: dict[str, list[Asked]] = {}
    for row in asked:
        questions.setdefault(row.item_key, []).append(
            Asked(
                question=row.question,
                answer=row.answer,
                answered_by=row.answered_by.call_name if row.answered_by else "",
                waits=row.answered_at is None,
            )
        )
    # What was asked about a part stands under its first line; the history has a card of its own.
    lines = [_line(line, questions) for line in given.lines if line["key"] != "history"]
    labels = {str(part["key"]): str(part["label"]) for part in given.handoff.parts}
    for key, rest in questions.items():
        lines.append(Line(key, "help-circle", labels.get(key, _("the call")), "", "", tuple(rest)))
    return lines


def _line(line: dict[str, Any], questions: dict[str, list[Asked]]) -> Line:
    key = str(line["key"])
    return Line(
        key=key,
        icon=str(line["icon"]),
        text=str(line["text"]),
        detail=str(line.get("detail", "")),
        badge=str(line.get("badge", "")),
        asked=tuple(questions.pop(key, [])),
    )


def history(records: list[ServiceRecord], reader: str) -> list[PastVisit]:
    return [
        PastVisit(
            what=row.what,
            who=row.technician_name,
            mine=row.technician_ref == reader,
            at=row.done_at,
            notes=row.notes,
            recommendation=row.recommendation,
            checked=row.checked,
            result=row.result,
        )
        for row in records
    ]


def pauses() -> list[str]:
    """Reasons one taps; the office reads them on the board."""
    return [_("parts run"), _("lunch"), _("called away"), _("waiting for the customer")]
