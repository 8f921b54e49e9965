"""Reviews posted: invoices with their lines, numbered as they were posted, and what was paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings

from fullcircle.demo import past
from fullcircle.demo.writing.index import Index, instant, set_many, write
from fullcircle.foundation import clock
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Payment
from fullcircle.operations.billing.rules import kind_of
from fullcircle.operations.billing.states import InvoiceKind, PaymentHow
from fullcircle.registry.customers.models import Customer

if TYPE_CHECKING:
    from fullcircle.demo.writing.paper import Paper

PAYS_WITHIN = timedelta(days=30)
FORGETS_EVERY = 41
_POST = "UPDATE billing_invoice SET number = %s, posted_at = %s, posted_by_id = %s WHERE id = %s"


def write_invoices(index: Index, papers: Sequence[Paper]) -> None:
    """Drafts with their lines first, then posted: the database refuses lines on posted ones."""
    told = [
        (paper, one)
        for paper in papers
        for one in paper.thread.told.invoices
        if one.visit == paper.told.number
    ]
    rows = write(Invoice, (_invoice(paper, one) for paper, one in told))
    write(
        InvoiceLine,
        (
            line
            for (_, one), row in zip(told, rows, strict=True)
            for line in _lines(row, one, index)
        ),
    )
    set_many(
        _POST,
        [
            (one.number, instant(one.posted_at), index.person_id(one.posted_by), row.pk)
            for (_, one), row in zip(told, rows, strict=True)
        ],
    )
    write(
        Payment,
        (
            payment
            for (paper, one), row in zip(told, rows, strict=True)
            for payment in _payments(paper, one, row, index)
        ),
    )


def _invoice(paper: Paper, one: past.Invoice) -> Invoice:
    return Invoice(
        review=paper.review,
        case=paper.thread.case,
        payer=paper.thread.case.payer,
        kind=kind_in_the_books(paper.thread.case.customer, one),
        currency=settings.CURRENCY,
        net_minor=one.net_minor,
        tax_minor=one.tax_minor,
        total_minor=one.total_minor,
        made_at=paper.review.opened_at,
    )


def kind_in_the_books(customer: Customer, one: past.Invoice) -> InvoiceKind:
    """As billing decides it: what a plan covers wholly is no charge, a department is charged back."""
    return kind_of(inside=customer.is_inside, total_minor=one.total_minor)


def number_invoices(index: Index, cases: Sequence[past.Case]) -> list[past.Case]:
    """The cases with their invoices numbered gapless per kind, in the order of posting."""
    posted = sorted(
        (
            one.posted_at,
            case.number,
            one.visit,
            kind_in_the_books(index.customers[case.customer], one),
        )
        for case in cases
        for one in case.invoices
    )
    counts: Counter[InvoiceKind] = Counter()
    numbers: dict[tuple[str, int], int] = {}
    for _, number, visit, kind in posted:
        counts[kind] += 1
        numbers[number, visit] = counts[kind]
    return [
        replace(
            case,
            invoices=tuple(
                replace(one, number=numbers[case.number, one.visit]) for one in case.invoices
            ),
        )
        for case in cases
    ]


def _lines(row: Invoice, one: past.Invoice, index: Index) -> Iterable[InvoiceLine]:
    for position, line in enumerate(one.lines, start=1):
        yield InvoiceLine(
            invoice=row,
            position=position,
            item=index.prices[line.code],
            text=line.text,
            hundredths=line.hundredths,
            unit_minor=line.unit_minor,
            tax_rate=Decimal(line.tax_rate),
            discount=Decimal(1) if line.covered_by else None,
            net_minor=line.net_minor,
            tax_minor=line.tax_minor,
            covered_by=line.covered_by,
        )


def _payments(paper: Paper, one: past.Invoice, row: Invoice, index: Index) -> Iterable[Payment]:
    """At the door with the close-out; else by transfer some weeks later, a few never."""
    if row.kind != InvoiceKind.INVOICE:
        return
    payment = Payment(
        case=row.case,
        payer=row.payer,
        currency=row.currency,
        by=index.ref(one.posted_by),
        amount_minor=one.total_minor,
        how=PaymentHow.TRANSFER,
        at=one.posted_at + PAYS_WITHIN * ((one.number * 37 % 97 + 12) / 60),
        source=f"invoice:{row.pk}",
    )
    door = paper.told.close_out
    if door.payment_minor:
        payment.amount_minor, payment.how = door.payment_minor, PaymentHow(door.payment_how)
        payment.at, payment.source = one.posted_at, f"visit:{row.review.visit_id}"
        yield payment
        return
    forgets = one.number % FORGETS_EVERY == 0
    if one.total_minor > 0 and not forgets and payment.at < clock.now():
        yield payment
