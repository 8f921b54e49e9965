"""The briefing: the words, the lines behind them, what can be asked about, the code at the door."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fullcircle.foundation import clock, feed
from fullcircle.handoffs.queries import chains_for
from fullcircle.operations.dispatch.actions import ask_about_line, see_briefing
from fullcircle.operations.dispatch.rules import NobodyAssigned
from fullcircle.operations.fieldwork.day_queries import UNDER_WAY, Stop, asked_about, codes_at
from fullcircle.registry.customers.actions import reveal_code
from fullcircle.registry.customers.actions.codes import CodeNotReadable
from fullcircle.registry.customers.queries import history_at
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation
from fullcircle.web.shell.access import SeatRequest, page
from fullcircle.web.technician import briefing, presenters
from fullcircle.web.technician.finding import own, person_id


@require_safe
@page(Permission.SEE_BRIEFING)
def visit(request: SeatRequest, number: int) -> HttpResponse:
    stop = own(request, number)
    template = "technician/visit_live.html" if request.htmx else "technician/visit.html"
    return render(request, template, _context(request, stop))


def _context(request: SeatRequest, stop: Stop, **more: Any) -> dict[str, Any]:
    at = clock.now()
    job = stop.visit.job
    chains = chains_for([job.case_id], at=at)
    asked = asked_about(stop.briefing) if stop.briefing else []
    return {
        "card": presenters.card_of(stop, chains, at=at),
        "stop": stop,
        "briefing": briefing.told(stop, asked) if stop.briefing else None,
        "contact": job.request.contact,
        "callback_phone": job.request.callback_phone,
        "history": briefing.history(history_at(job.location), request.actor.ref),
        "equipment": job.equipment,
        "maps": presenters.maps_address(stop),
        "may_reveal": stop.has_code and stop.visit.state in UNDER_WAY,
        "pauses": briefing.pauses(),
        "topic": feed.person_topic(person_id(request)),
        **more,
    }


@require_POST
@page(Permission.SEE_BRIEFING)
def seen(request: SeatRequest, number: int) -> HttpResponse:
    """Three seconds on the screen, or read aloud to its end. Counted once, whatever is sent."""
    stop = own(request, number)
    if stop.briefing is not None:
        see_briefing(by=request.actor, visit=stop.visit)
    return HttpResponse(status=204)


@require_POST
@page(Permission.SEE_BRIEFING)
def ask(request: SeatRequest, number: int) -> HttpResponse:
    """A touched line: the question goes to whoever gave the briefing."""
    stop = own(request, number)
    back = HttpResponseRedirect(reverse("technician-visit", args=[number]) + "#lines")
    key = request.POST.get("about", "")
    if stop.briefing is None or key not in briefing.askable(stop.briefing):
        messages.warning(request, _("Touch the line you want to ask about."))
        return back
    question = request.POST.get("question", "").strip()
    try:
        ask_about_line(by=request.actor, visit=stop.visit, key=key, question=question)
    except NobodyAssigned:
        messages.warning(request, _("This briefing was taken back meanwhile. Call the dispatcher."))
    else:
        giver = stop.briefing.handoff.giver
        name = giver.call_name if giver else _("The dispatcher")
        messages.success(
            request, _("%(name)s has your question. The answer comes here.") % {"name": name}
        )
    return back


@never_cache
@require_POST
@page(Permission.REVEAL_CODE)
def code(request: SeatRequest, number: int) -> HttpResponse:
    """The gate code on the page it was asked from, never in an address; each look is written down."""
    stop = own(request, number)
    if stop.visit.state not in UNDER_WAY:
        messages.warning(request, _("The code is shown while the visit is under way."))
        return HttpResponseRedirect(reverse("technician-visit", args=[number]))
    codes, unreadable = [], False
    for row in codes_at(stop.visit):
        try:
            clear = reveal_code(
                by=request.actor,
                code=row,
                relation=Relation.OWN,
                reason=f"visit {stop.visit.pk}",
                case_number=stop.visit.job.case.number,
            )
        except CodeNotReadable:
            unreadable = True
        else:
            codes.append({"label": row.label, "code": clear})
    context = _context(request, stop, codes=codes, code_unreadable=unreadable)
    return render(request, "technician/visit.html", context)
