"""One review: touch an item to ask, or mend it in place. There is no accept button: posting accepts."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fullcircle.handoffs.states import ChangeKind
from fullcircle.operations.billing.actions import fix_close_out, send_back
from fullcircle.operations.billing.queries import ReviewSheet
from fullcircle.operations.billing.rules import PostedAlready
from fullcircle.registry.people.policy import Permission
from fullcircle.web.backoffice.item_words import NOT_TYPED
from fullcircle.web.backoffice.review_page import Typed, answer_page, opened, sheet_or_404
from fullcircle.web.shell.access import SeatRequest, page


@require_safe
@page(Permission.SEE_REVIEW)
def visit(request: SeatRequest, number: int) -> HttpResponse:
    """Opening it is seeing it: the technician's ring says so, and the draft is made."""
    return answer_page(request, opened(request, number))


@require_POST
@page(Permission.POST)
def ask(request: SeatRequest, number: int) -> HttpResponse:
    """Touch an item: the question is optional, the item alone says what is meant."""
    found = sheet_or_404(number)
    key = request.POST.get("item", "")
    if key not in _items(found):
        return answer_page(request, found, Typed(trouble=_("This close-out has no such item.")))
    question = request.POST.get("question", "").strip()[:300]
    try:
        send_back(by=request.actor, visit=found.visit, item_key=key, question=question)
    except PostedAlready:
        return _posted_meanwhile(request, number)
    return _again(request, number)


@require_POST
@page(Permission.POST)
def mend(request: SeatRequest, number: int) -> HttpResponse:
    """Mended in place because that is quicker; it counts as fixed by the receiver."""
    found = sheet_or_404(number)
    key, text = request.POST.get("item", ""), request.POST.get("text", "").strip()
    change = request.POST.get("change", "")
    if key not in _items(found) or key in NOT_TYPED or change not in set(ChangeKind):
        trouble = _("This item cannot be mended from here; ask about it.")
        return answer_page(request, found, Typed(trouble=trouble), status=422)
    if not text:
        trouble = _("Nothing was changed: say what it should be.")
        return answer_page(request, found, Typed(trouble=trouble), status=422)
    try:
        fix_close_out(
            by=request.actor,
            visit=found.visit,
            item_key=key,
            text=text[:500],
            change=ChangeKind(change),
        )
    except PostedAlready:
        return _posted_meanwhile(request, number)
    return _again(request, number)


def _items(found: ReviewSheet) -> set[str]:
    return {str(part["key"]) for part in found.handoff.parts}


def _again(request: SeatRequest, number: int) -> HttpResponse:
    if request.htmx:
        return answer_page(request, opened(request, number))
    return HttpResponseRedirect(reverse("backoffice-visit", args=[number]))


def _posted_meanwhile(request: SeatRequest, number: int) -> HttpResponse:
    trouble = _("It was posted in the meantime: a posted invoice never changes.")
    return answer_page(request, opened(request, number), Typed(trouble=trouble), status=409)
