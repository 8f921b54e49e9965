"""Invoices that were posted: the list, and one of them with its lines and what was paid."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import QuerySet

from fullcircle.foundation.keyset import END, rows_behind
from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Payment


@dataclass(frozen=True)
class InvoiceSheet:
    """A posted invoice as it stands for ever. `paid_minor`: taken at the door of this visit."""

    invoice: Invoice
    lines: list[InvoiceLine]
    payments: list[Payment]

    @property
    def paid_minor(self) -> int:
        return sum(payment.amount_minor for payment in self.payments)

    @property
    def left_minor(self) -> int:
        return self.invoice.total_minor - self.paid_minor


def invoices(behind: tuple[datetime, int] | None = None, most: int = 25) -> list[Invoice]:
    """Posted ones, newest first; one more than `most` when there is another page. One query."""
    at, number = behind or END
    return _page(most + 1)(at=at, number=number)


@cache
def _page(most: int) -> StandingQuery[Invoice]:
    def page(*, at: datetime, number: int) -> "QuerySet[Invoice]":
        rows = Invoice.objects.posted().filter(rows_behind("posted_at", at, number, falling=True))
        shown = rows.select_related("payer", "case__location", "posted_by", "review")
        return shown.order_by("-posted_at", "-pk")[:most]

    return StandingQuery(page)


def posted_with(key: str) -> Invoice | None:
    """The invoice that was posted with this key: a second press finds the first one's."""
    return Invoice.objects.posted().filter(idempotency_key=key).first() if key else None


def invoice_sheet(number: int) -> InvoiceSheet | None:
    """Three queries; None for a draft."""
    rows = Invoice.objects.posted().select_related(
        "payer",
        "posted_by",
        "case__customer",
        "case__location",
        "review__visit__job__job_type",
        "review__close_out__technician",
    )
    invoice = rows.filter(pk=number).first()
    if invoice is None:
        return None
    source = invoice.review.visit.ref
    payments = Payment.objects.filter(case=invoice.case, source=source)
    return InvoiceSheet(invoice, list(invoice.lines.all()), list(payments.order_by("at", "pk")))
