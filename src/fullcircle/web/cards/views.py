"""The customer's card, its history further back, and its personal touches."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fullcircle.foundation import clock
from fullcircle.registry.customers import actions as registry
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.customers.queries import (
    customer_numbered,
    location_of,
    touch_numbered,
    touches_of,
)
from fullcircle.registry.people.policy import Permission, allows
from fullcircle.registry.people.states import Relation
from fullcircle.web.cards import customer_card
from fullcircle.web.cards.asked_customer import asked_customer
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_CUSTOMERS)
def customer(request: SeatRequest, number: int) -> HttpResponse:
    """Everything about one customer; `?at=` chooses the location the talk is about."""
    wanted = request.GET.get("at", "")
    card = customer_card.card_of(
        number,
        by=request.actor,
        at=clock.now(),
        location=int(wanted) if wanted.isdigit() else 0,
    )
    if card is None:
        raise Http404
    given = {
        "card": card,
        "customer": card.known.customer,
        "may_take_calls": customer_card.may_take_calls(request.actor),
        "may_change": allows(request.actor, Permission.CHANGE_CUSTOMERS, Relation.FOREIGN),
        "sees_money": customer_card.sees_money(request.actor),
    }
    return render(request, "cards/customer.html", given)


@require_GET
@page(Permission.SEE_CUSTOMERS)
def history(request: SeatRequest, number: int) -> HttpResponse:
    """Further back: the next page of the history, as a part or as a page of its own."""
    before = _before(request.GET.get("before", ""))
    card = customer_numbered(number)
    if before is None or card is None:
        raise Http404
    found = customer_card.history_page(number, by=request.actor, at=clock.now(), before=before)
    template = "cards/history_rows.html" if request.htmx else "cards/history.html"
    return render(request, template, {"history": found, "customer": card})


@require_POST
@page(Permission.SEE_CUSTOMERS)
def add_touch(request: SeatRequest, number: int) -> HttpResponseBase:
    """One small touch in one field."""
    card = asked_customer(number)
    text = request.POST.get("text", "").strip()
    if not text:
        return _touches(request, card, error=_("Say what it is, in a few words."), status=422)
    place = request.POST.get("at", "")
    registry.note_touch(
        by=request.actor,
        customer=card,
        text=text,
        location=location_of(card, int(place)) if place.isdigit() else None,
    )
    return _touches(request, card)


@require_POST
@page(Permission.CHANGE_CUSTOMERS)
def remove_touch(request: SeatRequest, number: int, touch: int) -> HttpResponseBase:
    """It does not hold any more."""
    card = asked_customer(number)
    note = touch_numbered(card, touch)
    if note is None:
        raise Http404
    registry.remove_touch(by=request.actor, note=note)
    return _touches(request, card)


def _touches(
    request: SeatRequest, card: Customer, *, error: str = "", status: int = 200
) -> HttpResponseBase:
    if not request.htmx:
        if error:
            messages.error(request, error)
        return redirect("customer-card", number=card.pk)
    given = {"customer": card, "touches": touches_of(card), "touch_error": error}
    return render(request, "cards/touches.html", given, status=status)


def _before(text: str) -> tuple[datetime, int] | None:
    instant, _, key = text.rpartition("~")
    try:
        # A plus sign of the offset comes back from an address as a space.
        return datetime.fromisoformat(instant.replace(" ", "+")), int(key)
    except ValueError:
        return None
