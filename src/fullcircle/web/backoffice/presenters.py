"""Rows of the bookkeeper's lists, between the rooms and the templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullcircle.foundation import clock
from fullcircle.foundation.values.local_time import local_date, start_of_day
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.queries import Chain, chains_for
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.operations.billing import rules
from fullcircle.operations.billing.models import Invoice
from fullcircle.operations.billing.queries import Paper
from fullcircle.operations.billing.states import Age, InvoiceKind, Paperwork
from fullcircle.web.cards.words import result_words
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.components.ring import Ring

PAGE = 25


@dataclass(frozen=True)
class Completeness:
    """ "8 of 9": required parts of the card that were there when it was handed over."""

    present: int
    needed: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return self.present == self.needed

    @property
    def words(self) -> str:
        return _("%(present)d of %(needed)d") % {"present": self.present, "needed": self.needed}


@dataclass(frozen=True)
class Amount:
    """What the invoice or its draft comes to; `number`: only when it is posted."""

    number: int | None
    total_minor: int
    currency: str


@dataclass(frozen=True)
class PaperRow:
    """One close-out in a list."""

    visit_id: int
    ring: Ring
    customer: str
    place: str
    job: str
    case_number: str
    technician: str
    done_at: datetime
    zone: str
    result: str
    completeness: Completeness
    paperwork: Paperwork
    said: str
    inside: bool
    invoice: Amount | None
    held_by: str
    age: Age

    @property
    def answered(self) -> bool:
        return self.paperwork in (Paperwork.IN_REVIEW, Paperwork.SUBMITTED) and bool(self.said)


def today_starts() -> datetime:
    """When today began where the company is."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return start_of_day(zone, local_date(zone, clock.now()))


def paper_rows(found: list[Paper]) -> list[PaperRow]:
    """With the rings of their cases: one query."""
    at = clock.now()
    zone = ZoneInfo(settings.TIME_ZONE)
    today, office = local_date(zone, at), _("the office")
    chains = chains_for([row.case_id for row in found], at=at)
    rows = []
    for row in found:
        chain = chains[row.case_id]
        state = _paperwork(row)
        days = (today - local_date(zone, row.given_at)).days
        rows.append(
            PaperRow(
                visit_id=row.visit_id,
                ring=ring_of(chain, row.zone),
                customer=row.customer,
                place=row.place,
                job=row.job,
                case_number=row.case_number,
                technician=row.technician,
                done_at=row.left_at or row.given_at,
                zone=row.zone,
                result=result_words(row.result),
                completeness=_completeness(row.parts),
                paperwork=state,
                said=_said(row, chain),
                inside=row.inside,
                invoice=_amount(row),
                held_by=row.technician if state is Paperwork.RETURNED else office,
                age=rules.age_of(days),
            )
        )
    return rows


def _amount(row: Paper) -> Amount | None:
    if row.invoice_minor is None or row.invoice_currency is None:
        return None
    return Amount(row.invoice_number, row.invoice_minor, row.invoice_currency)


def _paperwork(row: Paper) -> Paperwork:
    return rules.paperwork(
        closed_out=True,
        opened=row.opened is not None,
        open_questions=int(row.state == HandoffState.RETURNED),
        posted=row.posted_at is not None,
        paid=False,
    )


def paperwork_of(handoff: Handoff, *, opened: bool, posted: bool, paid: bool = False) -> Paperwork:
    return rules.paperwork(
        closed_out=True,
        opened=opened,
        open_questions=int(handoff.state == HandoffState.RETURNED),
        posted=posted,
        paid=paid,
    )


def completeness_of(handoff: Handoff) -> Completeness:
    return _completeness(handoff.parts)


def _completeness(parts: list[dict[str, Any]]) -> Completeness:
    needed = [part for part in parts if part.get("required", True)]
    missing = tuple(str(part["label"]) for part in needed if not part.get("present"))
    return Completeness(len(needed) - len(missing), len(needed), missing)


def _said(row: Paper, chain: Chain) -> str:
    """What came back, or that it was answered; empty when nothing was ever asked."""
    if row.returned_first_at is None:
        return ""
    if row.state != HandoffState.RETURNED:
        return _("answered")
    arc = next(arc for arc in chain.arcs if arc.link == LinkKey.CLOSEOUT)
    items = ngettext("sent back: %(n)d item", "sent back: %(n)d items", len(arc.returned))
    return items % {"n": len(arc.returned)}


def age_words() -> dict[Age, str]:
    return {
        Age.TODAY: _("today"),
        Age.FRESH: _("1 to 2 days"),
        Age.DUE: _("3 to 7 days"),
        Age.OLD: _("older"),
    }


def kind_words() -> dict[str, str]:
    return {
        InvoiceKind.INVOICE: _("Invoice"),
        InvoiceKind.CHARGE_BACK: _("Charged to department"),
        InvoiceKind.NO_CHARGE: _("No charge"),
    }


def numbered(invoice: Invoice) -> str:
    """ "Invoice 17", "Charge-back 4": how it is called on the phone."""
    words = {
        InvoiceKind.INVOICE: _("Invoice %(number)s"),
        InvoiceKind.CHARGE_BACK: _("Charge-back %(number)s"),
        InvoiceKind.NO_CHARGE: _("No charge %(number)s"),
    }
    return words[InvoiceKind(invoice.kind)] % {"number": invoice.number}
