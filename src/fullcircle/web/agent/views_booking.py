"""A call is taken: the card beside the form, the windows that can be kept, and what to say at the end."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fullcircle.foundation import clock
from fullcircle.operations.scheduling.actions import book_call
from fullcircle.operations.scheduling.queries import standing_promises
from fullcircle.operations.scheduling.rules import WindowNotOffered
from fullcircle.operations.servicedesk.queries import request_of_case
from fullcircle.registry.customers.models import Location
from fullcircle.registry.customers.queries import place
from fullcircle.registry.people.policy import Permission
from fullcircle.web.agent import booking, offering
from fullcircle.web.agent.forms import CallForm, read_back
from fullcircle.web.cards import customer_card
from fullcircle.web.cards.customer_card import CustomerCard
from fullcircle.web.cards.words import promise_words
from fullcircle.web.shell.access import SeatRequest, page


@require_http_methods(["GET", "POST"])
@page(Permission.TAKE_REQUEST)
def call(request: SeatRequest, location: int) -> HttpResponseBase:
    """The card before "hello" ends, and the form beside it. Saving books in one step."""
    at = clock.now()
    card = customer_card.card_at(location, by=request.actor, at=at)
    if card is None or card.at is None:
        raise Http404
    where = card.at
    form = _form(request, card, where)
    typed = request.POST if request.method == "POST" else request.GET
    choices = booking.choices_for(form.chosen_type, where, typed, at)
    if request.method == "POST" and "show" not in request.POST:
        booked_number = _book(request, form, choices, card, where)
        if booked_number:
            return redirect("agent-booked", number=booked_number)
        return _show(request, card, where, form, choices, status=422)
    return _show(request, card, where, form, choices)


@require_GET
@page(Permission.TAKE_REQUEST)
def offer(request: SeatRequest, location: int) -> HttpResponse:
    """Windows, fee and questions of a job type, as the part of the form that follows from it."""
    where = place(location)
    if where is None:
        raise Http404
    wanted = request.GET.get("job_type", "")
    types = {str(row.pk): row for row in offering.types_for(where.customer)}
    choices = booking.choices_for(types.get(wanted), where, request.GET, clock.now())
    return render(request, "agent/offer.html", {"choices": choices, "location": where})


@require_GET
@page(Permission.TAKE_REQUEST)
def booked(request: SeatRequest, number: str) -> HttpResponse:
    """What to say to the caller, and where the case is."""
    asked = request_of_case(number)
    if asked is None:
        raise Http404
    at = clock.now()
    jobs = asked.jobs.values_list("pk", flat=True)
    promise = next(iter(standing_promises(jobs).values()), None)
    given = {
        "asked": asked,
        "case": asked.case,
        "promise": promise_words(promise, at) if promise else "",
        "fee_minor": asked.fee_said_minor,
        "texted": bool(asked.contact and asked.contact.may_text and asked.contact.phone),
    }
    return render(request, "agent/booked.html", given)


def _form(request: SeatRequest, card: CustomerCard, where: Location) -> CallForm:
    people = [person for person, _substitute in card.contacts]
    caller = request.GET.get("contact", "")
    first = next((row for row in people if str(row.pk) == caller), next(iter(people), None))
    units = [row for row in card.known.equipment if row.location_id == where.pk]
    whole = [row for row in units if row.parent_id is None]
    return CallForm(
        request.POST or None,
        job_types=offering.types_for(where.customer),
        contacts=people,
        equipment=units,
        offer_url=reverse("agent-offer", args=[where.pk]),
        initial={
            "contact": first.pk if first else "",
            "callback_phone": read_back(first.phone) if first else "",
            "access": where.access,
            "equipment": whole[0].pk if len(whole) == 1 else "",
            "job_type": request.GET.get("job_type", ""),
        },
    )


def _book(
    request: SeatRequest,
    form: CallForm,
    choices: booking.Choices,
    card: CustomerCard,
    where: Location,
) -> str:
    """The number of the case that was made, "" when the form was refused."""
    window = booking.window_of(choices)
    if not form.is_valid() or choices.window_error:
        return ""
    try:
        asked, _job = book_call(
            by=request.actor,
            call=booking.call_of(form, choices, card, where, request.POST),
            window=window,
            idempotency_key=request.POST.get("key", "")[:100],
        )
    except WindowNotOffered:
        choices.window_error = _("That window is over. Everything else is kept: choose another.")
        return ""
    return asked.case.number


def _show(
    request: SeatRequest,
    card: CustomerCard,
    where: Location,
    form: CallForm,
    choices: booking.Choices,
    *,
    status: int = 200,
) -> HttpResponse:
    typed: QueryDict = request.POST
    given = {
        "card": card,
        "customer": card.known.customer,
        "location": where,
        "form": form,
        "choices": choices,
        "key": typed.get("key") or uuid.uuid4().hex,
        "callback_of": typed.get("callback_of", ""),
        "sees_money": customer_card.sees_money(request.actor),
        "refused": status != 200,
    }
    return render(request, "agent/call.html", given, status=status)
