"""What the review page shows: the close-out on the left, the invoice draft on the right."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from fullcircle.foundation import clock
from fullcircle.handoffs.queries import chains_for
from fullcircle.operations.billing.actions import open_review
from fullcircle.operations.billing.models import Invoice
from fullcircle.operations.billing.queries import ReviewSheet, review_sheet
from fullcircle.operations.billing.states import InvoiceKind, Paperwork
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.people import policy
from fullcircle.registry.people.policy import Permission
from fullcircle.web.backoffice.draft import TypedLine, from_row
from fullcircle.web.backoffice.presenters import completeness_of, kind_words, paperwork_of
from fullcircle.web.backoffice.sheet_presenter import present_sheet
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.shell.access import SeatRequest


@dataclass(frozen=True)
class Draft:
    """The right side. Amounts in minor units of `currency`; `left_minor` is still to be paid."""

    lines: Sequence[TypedLine]
    currency: str
    kind: str
    kind_word: str
    net_minor: int
    tax_minor: int
    total_minor: int
    paid_minor: int
    version: int
    key: str
    inside: bool
    exempt: bool
    saved: bool = True

    @property
    def left_minor(self) -> int:
        return self.total_minor - self.paid_minor

    @property
    def free(self) -> bool:
        return self.kind == InvoiceKind.NO_CHARGE


@dataclass(frozen=True)
class Typed:
    """What comes back into the form instead of what is saved, with the trouble it has."""

    lines: Sequence[TypedLine] | None = None
    key: str = ""
    trouble: str = ""
    who: str = ""
    found: Sequence[PriceItem] = ()
    wanted: str = ""


def sheet_or_404(number: int) -> ReviewSheet:
    found = review_sheet(number)
    if found is None:
        raise Http404
    return found


def opened(request: SeatRequest, number: int) -> ReviewSheet:
    """The sheet, taken in hand by whoever may post; a manager only looks, nothing is seen by that."""
    found = sheet_or_404(number)
    if not policy.allows(request.actor, Permission.POST):
        return found
    stale = found.review is None or found.review.close_out_id != found.latest.pk
    if (stale or found.handoff.seen_at is None) and not _posted(found):
        open_review(by=request.actor, visit=found.visit)
        return sheet_or_404(number)
    return found


def answer_page(
    request: SeatRequest, found: ReviewSheet, typed: Typed | None = None, *, status: int = 200
) -> HttpResponse:
    template = "backoffice/visit_part.html" if request.htmx else "backoffice/visit.html"
    return render(request, template, context_of(request, found, typed or Typed()), status=status)


def context_of(request: SeatRequest, found: ReviewSheet, typed: Typed) -> dict[str, Any]:
    job = found.visit.job
    chain = chains_for([job.case_id], at=clock.now())[job.case_id]
    posted = _posted(found)
    return {
        "visit": found.visit,
        "case": job.case,
        "job": job,
        "zone": job.location.zone,
        "ring": ring_of(chain, job.location.zone),
        "technician": found.latest.technician,
        "sheet": present_sheet(found),
        "completeness": completeness_of(found.handoff),
        "paperwork": paperwork_of(found.handoff, opened=True, posted=posted),
        "draft": _draft(found, typed),
        "invoice": found.invoice if posted else None,
        "may_post": policy.allows(request.actor, Permission.POST) and not posted,
        "returned": Paperwork.RETURNED,
        "trouble": typed.trouble,
        "faster": typed.who,
        "found": typed.found,
        "wanted": typed.wanted,
    }


def _posted(found: ReviewSheet) -> bool:
    return found.review is not None and found.review.posted_at is not None


def _draft(found: ReviewSheet, typed: Typed) -> Draft | None:
    invoice, review = found.invoice, found.review
    if invoice is None or review is None:
        return None
    customer = found.visit.job.case.customer
    saved = [from_row(line, invoice.currency) for line in found.lines]
    return Draft(
        lines=saved if typed.lines is None else typed.lines,
        currency=invoice.currency,
        kind=invoice.kind,
        kind_word=kind_words()[invoice.kind],
        net_minor=invoice.net_minor,
        tax_minor=invoice.tax_minor,
        total_minor=invoice.total_minor,
        paid_minor=_paid(found, invoice),
        version=review.version,
        key=typed.key or uuid.uuid4().hex,
        inside=customer.is_inside,
        exempt=customer.tax_exempt,
        saved=typed.lines is None,
    )


def _paid(found: ReviewSheet, invoice: Invoice) -> int:
    """What was taken at the door: as reported until it is posted, then as booked."""
    if invoice.posted_at is not None:
        return sum(payment.amount_minor for payment in found.payments)
    same = found.latest.currency == (invoice.currency or settings.CURRENCY)
    return found.latest.payment_minor if same else 0
