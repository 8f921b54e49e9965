"""What an item of a close-out says, whatever part of the card it is."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fullcircle.operations.billing.queries import ReviewSheet
from fullcircle.operations.billing.states import PaymentHow
from fullcircle.operations.fieldwork.models import CloseOut, PartUsed
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.web.cards.words import result_words
from fullcircle.web.components import times

# The office mends words; these come from the phone, the clock or the customer's hand.
NOT_TYPED = frozenset({"times", "signature"})


@dataclass(frozen=True)
class Value:
    """Text, photos or an amount; `besides` is what was said about it later, in words."""

    text: str = ""
    besides: str = ""
    photos: tuple[UUID, ...] = ()
    money_minor: int | None = None

    @property
    def said(self) -> str:
        """In one line, for the list of changes."""
        if self.photos:
            return _("a photo")
        return " · ".join(word for word in (self.text, self.besides) if word)


def value_of(found: ReviewSheet, close_out: CloseOut, key: str) -> Value:
    """An answer to a part that is no field of the form stands beside it."""
    besides = str(close_out.answers.get(key, ""))
    match key:
        case "result":
            return Value(result_words(close_out.result), besides)
        case "times":
            return Value(_times(found, close_out), besides)
        case "notes":
            return Value(close_out.notes)
        case "recommendation":
            return Value(close_out.recommendation)
        case "parts":
            return Value(parts_words(found, close_out), besides)
        case "signature":
            return _signature(close_out, besides)
        case "payment":
            return _payment(close_out, besides)
    return _of_the_form(found, close_out, key)


def _of_the_form(found: ReviewSheet, close_out: CloseOut, key: str) -> Value:
    item = found.form.get(key)
    answer = str(close_out.answers.get(key, ""))
    if item is not None and item.kind == "signature":
        return _signature(close_out, answer)
    if item is not None and item.kind == "photo":
        photos = found.photos.get(close_out.pk, [])
        return Value(besides=answer, photos=tuple(p.file_id for p in photos if p.item_key == key))
    if item is not None and item.kind == "check" and answer:
        return Value(_("yes") if answer.lower() in {"yes", "on", "true", "1"} else answer)
    unit = item.unit if item is not None else ""
    shows_unit = bool(unit and answer and unit not in answer)
    return Value(f"{answer} {unit}" if shows_unit else answer)


def _times(found: ReviewSheet, close_out: CloseOut) -> str:
    visit = found.visit
    if visit.arrived_at is None or visit.left_at is None:
        return _("%(minutes)s min on site") % {"minutes": close_out.minutes_on_site}
    zone = ZoneInfo(found.visit.job.location.zone)
    return _("%(arrived)s to %(left)s, %(minutes)s min on site") % {
        "arrived": times.clock_time(visit.arrived_at.astimezone(zone)),
        "left": times.clock_time(visit.left_at.astimezone(zone)),
        "minutes": close_out.minutes_on_site,
    }


def parts_words(found: ReviewSheet, close_out: CloseOut) -> str:
    used = found.parts.get(close_out.pk, [])
    return ", ".join(_part(found, part) for part in used) or _("none used")


def _part(found: ReviewSheet, part: PartUsed) -> str:
    item = found.prices.get(part.item_id or 0)
    name = item.name if item else part.text
    if part.hundredths == 100:
        return name
    return f"{number_format((Decimal(part.hundredths) / 100).normalize())} × {name}"


def _signature(close_out: CloseOut, besides: str) -> Value:
    words = {
        Signed.ALL_GOOD: _("all good, signed by %(name)s"),
        Signed.SOMETHING_LEFT: _("something’s left, signed by %(name)s"),
        Signed.NOBODY_THERE: _("nobody was there to sign"),
        Signed.REFUSED: _("did not want to sign"),
    }
    text = words[Signed(close_out.signed)] % {"name": close_out.signed_by_name or _("nobody")}
    shown = (close_out.signature_id,) if close_out.signature_id else ()
    return Value(text, besides, photos=shown)


def _payment(close_out: CloseOut, besides: str) -> Value:
    if close_out.payment_minor <= 0:
        return Value(_("nothing paid at the door"), besides)
    how = payment_words().get(close_out.payment_how, close_out.payment_how)
    text = f"{how}, {close_out.payment_reference}" if close_out.payment_reference else how
    return Value(text, besides, money_minor=close_out.payment_minor)


def payment_words() -> dict[str, str]:
    return {
        PaymentHow.CASH: _("cash"),
        PaymentHow.CHEQUE: _("cheque"),
        PaymentHow.CARD: _("card"),
        PaymentHow.TRANSFER: _("transfer"),
    }
