"""Posting: it accepts the close-out, numbers the invoice, confirms the record, closes the loop."""

from django.db import IntegrityError, transaction
from django.db.models import Sum

from fullcircle.foundation import audit, clock, counters, feed
from fullcircle.foundation.transactions import StaleEdit, action
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.billing import handoff as contract
from fullcircle.operations.billing.models import Invoice, Payment, Review
from fullcircle.operations.billing.rules import AnswerOutstanding
from fullcircle.operations.billing.states import PaymentHow
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.registry.customers import actions as customers
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


@action
def post(*, by: Actor, review: Review, version: int, idempotency_key: str = "") -> Invoice:
    """Post once. The invoice gets its gapless number and never changes again (the database sees to it).

    A second submit with the same key gets the same invoice. Raises AnswerOutstanding while an item
    is out for an answer, StaleEdit when a colleague changed or posted it in between.
    """
    policy.require(by, Permission.POST)
    if idempotency_key:
        known = Invoice.objects.filter(idempotency_key=idempotency_key).first()
        if known is not None:
            return known
    close_out = review.close_out
    out = Return.objects.unanswered().filter(handoff=close_out.handoff).order_by("asked_at")
    if labels := list(out.values_list("item_label", flat=True)):
        raise AnswerOutstanding(labels)
    at = clock.now()
    rows = Review.objects.filter(pk=review.pk, version=version, posted_at__isnull=True)
    if rows.update(posted_at=at, version=version + 1, changed_by_name=by.call_name or by.name) != 1:
        review.refresh_from_db()
        standing = Invoice.objects.filter(review=review, posted_at__isnull=False).first()
        if standing is not None and standing.idempotency_key == idempotency_key != "":
            return standing
        raise StaleEdit(review.visit.ref, review.changed_by_name)
    invoice = _number(by, review, idempotency_key)
    handoffs.accept(by=by, handoff=close_out.handoff, act="posted")
    _take_payment(by, close_out, invoice)
    _write_balance(by, invoice.payer)
    _hand_back_the_record(by, close_out)
    servicedesk.close_if_whole(by=by, request=close_out.visit.job.request)
    audit.record(
        by=by.ref,
        verb="post",
        subject=f"invoice:{invoice.pk}",
        case_number=invoice.case.number,
        after=f"{invoice.kind} {invoice.number}",
    )
    feed.publish(
        [feed.REVIEW, feed.LOOP, feed.case_topic(invoice.case_id)],
        kind="posted",
        reference=review.visit.ref,
    )
    return invoice


def _number(by: Actor, review: Review, idempotency_key: str) -> Invoice:
    invoice = Invoice.objects.select_related("case", "payer").get(review=review)
    invoice.number = counters.next_number(f"invoice {invoice.kind}")
    invoice.posted_at = clock.now()
    invoice.posted_by_id = by.person_id
    invoice.idempotency_key = idempotency_key or None
    invoice.save()
    return invoice


def _take_payment(by: Actor, close_out: CloseOut, invoice: Invoice) -> None:
    if close_out.payment_minor <= 0:
        return
    record_payment(
        by=by,
        invoice=invoice,
        amount_minor=close_out.payment_minor,
        how=PaymentHow(close_out.payment_how),
        reference=close_out.payment_reference,
        source=f"visit:{close_out.visit_id}",
    )


@action
def record_payment(
    *,
    by: Actor,
    invoice: Invoice,
    amount_minor: int,
    how: PaymentHow,
    source: str,
    reference: str = "",
) -> Payment:
    """Money came in. `source` names where from; the same source pays once."""
    policy.require(by, Permission.POST)
    try:
        with transaction.atomic():
            payment = Payment.objects.create(
                case=invoice.case,
                payer=invoice.payer,
                amount_minor=amount_minor,
                currency=invoice.currency,
                how=how,
                reference=reference,
                at=clock.now(),
                by=by.ref,
                source=source,
            )
    except IntegrityError:
        return Payment.objects.get(source=source)
    _write_balance(by, invoice.payer)
    return payment


def _write_balance(by: Actor, payer: Customer) -> None:
    owed = Invoice.objects.posted().filter(payer=payer).exclude(kind="charge_back")
    owed_minor = owed.aggregate(sum=Sum("total_minor"))["sum"] or 0
    paid_minor = Payment.objects.filter(payer=payer).aggregate(sum=Sum("amount_minor"))["sum"] or 0
    payer.balance_minor = owed_minor - paid_minor
    customers.note_balance(by=by, customer=payer, balance_minor=payer.balance_minor)


def _hand_back_the_record(by: Actor, close_out: CloseOut) -> None:
    record = customers.confirm_record(by=by, visit_ref=close_out.visit.ref)
    case = close_out.visit.job.case
    handoffs.give(
        by=by,
        case=case,
        link=LinkKey.RECORD,
        item=f"record:{record.pk}",
        gathered=contract.gather(record, case),
    )
