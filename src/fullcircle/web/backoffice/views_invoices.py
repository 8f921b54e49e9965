"""Posted invoices: the list, and each as paper. Nothing here can change one."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fullcircle.operations.billing.models import InvoiceLine
from fullcircle.operations.billing.queries import invoice_sheet, invoices
from fullcircle.operations.billing.states import InvoiceKind
from fullcircle.registry.people.policy import Permission
from fullcircle.web.backoffice import draft, paging
from fullcircle.web.backoffice.item_words import payment_words
from fullcircle.web.backoffice.presenters import PAGE, kind_words, numbered
from fullcircle.web.shell.access import SeatRequest, page


@dataclass(frozen=True)
class PaperLine:
    """A line with its figures as one reads them."""

    line: InvoiceLine
    quantity: str
    discount: str
    tax: str


@require_safe
@page(Permission.SEE_REVIEW)
def invoice_list(request: SeatRequest) -> HttpResponse:
    behind = paging.from_text(request.GET.get("after", ""))
    found = invoices(behind, most=PAGE)
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    posted = last.posted_at if last else None
    context = {
        "rows": [(row, numbered(row)) for row in shown],
        "after": bool(behind),
        "more": paging.as_text(posted, last.pk) if last and posted else "",
    }
    return render(request, "backoffice/invoices.html", context)


@require_safe
@page(Permission.SEE_REVIEW)
def invoice_page(request: SeatRequest, number: int) -> HttpResponse:
    sheet = invoice_sheet(number)
    if sheet is None:
        raise Http404
    said = payment_words()
    context = {
        "sheet": sheet,
        "invoice": sheet.invoice,
        "case": sheet.invoice.case,
        "visit": sheet.invoice.review.visit,
        "title": numbered(sheet.invoice),
        "kind_word": kind_words()[sheet.invoice.kind],
        "lines": [_line(row) for row in sheet.lines],
        "inside": sheet.invoice.kind == InvoiceKind.CHARGE_BACK,
        "zone": sheet.invoice.case.location.zone,
        "payments": [(row, said.get(row.how, row.how)) for row in sheet.payments],
    }
    return render(request, "backoffice/invoice.html", context)


def _line(row: InvoiceLine) -> PaperLine:
    return PaperLine(
        row,
        draft.plain(Decimal(row.hundredths) / 100),
        draft.percent(row.discount or Decimal(0)),
        draft.percent(row.tax_rate),
    )
