"""The close-out as the technician sent it: every item with its value, missing ones first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from fullcircle.handoffs.models import Return
from fullcircle.handoffs.states import ChangeKind, ReturnKind
from fullcircle.operations.billing.queries import ReviewSheet
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.states import CloseOutChannel
from fullcircle.web.backoffice import item_words


@dataclass(frozen=True)
class Exchange:
    """One question with its answer, or one mending, of an item."""

    words: str
    at: datetime
    answer: str = ""
    mended: bool = False


@dataclass(frozen=True)
class Item:
    """One item of the close-out. `state`: missing, out, answered, present or absent (not required)."""

    key: str
    label: str
    state: str
    text: str = ""
    besides: str = ""
    photos: tuple[UUID, ...] = ()
    money_minor: int | None = None
    question: str = ""
    history: tuple[Exchange, ...] = ()
    required: bool = True

    @property
    def can_be_typed(self) -> bool:
        """A photo or a signature is nothing the office can write."""
        return self.key not in item_words.NOT_TYPED and not self.photos


@dataclass(frozen=True)
class Version:
    """One version of the close-out, and what it changed of the one before."""

    number: int
    at: datetime
    who: str
    changed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """The left side of the review."""

    items: tuple[Item, ...]
    versions: tuple[Version, ...]
    sent_at: datetime
    entered: str
    left_over: str
    way_out: str
    sold: str
    touches: tuple[str, ...]
    out: tuple[str, ...] = field(default_factory=tuple)

    @property
    def missing(self) -> list[Item]:
        return [item for item in self.items if item.state == "missing"]


_ORDER = {"missing": 0, "out": 1, "answered": 2, "present": 3, "absent": 4}


def present_sheet(found: ReviewSheet) -> Sheet:
    close_out = found.latest
    items = [_item(found, part) for part in found.handoff.parts]
    return Sheet(
        items=tuple(sorted(items, key=lambda item: _ORDER[item.state])),
        versions=tuple(_versions(found)),
        sent_at=found.close_outs[0].submitted_at,
        entered=_entered(found.close_outs[0]),
        left_over=close_out.something_left,
        way_out=close_out.cannot_complete,
        sold=close_out.agreement_sold,
        touches=tuple(touch.text for touch in found.touches),
        out=tuple(_sentence(row.item_label) for row in found.out),
    )


def _item(found: ReviewSheet, part: dict[str, object]) -> Item:
    key, required = str(part["key"]), bool(part.get("required", True))
    about = [row for row in found.returns if row.item_key == key]
    question = next((row for row in found.out if row.item_key == key), None)
    value = item_words.value_of(found, found.latest, key)
    settled = any(row.answered_at is not None for row in about)
    return Item(
        key=key,
        label=_sentence(str(part["label"])),
        state=_state(
            present=bool(part.get("present")),
            required=required,
            settled=settled,
            out=question is not None,
        ),
        text=value.text,
        besides=value.besides,
        photos=value.photos,
        money_minor=value.money_minor,
        question=question.question if question else "",
        history=tuple(_exchanges(found, about)),
        required=required,
    )


def _state(*, present: bool, required: bool, settled: bool, out: bool) -> str:
    if out:
        return "out"
    if settled:
        return "answered"
    if present:
        return "present"
    return "missing" if required else "absent"


def _exchanges(found: ReviewSheet, about: Iterable[Return]) -> Iterable[Exchange]:
    for row in about:
        if row.answered_at is None:
            continue
        answerer = found.people.get(row.answered_by_id or 0)
        name = answerer.call_name if answerer else _("somebody")
        if row.kind == ReturnKind.FIXED:
            world = row.change == ChangeKind.WORLD_CHANGED
            why = _("the world changed") if world else _("was wrong")
            words = _("%(name)s mended it (%(why)s)") % {"name": name, "why": why}
            yield Exchange(words, row.answered_at, mended=True)
        else:
            asked = row.question or _("what is it?")
            words = _("asked “%(question)s”, %(name)s answered") % {
                "question": asked,
                "name": name,
            }
            yield Exchange(words, row.answered_at, row.answer)


def _versions(found: ReviewSheet) -> Iterable[Version]:
    before: CloseOut | None = None
    for close_out in found.close_outs:
        changed = [] if before is None else _changes(found, before, close_out)
        who = close_out.entered_by.call_name if close_out.entered_by else ""
        at = close_out.submitted_at
        yield Version(close_out.version, at, who, tuple(changed))
        before = close_out


def _changes(found: ReviewSheet, old: CloseOut, new: CloseOut) -> list[tuple[str, str]]:
    changed = []
    for part in found.handoff.parts:
        key = str(part["key"])
        was, now = item_words.value_of(found, old, key), item_words.value_of(found, new, key)
        if was != now:
            said = was.said or _("nothing")
            changed.append((_sentence(str(part["label"])), f"{said} → {now.said or _('nothing')}"))
    return changed


def _entered(close_out: CloseOut) -> str:
    """Who typed it, when it was not the technician."""
    if close_out.channel == CloseOutChannel.RADIO and close_out.entered_by is not None:
        return _("typed by %(who)s from the radio") % {"who": close_out.entered_by.call_name}
    if close_out.channel == CloseOutChannel.OFFLINE:
        return _("sent later, from where there was no signal")
    return ""


def _sentence(label: str) -> str:
    """ "parts, or that there were none" is what the card asks; here it is only called Parts."""
    short = label.partition(", or ")[0]
    return short[:1].upper() + short[1:]
