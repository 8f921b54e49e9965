"""The invoice draft: lines from the price list, saved against a version, posted once."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fullcircle.foundation.transactions import StaleEdit
from fullcircle.operations.billing.actions import post, set_lines
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Review
from fullcircle.operations.billing.queries import (
    ReviewSheet,
    next_to_review,
    posted_with,
    standing_review,
)
from fullcircle.operations.billing.rules import AnswerOutstanding, Line, PostedAlready
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.catalogue.queries import find_prices, prices_in_force
from fullcircle.registry.customers.queries import agreement_in_force
from fullcircle.registry.people.policy import Permission
from fullcircle.web.backoffice import draft
from fullcircle.web.backoffice.draft import TypedLine
from fullcircle.web.backoffice.presenters import numbered
from fullcircle.web.backoffice.review_page import Typed, answer_page, opened, sheet_or_404
from fullcircle.web.shell.access import SeatRequest, page


@require_safe
@page(Permission.POST)
def prices(request: SeatRequest, number: int) -> HttpResponse:
    """Found while one types; each result is a button of the lines' form."""
    found = sheet_or_404(number)
    currency = found.invoice.currency if found.invoice else ""
    wanted = request.GET.get("wanted", "")
    context = {"found": find_prices(wanted, currency=currency), "wanted": wanted}
    return render(request, "backoffice/prices.html", context)


@require_POST
@page(Permission.POST)
def lines(request: SeatRequest, number: int) -> HttpResponse:
    """Save, add from the price list, take one out: each saves what was typed as well."""
    found, review = _draft_of(number)
    typed = draft.from_form(request.POST.dict())
    if request.POST.get("act") == "find":
        return _found_without_script(request, found, typed)
    taken = request.POST.get("take_out", "")
    if taken.isdigit() and int(taken) < len(typed):
        del typed[int(taken)]
    added = request.POST.get("add", "")
    if added:
        typed.append(_from_price_list(found, added))
    return _saved(request, found, review, typed)


@require_POST
@page(Permission.POST)
def post_it(request: SeatRequest, number: int) -> HttpResponse:
    """What was typed is saved first, then it is posted: number, accepted close-out, next on the desk."""
    key = request.POST.get("key", "")[:80]
    standing = posted_with(key)
    if standing is not None:
        return _next(request, standing)
    found, review = _draft_of(number)
    typed = draft.from_form(request.POST.dict())
    wanted, typed = _read(typed, found)
    if wanted is None:
        return answer_page(request, found, Typed(typed, trouble=_line_trouble()), status=422)
    try:
        version = _save_when_changed(request, found, review, wanted)
        posted = post(by=request.actor, review=review, version=version, idempotency_key=key)
    except AnswerOutstanding as outstanding:
        trouble = _("Not posted: %(items)s is out for an answer. Your lines are saved.") % {
            "items": ", ".join(outstanding.labels)
        }
        return answer_page(request, opened(request, number), Typed(trouble=trouble), status=409)
    except (StaleEdit, PostedAlready) as refusal:
        return _not_now(request, number, typed, refusal)
    return _next(request, posted)


def _draft_of(number: int) -> tuple[ReviewSheet, Review]:
    found, review = sheet_or_404(number), standing_review(number)
    if review is None or found.invoice is None:
        raise Http404
    return found, review


