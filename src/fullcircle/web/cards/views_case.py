"""The card of a case: the thread through all stages, and a word added to it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fullcircle.foundation import clock
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Case
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.queries import case_numbered, request_of_case
from fullcircle.registry.customers.queries import record_numbered
from fullcircle.registry.customers.states import Channel
from fullcircle.registry.people import policy
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation
from fullcircle.web.cards import access, case_card, case_reading
from fullcircle.web.shell.access import SeatRequest, page

SPOKEN = (Channel.PHONE, Channel.WALK_UP, Channel.RADIO, Channel.TEXT, Channel.EMAIL)


@require_GET
@page(Permission.SEE_CASE)
def case(request: SeatRequest, number: str) -> HttpResponse:
    """Everything that happened in one case. People in the field see their own cases only."""
    asked = request_of_case(number)
    if asked is None:
        raise Http404
    at = clock.now()
    read = case_reading.read(asked, at=at)
    own = request.actor.person_id in read.people_sent
    policy.require(request.actor, Permission.SEE_CASE, Relation.OWN if own else Relation.FOREIGN)
    given = {
        "card": case_card.card_of(read, by=request.actor, at=at),
        "case": asked.case,
        "asked": asked,
        "channels": SPOKEN,
    }
    part = request.htmx and request.GET.get("part") == "thread"
    return render(request, "cards/case_thread.html" if part else "cards/case.html", given)


@require_POST
@page(Permission.SEE_CASE)
def add_word(request: SeatRequest, number: str) -> HttpResponseBase:
    """A call, a radio word or a note lands in the timeline; nobody outside sees it."""
    found = _own_case(request, number)
    text = request.POST.get("text", "").strip()
    channel = request.POST.get("channel", "")
    if not text or channel not in set(SPOKEN):
        messages.error(request, _("Nothing was added: say what was said."))
        return redirect("case-card", number=found.number)
    servicedesk.note_message(
        by=request.actor, case=found, channel=Channel(channel), text=text[:2000]
    )
    return redirect("case-card", number=found.number)


@require_POST
@page(Permission.SEE_CUSTOMERS)
def ask_about_record(request: SeatRequest, record: int) -> HttpResponseBase:
    """ "What happened here?" goes to the bookkeeper who checked the line; asking twice sharpens it."""
    kept = record_numbered(record)
    if kept is None:
        raise Http404
    baton = case_reading.record_handoff(kept.pk)
    question = request.POST.get("question", "").strip() or _("What happened here?")
    asked = baton is not None
    if baton is not None:
        handoffs.ask_about(
            by=request.actor, handoff=baton, item_key="notes", question=question[:300]
        )
    if request.htmx:
        return render(request, "cards/asked.html", {"asked": asked, "baton": baton})
    if asked:
        messages.success(request, _("Asked. The answer comes to you."))
    else:
        messages.warning(request, _("Not checked by the books yet: ask again when it is."))
    return redirect("customer-card", number=kept.customer_id)


def _own_case(request: SeatRequest, number: str) -> Case:
    found = case_numbered(number)
    if found is None:
        raise Http404
    own = access.was_sent_into(request.actor, found.pk)
    policy.require(request.actor, Permission.SEE_CASE, Relation.OWN if own else Relation.FOREIGN)
    return found
