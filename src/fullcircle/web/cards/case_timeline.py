"""Everything that happened in a case, as one line each, in the order it happened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fullcircle.handoffs.models import Return, Thanks
from fullcircle.handoffs.states import ReturnKind
from fullcircle.operations.billing.models import Invoice, Payment
from fullcircle.operations.dispatch.models import Briefing
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.states import CloseOutChannel
from fullcircle.operations.scheduling.models import Promise, Visit, VisitStep
from fullcircle.operations.servicedesk.models import CaseMessage, Confirmation
from fullcircle.registry.customers.models import ServiceRecord
from fullcircle.web.cards.case_reading import ReadCase
from fullcircle.web.cards.words import promise_words, result_words, step_words
from fullcircle.web.components.chips import look_of

CHANNEL_ICONS = {
    "phone": "phone",
    "text": "device-mobile",
    "email": "mail",
    "walk_up": "user",
    "radio": "broadcast",
    "portal": "world",
    "qr": "qrcode",
    "api": "plug",
}

# The link opens the customer's status page: colleagues have this card, the link stays the customer's.
STATUS_LINK = re.compile(r"/s/[\w-]{16,}")


@dataclass(frozen=True)
class Happening:
    """One line of the thread. `tone`: colour class; `said`: words somebody spoke or wrote."""

    at: datetime
    icon: str
    text: str
    said: str = ""
    meta: str = ""
    tone: str = ""
    amount: tuple[int, str] | None = None
    gone: bool = False


def channel_words(channel: str) -> str:
    words = {
        "phone": pgettext("channel", "phone"),
        "text": pgettext("channel", "text message"),
        "email": pgettext("channel", "e-mail"),
        "walk_up": pgettext("channel", "in person"),
        "radio": pgettext("channel", "radio"),
        "portal": pgettext("channel", "portal"),
        "qr": pgettext("channel", "QR code"),
        "api": pgettext("channel", "another system"),
    }
    return words.get(channel, channel)


def thread(read: ReadCase, *, sees_money: bool, at: datetime) -> list[Happening]:
    """Oldest first: the way the work went."""
    lines = [
        _request(read),
        *_promises(read, at),
        *_steps(read),
        *_briefings(read),
        *_close_outs(read),
        *_messages(read),
        *_returns(read),
        *_confirmations(read),
        *_record(read),
        *(_money(read) if sees_money else ()),
        *_thanks(read),
    ]
    return sorted(lines, key=lambda line: line.at)


def _request(read: ReadCase) -> Happening:
    asked = read.asked
    caller = asked.contact.name if asked.contact else read.asked.case.customer.name
    by = asked.taken_by.call_name if asked.taken_by else ""
    return Happening(
        at=asked.received_at,
        icon=CHANNEL_ICONS.get(asked.channel, "inbox"),
        text=_("%(caller)s asked for help") % {"caller": caller},
        said=asked.words,
        meta=_("%(channel)s, taken by %(who)s")
        % {"channel": channel_words(asked.channel), "who": by}
        if by
        else channel_words(asked.channel),
        tone="given",
    )


def _promises(read: ReadCase, at: datetime) -> Iterator[Happening]:
    for row in sorted(read.rows.of(Promise), key=lambda row: row.promised_at):
        told = _("told %(whom)s by %(channel)s") % {
            "whom": row.told_to or _("the customer"),
            "channel": channel_words(row.told_how),
        }
        by = read.name(row.promised_by_id)
        meta = [by, told, row.reason, _("superseded") if row.superseded_at else ""]
        yield Happening(
            at=row.promised_at,
            icon="clock",
            text=_("Promised: %(window)s") % {"window": promise_words(row, at)},
            meta=" · ".join(word for word in meta if word),
            gone=row.superseded_at is not None,
        )


def _steps(read: ReadCase) -> Iterator[Happening]:
    visits = read.rows.by_key(Visit)
    names = {person.ref: person.call_name or person.name for person in read.people.values()}
    for row in read.rows.of(VisitStep):
        result = result_words(visits[row.visit_id].result) if row.after == "left" else ""
        who = names.get(row.on_behalf_of) or names.get(row.by, "")
        meta = [who, _("typed for them") if row.on_behalf_of else "", row.reason]
        yield Happening(
            at=row.at,
            icon=look_of(row.after).icon,
            text=f"{step_words(row.after)}: {result}" if result else step_words(row.after),
            meta=" · ".join(word for word in meta if word),
            tone="accepted" if row.after == "left" else "",
            gone=row.after == "cancelled",
        )


def _briefings(read: ReadCase) -> Iterator[Happening]:
    for row in read.rows.of(Briefing):
        spoken = " ".join(str(sentence["text"]) for sentence in row.sentences)
        radio = _("told by radio") if row.told_by_radio_at else ""
        meta = [
            _("%(n)d s aloud") % {"n": row.seconds} if row.seconds else "",
            radio,
            _("withdrawn") if row.withdrawn_at else "",
        ]
        yield Happening(
            at=row.composed_at,
            icon="send",
            text=_("The briefing, as it was told"),
            said=spoken,
            meta=" · ".join(word for word in meta if word),
            tone="given",
            gone=row.withdrawn_at is not None,
        )


def _close_outs(read: ReadCase) -> Iterator[Happening]:
    for row in sorted(read.rows.of(CloseOut), key=lambda row: (row.visit_id, row.version)):
        who = read.name(row.technician_id)
        typed = ""
        if row.channel == CloseOutChannel.RADIO:
            typed = _("by radio, typed by %(who)s") % {"who": read.name(row.entered_by_id)}
        text = _("%(who)s closed out: %(result)s") % {
            "who": who,
            "result": result_words(row.result),
        }
        if row.version > 1:
            text = _("Close-out, version %(n)d") % {"n": row.version}
        notes = [row.notes, row.recommendation, row.something_left]
        yield Happening(
            at=row.submitted_at,
            icon="clipboard-check",
            text=text,
            said=" ".join(note for note in notes if note),
            meta=" · ".join(word for word in (typed, _signed(row)) if word),
            tone="accepted",
        )


def _signed(row: CloseOut) -> str:
    if row.version > 1 or not row.signed_by_name:
        return ""
    return _("signed by %(who)s") % {"who": row.signed_by_name}


def _messages(read: ReadCase) -> Iterator[Happening]:
    for row in read.rows.of(CaseMessage):
        way = _("to the customer") if row.outgoing and not row.inside else ""
        meta = [row.by_name, channel_words(row.channel), way, _("inside") if row.inside else ""]
        yield Happening(
            at=row.at,
            icon=CHANNEL_ICONS.get(row.channel, "message"),
            text=_("Told the customer") if way else _("A word"),
            said=STATUS_LINK.sub("/s/…", row.text),
            meta=" · ".join(word for word in meta if word),
        )


def _returns(read: ReadCase) -> Iterator[Happening]:
    for row in read.rows.of(Return):
        who = read.name(row.asked_by_id) or _("The customer")
        if row.kind == ReturnKind.FIXED:
            yield Happening(
                at=row.asked_at,
                icon="pencil",
                text=_("%(who)s mended: %(item)s") % {"who": who, "item": row.item_label},
                said=row.answer,
                tone="returned",
            )
            continue
        yield Happening(
            at=row.asked_at,
            icon="arrow-back-up",
            text=_("Sent back: %(item)s") % {"item": row.item_label},
            said=row.question,
            meta=_("%(who)s asked %(whom)s")
            % {"who": who, "whom": read.name(row.asked_to_id) or _("the giver")},
            tone="returned",
        )
        if row.answered_at:
            yield Happening(
                at=row.answered_at,
                icon="corner-up-left",
                text=_("Answered: %(item)s") % {"item": row.item_label},
                said=row.answer,
                meta=read.name(row.answered_by_id),
                tone="accepted",
            )


def _confirmations(read: ReadCase) -> Iterator[Happening]:
    for row in read.rows.of(Confirmation):
        good = row.all_good
        yield Happening(
            at=row.at,
            icon="rosette-discount-check" if good else "message-circle-question",
            text=_("“All good”") if good else _("“Something’s left”"),
            said=row.words,
            meta=f"{row.by_name} · {row.how}",
            tone="accepted" if good else "late",
        )


def _record(read: ReadCase) -> Iterator[Happening]:
    for row in read.rows.of(ServiceRecord):
        if row.confirmed_at is not None:
            yield Happening(
                at=row.confirmed_at,
                icon="checks",
                text=_("The record is checked: the next briefing says it without a mark"),
                tone="accepted",
            )


def _money(read: ReadCase) -> Iterator[Happening]:
    for row in read.rows.of(Invoice):
        if row.posted_at is not None:
            yield Happening(
                at=row.posted_at,
                icon="file-invoice",
                text=_("Invoice %(number)s posted") % {"number": row.number},
                meta=read.name(row.posted_by_id),
                amount=(row.total_minor, row.currency),
                tone="accepted",
            )
    for paid in read.rows.of(Payment):
        yield Happening(
            at=paid.at,
            icon="cash",
            text=_("Paid"),
            meta=paid.how,
            amount=(paid.amount_minor, paid.currency),
            tone="accepted",
        )


def _thanks(read: ReadCase) -> Iterator[Happening]:
    for row in read.rows.of(Thanks):
        whom = read.name(row.to_person_id) or _("the team")
        yield Happening(
            at=row.at,
            icon="heart",
            text=_("%(who)s thanks %(whom)s")
            % {"who": read.name(row.from_person_id), "whom": whom},
            said=row.text,
            tone="accepted",
        )