def _version(request: SeatRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else 0


def _saved(
    request: SeatRequest, found: ReviewSheet, review: Review, typed: list[TypedLine]
) -> HttpResponse:
    wanted, typed = _read(typed, found)
    if wanted is None:
        return answer_page(request, found, Typed(typed, trouble=_line_trouble()), status=422)
    try:
        set_lines(by=request.actor, review=review, version=_version(request), lines=wanted)
    except (StaleEdit, PostedAlready) as refusal:
        return _not_now(request, found.visit.pk, typed, refusal)
    if request.htmx:
        return answer_page(request, sheet_or_404(found.visit.pk))
    return HttpResponseRedirect(reverse("backoffice-visit", args=[found.visit.pk]))


def _read(
    typed: Sequence[TypedLine], found: ReviewSheet
) -> tuple[list[Line] | None, list[TypedLine]]:
    """The lines, or None and the same rows with their errors beside them."""
    currency = found.invoice.currency if found.invoice else ""
    known = set(_items(typed))
    read: list[Line] = []
    marked: list[TypedLine] = []
    for line in typed:
        try:
            exact = draft.as_line(line, currency)
        except draft.NotANumber as refusal:
            marked.append(replace(line, error=str(refusal)))
            continue
        kept = exact if exact.item_id in known else replace(exact, item_id=None)
        read.append(kept)
        marked.append(replace(line, net_minor=exact.net_minor))
    return (None if any(line.error for line in marked) else read), marked


def _items(typed: Sequence[TypedLine]) -> list[int]:
    wanted = [int(line.item) for line in typed if line.item.isdigit()]
    return list(PriceItem.objects.filter(pk__in=wanted).values_list("pk", flat=True))


def _line_trouble() -> str:
    return _("Not saved yet: one line cannot be read. Everything you typed is still here.")


def _save_when_changed(
    request: SeatRequest, found: ReviewSheet, review: Review, wanted: list[Line]
) -> int:
    version = _version(request)
    standing = [_as_saved(row) for row in found.lines]
    if [_figures(line) for line in wanted] == standing:
        return version
    set_lines(by=request.actor, review=review, version=version, lines=wanted)
    return version + 1


def _figures(line: Line) -> tuple[object, ...]:
    return (line.text, line.hundredths, line.unit_minor, line.tax_rate, line.discount, line.item_id)


def _as_saved(row: InvoiceLine) -> tuple[object, ...]:
    discount = row.discount or Decimal(0)
    return (row.text, row.hundredths, row.unit_minor, row.tax_rate, discount, row.item_id)


def _from_price_list(found: ReviewSheet, number: str) -> TypedLine:
    currency = found.invoice.currency if found.invoice else ""
    rows = prices_in_force(currency)
    item = rows.filter(pk=int(number)).first() if number.isdigit() else None
    if item is None:
        raise Http404
    job = found.visit.job
    customer = job.case.customer
    agreement = agreement_in_force(customer, job.location, found.close_outs[0].submitted_at)
    return draft.from_item(
        item,
        taxed=not customer.is_inside and not customer.tax_exempt,
        discount=agreement.discount if agreement else Decimal(0),
        covered_by=agreement.name if agreement and agreement.discount else "",
    )


def _found_without_script(
    request: SeatRequest, found: ReviewSheet, typed: list[TypedLine]
) -> HttpResponse:
    wanted = request.POST.get("wanted", "")
    currency = found.invoice.currency if found.invoice else ""
    results = find_prices(wanted, currency=currency)
    kept = Typed(typed, request.POST.get("key", ""), found=results, wanted=wanted)
    return answer_page(request, found, kept)


def _not_now(
    request: SeatRequest, number: int, typed: list[TypedLine], refusal: Exception
) -> HttpResponse:
    """Somebody was faster: their draft is what counts now, and what was typed here is still there."""
    if isinstance(refusal, StaleEdit):
        who = refusal.who or _("a colleague")
        trouble = _("%(who)s changed this draft in the meantime. Yours is not saved yet.")
        kept = Typed(typed, trouble=trouble % {"who": who}, who=who)
    else:
        trouble = _("It was posted in the meantime: a posted invoice never changes.")
        kept = Typed(trouble=trouble)
    found = sheet_or_404(number)
    if found.review is not None and found.review.posted_at is not None:
        by = found.review.changed_by_name or _("a colleague")
        kept = Typed(trouble=_("%(who)s posted it in the meantime.") % {"who": by})
    return answer_page(request, found, kept, status=409)


def _next(request: SeatRequest, posted: Invoice) -> HttpResponse:
    """The next on the desk, with a word about the one just posted."""
    visit = posted.review.visit_id
    given = posted.review.close_out.handoff.given_at
    following = next_to_review(after=given, besides=visit)
    said = _("%(invoice)s posted.") % {"invoice": numbered(posted)}
    if following is None:
        messages.success(request, said + " " + _("Nothing else waits."))
        target = reverse("backoffice-review")
    else:
        messages.success(request, said + " " + _("This is the next one."))
        target = reverse("backoffice-visit", args=[following])
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)
