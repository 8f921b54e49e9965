"""Review: opened is seen; touching an item sends it back; mending it counts."""

from collections.abc import Sequence

from django.conf import settings
from django.db import IntegrityError, transaction

from fullcircle.foundation import clock, feed
from fullcircle.foundation.transactions import action, change_if_unchanged
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.states import ChangeKind
from fullcircle.operations.billing.drafting import draft_lines
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Review
from fullcircle.operations.billing.rules import (
    Line,
    NothingToPost,
    PostedAlready,
    check_lines,
    kind_of,
    totals,
    without_tax,
)
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.queries import latest_close_out
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


@action
def open_review(*, by: Actor, visit: Visit) -> Review:
    """Take the close-out in hand: seen. The draft is made from it; opening again changes nothing."""
    policy.require(by, Permission.SEE_REVIEW)
    close_out = latest_close_out(visit)
    if close_out is None:
        raise NothingToPost(visit.ref)
    handoffs.see(by=by, handoff=close_out.handoff, how="opened in review")
    review = _review(by, visit, close_out)
    if review.close_out_id != close_out.pk and review.posted_at is None:
        review.close_out = close_out
        review.save(update_fields=["close_out"])
    if not Invoice.objects.filter(review=review).exists():
        _draft(review, close_out)
    return review


def _review(by: Actor, visit: Visit, close_out: CloseOut) -> Review:
    standing = Review.objects.filter(visit=visit).first()
    if standing is not None:
        return standing
    try:
        with transaction.atomic():
            return Review.objects.create(
                visit=visit,
                close_out=close_out,
                opened_at=clock.now(),
                opened_by_id=by.person_id,
                changed_by_name=by.call_name or by.name,
            )
    except IntegrityError:
        return Review.objects.get(visit=visit)


def _draft(review: Review, close_out: CloseOut) -> Invoice:
    lines = draft_lines(close_out)
    case = close_out.visit.job.case
    sums = totals(lines)
    invoice = Invoice.objects.create(
        review=review,
        case=case,
        payer=case.payer,
        kind=kind_of(inside=case.customer.is_inside, total_minor=sums.total_minor),
        currency=settings.CURRENCY,
        net_minor=sums.net_minor,
        tax_minor=sums.tax_minor,
        total_minor=sums.total_minor,
        made_at=clock.now(),
    )
    _write_lines(invoice, lines)
    return invoice


def _write_lines(invoice: Invoice, lines: Sequence[Line]) -> None:
    InvoiceLine.objects.filter(invoice=invoice).delete()
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            position=position,
            item_id=line.item_id,
            text=line.text.strip()[:160],
            hundredths=line.hundredths,
            unit_minor=line.unit_minor,
            tax_rate=line.tax_rate,
            discount=line.discount or None,
            net_minor=line.net_minor,
            tax_minor=line.tax_minor,
            covered_by=line.covered_by,
        )
        for position, line in enumerate(lines, start=1)
    )


@action
def set_lines(*, by: Actor, review: Review, version: int, lines: Sequence[Line]) -> Invoice:
    """The draft's lines as the bookkeeper wants them. Refused once posted; StaleEdit on a race."""
    policy.require(by, Permission.POST)
    check_lines(lines)
    invoice = Invoice.objects.select_related("case__customer").get(review=review)
    if invoice.posted_at is not None:
        raise PostedAlready(invoice.number)
    customer = invoice.case.customer
    if customer.is_inside or customer.tax_exempt:
        lines = without_tax(lines)
    change_if_unchanged(
        review,
        version=version,
        who_changed=lambda row: row.changed_by_name,
        changed_by_name=by.call_name or by.name,
    )
    sums = totals(lines)
    _write_lines(invoice, lines)
    invoice.kind = kind_of(inside=customer.is_inside, total_minor=sums.total_minor)
    invoice.net_minor, invoice.tax_minor = sums.net_minor, sums.tax_minor
    invoice.total_minor = sums.total_minor
    invoice.save(update_fields=["kind", "net_minor", "tax_minor", "total_minor"])
    return invoice


@action
def send_back(*, by: Actor, visit: Visit, item_key: str, question: str = "") -> Return:
    """Touch the red item: the question goes to the technician, bundled with others on the phone."""
    policy.require(by, Permission.POST)
    review = open_review(by=by, visit=visit)
    if review.posted_at is not None:
        raise PostedAlready(visit.ref)
    returned = handoffs.ask_about(
        by=by, handoff=review.close_out.handoff, item_key=item_key, question=question
    )
    feed.publish([feed.REVIEW], kind="sent back", reference=visit.ref)
    return returned


@action
def fix_close_out(
    *,
    by: Actor,
    visit: Visit,
    item_key: str,
    text: str,
    change: ChangeKind = ChangeKind.WAS_WRONG,
) -> CloseOut:
    """The bookkeeper mends an item because that is quicker; it counts as fixed by the receiver."""
    policy.require(by, Permission.POST)
    review = open_review(by=by, visit=visit)
    if review.posted_at is not None:
        raise PostedAlready(visit.ref)
    written = fieldwork.correct_item(
        by=by, visit=visit, item_key=item_key, text=text, change=change
    )
    Review.objects.filter(pk=review.pk).update(close_out=written)
    return written
