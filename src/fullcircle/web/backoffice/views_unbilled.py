"""Done, not billed: by age and by who holds it; the same rows as a file."""

import csv
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fullcircle.foundation import clock
from fullcircle.operations.billing.queries import Bounds, Cell, unbilled, unbilled_by_age
from fullcircle.operations.billing.states import Age, Holder
from fullcircle.registry.people.policy import Permission
from fullcircle.web.backoffice import draft, paging
from fullcircle.web.backoffice.presenters import PAGE, age_words, paper_rows
from fullcircle.web.shell.access import SeatRequest, page


@dataclass(frozen=True)
class AgeCard:
    """One age: how many, what their drafts add up to, and who has them."""

    age: Age
    word: str
    office: Cell
    technician: Cell
    current: bool

    @property
    def count(self) -> int:
        return self.office.count + self.technician.count

    @property
    def sum_minor(self) -> int:
        return self.office.sum_minor + self.technician.sum_minor

    @property
    def drafted(self) -> int:
        return self.office.drafted + self.technician.drafted

    @property
    def unknown(self) -> int:
        """Of how many no amount is known yet, because nobody has opened them."""
        return self.count - self.drafted


@require_safe
@page(Permission.SEE_REVIEW)
def unbilled_page(request: SeatRequest) -> HttpResponse:
    bounds = Bounds.at(clock.now(), settings.TIME_ZONE)
    age, holder = _wanted(request)
    behind = paging.from_text(request.GET.get("after", ""))
    found = unbilled(bounds, age=age, holder=holder, behind=behind, most=PAGE)
    cells = unbilled_by_age(bounds)
    cards = [_card(key, word, cells, key is age) for key, word in age_words().items()]
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        "rows": paper_rows(found[:PAGE]),
        "cards": cards,
        "count": sum(card.count for card in cards),
        "older": sum(card.count for card in cards if card.age is not Age.TODAY),
        "age": age or "",
        "holder": holder or "",
        "holders": [
            ("", _("All")),
            (Holder.OFFICE, _("With the office")),
            (Holder.TECHNICIAN, _("With a technician")),
        ],
        "words": age_words(),
        "currency": settings.CURRENCY,
        "after": request.GET.get("after", "") if behind else "",
        "more": paging.as_text(last.given_at, last.handoff_id) if last else "",
    }
    return render(request, "backoffice/unbilled.html", context)


@require_safe
@page(Permission.SEE_REVIEW)
def unbilled_csv(request: SeatRequest) -> HttpResponse:
    """All rows of the filter; amounts in major units, instants with their offset."""
    bounds = Bounds.at(clock.now(), settings.TIME_ZONE)
    age, holder = _wanted(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="done-not-billed.csv"'
    out = csv.writer(response)
    out.writerow(["case", "customer", "place", "job", "technician", "done_at", "age", "held_by",
                  "amount", "currency"])  # fmt: skip
    for row in paper_rows(unbilled(bounds, age=age, holder=holder, most=None)):
        invoice = row.invoice
        known = draft.amount(invoice.total_minor, invoice.currency) if invoice else ""
        said = [row.case_number, row.customer, row.place, row.job, row.technician]
        out.writerow(
            [_plain(text) for text in said]
            + [row.done_at.isoformat(), str(row.age), _plain(row.held_by), known]
            + [invoice.currency if invoice else ""]
        )
    return response


def _plain(text: str) -> str:
    """A cell that starts like a formula is not to be run by a spreadsheet."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _wanted(request: SeatRequest) -> tuple[Age | None, Holder | None]:
    age, holder = request.GET.get("age", ""), request.GET.get("holder", "")
    return (
        Age(age) if age in set(Age) else None,
        Holder(holder) if holder in set(Holder) else None,
    )


def _card(age: Age, word: str, cells: list[Cell], current: bool) -> AgeCard:
    office, technician = (
        next(cell for cell in cells if cell.age is age and cell.holder is holder)
        for holder in (Holder.OFFICE, Holder.TECHNICIAN)
    )
    return AgeCard(age, word, office, technician, current)
