"""My day: the visits in order, what came back to me, where I was last, thanks."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fullcircle.foundation import clock, feed
from fullcircle.foundation.files import PhotoNotReadable
from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs.actions.returns import AlreadyAnswered
from fullcircle.handoffs.completeness import number as is_number
from fullcircle.handoffs.queries import thanks_to
from fullcircle.operations.dispatch.actions import note_position
from fullcircle.operations.dispatch.rules import OffShift
from fullcircle.operations.dispatch.states import PositionSource
from fullcircle.operations.fieldwork.actions import Answer, answer_returned
from fullcircle.operations.fieldwork.day_queries import (
    CameBack,
    came_back_to,
    day_of,
    visit_to_answer,
    was_asked,
)
from fullcircle.registry.people.models import Account, Person
from fullcircle.registry.people.policy import Permission
from fullcircle.web.shell.access import SeatRequest, page
from fullcircle.web.technician import presenters
from fullcircle.web.technician.finding import day_window, person_id, zone_of
from fullcircle.web.technician.photos import keep


@require_safe
@page(Permission.SEE_BRIEFING)
def day(request: SeatRequest) -> HttpResponse:
    template = "technician/day_part.html" if request.htmx else "technician/day.html"
    return render(request, template, day_context(request))


def day_context(
    request: SeatRequest,
    *,
    typed: dict[int, str] | None = None,
    errors: dict[int, str] | None = None,
) -> dict[str, Any]:
    """Five queries for any number of visits; `typed` and `errors` by number of the returned item."""
    me, zone, at = person_id(request), zone_of(request), clock.now()
    today, tomorrow = day_window(zone), day_window(zone, ahead=1)
    stops = day_of(me, today.start, tomorrow.end)
    cards = presenters.cards_of(stops, at=at)
    now = [card for card in cards if card.start < tomorrow.start]
    upcoming = presenters.next_of(now)
    person = stops[0].assignment.person if stops else _person(request)
    typed, errors = typed or {}, errors or {}
    return {
        "cards": now,
        "next": upcoming,
        "others": [card for card in now if card is not upcoming],
        "left_over": sum(1 for card in now if not card.done),
        "ahead": [card for card in cards if card.start >= tomorrow.start],
        "came_back": [
            presenters.back_item(
                item,
                typed=typed.get(item.returned.pk, ""),
                error=errors.get(item.returned.pk, ""),
            )
            for item in came_back_to(me)
        ],
        "position": presenters.last_position(person),
        "thanks": list(thanks_to(request.actor, most=3)),
        "topic": feed.person_topic(me),
        "zone": zone,
        "headings": presenters.headings(),
    }


@require_POST
@page(Permission.CLOSE_OUT)
def answer(request: SeatRequest, number: int) -> HttpResponse:
    """The touched item, answered in its place: a photo, a reading, a few words."""
    found = [item for item in came_back_to(person_id(request)) if item.returned.pk == number]
    if not found:
        if was_asked(person_id(request), number):
            messages.info(request, _("That one is answered already. Nothing was sent twice."))
            return HttpResponseRedirect(reverse("technician-day"))
        raise Http404
    item = found[0]
    text = request.POST.get("answer", "").strip()
    wrong, photo = _read_answer(request, item, text)
    if wrong:
        context = day_context(request, typed={number: text}, errors={number: wrong})
        return render(request, "technician/day.html", context, status=422)
    visit = visit_to_answer(item)
    reply = Answer(text=text, photo=photo)
    try:
        answer_returned(by=request.actor, visit=visit, returned=item.returned, answer=reply)
    except AlreadyAnswered:
        messages.info(
            request, _("Somebody answered that in the meantime; the first answer stands.")
        )
    else:
        asked_by = item.returned.asked_by.call_name if item.returned.asked_by else _("The office")
        messages.success(request, _("%(name)s has it.") % {"name": asked_by})
    return HttpResponseRedirect(reverse("technician-day"))


def _read_answer(request: SeatRequest, item: CameBack, text: str) -> tuple[str, StoredFile | None]:
    """What is wrong with the answer, in words, or the photo that came with it."""
    upload = request.FILES.get("photo")
    photo: StoredFile | None = None
    if isinstance(upload, UploadedFile):
        try:
            photo = keep(upload, by=request.actor.ref)
        except PhotoNotReadable as refusal:
            return _("That photo was not kept: %(why)s. Take it again.") % {"why": refusal}, None
    if photo is None and not text:
        if item.kind == "photo":
            return _("Take the photo, or say in a few words why there is none."), None
        return _("Write the answer first."), None
    if item.kind in ("reading", "number") and not is_number(text):
        return _("A number, please: 68.5 for example."), None
    return "", photo


@require_POST
@page(Permission.TRAVEL)
def position(request: SeatRequest) -> HttpResponse:
    """Where I am, as street and heading; only inside an open shift."""
    street = request.POST.get("street", "").strip()
    person = _person(request)
    if person is None or not street:
        messages.warning(request, _("Name the street. The old position stays."))
        return HttpResponseRedirect(reverse("technician-day"))
    try:
        note_position(
            by=request.actor,
            person=person,
            street=street,
            heading=request.POST.get("heading", ""),
            source=PositionSource.PHONE,
        )
    except OffShift:
        messages.info(request, _("You are off shift: where you are is yours. Nothing was kept."))
    return HttpResponseRedirect(reverse("technician-day"))


def _person(request: SeatRequest) -> Person | None:
    account = request.user
    return account.person if isinstance(account, Account) else None
