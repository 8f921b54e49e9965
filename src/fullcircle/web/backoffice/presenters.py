"""Rows of the bookkeeper's lists, between the rooms and the templates."""

from dataclasses import dataclass
from datetime import datetime
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
from fullcircle.operations.billing.states import Age, InvoiceKind, Paperwork
from fullcircle.operations.fieldwork.models import CloseOut
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
    invoice: Invoice | None
    held_by: str
    age: Age

    @property
    def answered(self) -> bool:
        return self.paperwork in (Paperwork.IN_REVIEW, Paperwork.SUBMITTED) and bool(self.said)


def today_starts() -> datetime:
    """When today began where the company is."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return start_of_day(zone, local_date(zone, clock.now()))


def paper_rows(found: list[CloseOut]) -> list[PaperRow]:
    """With the rings of their cases: one query."""
    at = clock.now()
    chains = chains_for([row.visit.job.case_id for row in found], at=at)
    return [_row(row, chains[row.visit.job.case_id], at) for row in found]


def _row(close_out: CloseOut, chain: Chain, at: datetime) -> PaperRow:
    visit, job = close_out.visit, close_out.visit.job
    review = getattr(visit, "review", None)
    done_at = visit.left_at or close_out.submitted_at
    state = paperwork_of(close_out.handoff, opened=review is not None, posted=_posted(review))
    zone = ZoneInfo(settings.TIME_ZONE)
    days = (local_date(zone, at) - local_date(zone, close_out.submitted_at)).days
    out = state is Paperwork.RETURNED
    return PaperRow(
        visit_id=visit.pk,
        ring=ring_of(chain, job.location.zone),
        customer=job.case.customer.name,
        place=job.location.spoken,
        job=job.job_type.name,
        case_number=job.case.number,
        technician=close_out.technician.name,
        done_at=done_at,
        zone=job.location.zone,
        result=result_words(visit.result),
        completeness=completeness_of(close_out.handoff),
        paperwork=state,
        said=_said(close_out.handoff, chain),
        inside=job.case.customer.is_inside,
        invoice=getattr(review, "invoice", None),
        held_by=close_out.technician.name if out else _("the office"),
        age=rules.age_of(days),
    )


def _posted(review: object) -> bool:
    return getattr(review, "posted_at", None) is not None


def paperwork_of(handoff: Handoff, *, opened: bool, posted: bool, paid: bool = False) -> Paperwork:
    return rules.paperwork(
        closed_out=True,
        opened=opened,
        open_questions=int(handoff.state == HandoffState.RETURNED),
        posted=posted,
        paid=paid,
    )


def completeness_of(handoff: Handoff) -> Completeness:
    needed = [part for part in handoff.parts if part.get("required", True)]
    missing = tuple(str(part["label"]) for part in needed if not part.get("present"))
    return Completeness(len(needed) - len(missing), len(needed), missing)


def _said(handoff: Handoff, chain: Chain) -> str:
    """What came back, or that it was answered; empty when nothing was ever asked."""
    if handoff.returned_first_at is None:
        return ""
    if handoff.state != HandoffState.RETURNED:
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
