"""The two years, chunk by chunk: each chunk is written stage by stage and committed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, Sum

from fullcircle.demo import past
from fullcircle.demo.writing import batons, books, paper, threads, visits
from fullcircle.demo.writing.index import Index
from fullcircle.foundation import counters
from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs.models import Case
from fullcircle.operations.billing.models import Invoice, Payment
from fullcircle.operations.billing.states import InvoiceKind
from fullcircle.registry.customers.models import Customer

CHUNK = 2_000


def write_history(index: Index, cases: Sequence[past.Case], photos: Sequence[StoredFile]) -> None:
    known: dict[str, int] = {}
    cases = books.number_invoices(index, cases)
    for start in range(0, len(cases), CHUNK):
        with transaction.atomic():
            write_chunk(index, cases[start : start + CHUNK], photos, known)
    with transaction.atomic():
        write_balances()
        set_counters()


def write_chunk(
    index: Index,
    cases: Sequence[past.Case],
    photos: Sequence[StoredFile],
    known: dict[str, int],
) -> list[threads.Thread]:
    """In the order in which the rows of a case need each other."""
    told = threads.write_cases(index, cases, known)
    batons.write_intakes(index, told)
    threads.write_requests(index, told)
    threads.write_clocks(index, told)
    visits.write_jobs(index, told)
    visits.write_visits(index, told)
    paper.write_records(index, told)
    batons.write_the_rest(index, told)
    batons.write_returns(index, told)
    visits.write_briefings(index, told)
    paper.write_paper(index, told, photos)
    threads.write_confirmations(index, told)
    return told


def write_balances() -> None:
    """What each customer owes, as billing notes it after each posting and payment."""
    owed = dict(
        Invoice.objects.filter(~Q(kind=InvoiceKind.CHARGE_BACK), posted_at__isnull=False)
        .values_list("payer")
        .annotate(Sum("total_minor"))
    )
    paid = dict(Payment.objects.values_list("payer").annotate(Sum("amount_minor")))
    rows = list(Customer.objects.filter(pk__in=owed).only("pk", "balance_minor"))
    for row in rows:
        row.balance_minor = owed.get(row.pk, 0) - paid.get(row.pk, 0)
    Customer.objects.bulk_update(rows, ["balance_minor"], batch_size=400)


def set_counters() -> None:
    """The next case and the next invoice of each kind follow the last one of the past."""
    newest = Case.objects.order_by("-number").first()
    if newest is not None:
        counters.skip_to("case", int(newest.number.removeprefix("C")))
    for kind in InvoiceKind:
        last = Invoice.objects.filter(kind=kind).order_by("-number").first()
        if last is not None and last.number:
            counters.skip_to(f"invoice {kind}", last.number)
