"""Everyone wants to talk at once: one list of what waits on the dispatcher, and how long."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.queries import questions_to
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.dispatch.queries import on_site_between, trays
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.fieldwork.actions import Answer
from fullcircle.operations.fieldwork.queries import visit_of_handoff
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.queries import request_of_handoff
from fullcircle.operations.servicedesk.states import RequestState
from fullcircle.registry.people.policy import Permission
from fullcircle.web.dispatcher.days import day_from
from fullcircle.web.dispatcher.showing import faster_words
from fullcircle.web.dispatcher.wording import REFUSALS, why_not
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_BOARD)
def inbox(request: SeatRequest) -> HttpResponse:
    return _show(request)


@require_POST
@page(Permission.ANSWER)
def answer(request: SeatRequest, pk: int) -> HttpResponse:
    """Answered in place; the one who asked sees it in that line."""
    mine = questions_to(request.actor.needed_person_id)
    returned = get_object_or_404(Return.objects.filter(asked_to=request.actor.person_id), pk=pk)
    text = request.POST.get("answer", "")
    try:
        _answer(request, returned, text)
    except REFUSALS as refusal:
        return _show(request, refusal=why_not(refusal), about=pk, typed=text, status=422)
    except StaleEdit as stale:
        return _show(request, refusal=faster_words(stale), about=pk, typed=text, status=409)
    messages.success(request, _("Answered. %(n)d still wait for you.") % {"n": mine.count()})
    return HttpResponseRedirect(reverse("dispatcher-inbox"))


def _answer(request: SeatRequest, returned: Return, text: str) -> None:
    if returned.handoff.link.key == LinkKey.INTAKE:
        row = request_of_handoff(returned.handoff_id)
        if row is None:
            raise Http404
        servicedesk.answer_intake_question(
            by=request.actor, returned=returned, value=text, version=row.version
        )
    elif returned.handoff.link.key == LinkKey.CLOSEOUT:
        # She typed it from the radio, so the question came to her: the answer is a new version.
        visit = get_object_or_404(visit_of_handoff(returned.handoff_id))
        fieldwork.answer_returned(
            by=request.actor, visit=visit, returned=returned, answer=Answer(text=text)
        )
    else:
        dispatch.answer_briefing_question(by=request.actor, returned=returned, answer=text)


def _show(
    request: SeatRequest, *, refusal: str = "", about: int = 0, typed: str = "", status: int = 200
) -> HttpResponse:
    day = day_from("")
    person = request.actor.person_id
    fresh = [
        row for row in trays() if row.state in (RequestState.RECEIVED, RequestState.ACKNOWLEDGED)
    ]
    context = {
        "day": day,
        "questions": list(questions_to(person)) if person else [],
        "asked": list(_asked_by(person)) if person else [],
        "fresh": fresh,
        "on_site": on_site_between(day.window, at=clock.now()),
        "refusal": refusal,
        "about": about,
        "typed": typed,
    }
    return render(request, "dispatcher/inbox.html", context, status=status)


def _asked_by(person: int) -> "list[Return]":
    rows = Return.objects.unanswered().filter(asked_by_id=person)
    return list(
        rows.select_related(
            "handoff__case__location", "handoff__case__request", "handoff__link", "asked_to"
        ).order_by("asked_at")
    )
