"""Answering what came back, and noting the caller's "all good"."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullcircle.handoffs.actions.returns import AlreadyAnswered
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.queries import questions_to
from fullcircle.handoffs.states import Known
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.queries import request_of_handoff, request_with_key
from fullcircle.operations.servicedesk.rules import CircleStepNotPossible, WordsMissing
from fullcircle.registry.people.policy import Permission
from fullcircle.web.agent import word
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.ANSWER)
def sent_back(request: SeatRequest) -> HttpResponse:
    """What came back to me: the part that is asked again when something new comes back."""
    return _all_of_mine(request)


@require_http_methods(["GET", "POST"])
@page(Permission.ANSWER)
def answer(request: SeatRequest, returned: int) -> HttpResponseBase:
    """The question with its field open; what is typed there stands in the request at once."""
    row = _mine(request, returned)
    asked = request_of_handoff(row.handoff_id)
    if asked is None:
        raise Http404
    if request.method == "GET":
        return _field(request, word.opened(row, asked))
    typed = request.POST.get("value", "").strip()
    version = request.POST.get("version", "")
    try:
        if not typed:
            raise ValueError(_("Say something: the question is still open."))
        servicedesk.answer_intake_question(
            by=request.actor,
            returned=row,
            value=word.understood(row, asked, typed),
            version=int(version) if version.isdigit() else 0,
        )
    except AlreadyAnswered:
        messages.info(request, _("A colleague answered this in the meantime."))
        return redirect("agent-calls")
    except ValueError as refusal:
        shown = word.opened(row, asked, error=str(refusal), typed=typed)
        return _field(request, shown, status=422)
    if request.htmx:
        return _all_of_mine(request)
    messages.success(request, _("Answered: %(item)s.") % {"item": row.item_label})
    return redirect("agent-calls")


@require_POST
@page(Permission.TAKE_REQUEST)
def all_good(request: SeatRequest, asked: int) -> HttpResponseBase:
    """ "I called, all good" or what is left, in the words of whoever was called: said, not by act."""
    found = request_with_key(asked)
    if found is None:
        raise Http404
    who = found.contact.name if found.contact else found.case.customer.name
    words = request.POST.get("words", "").strip()
    try:
        if request.POST.get("left"):
            servicedesk.dispute(
                by=request.actor, request=found, how="said on the phone", by_name=who, words=words
            )
            messages.warning(request, _("Noted what is left. Dispatch and the technician see it."))
        else:
            servicedesk.confirm(
                by=request.actor,
                request=found,
                how="said on the phone",
                by_name=who,
                words=words,
                known=Known.SAID,
            )
            messages.success(request, _("Closed: %(who)s says all good.") % {"who": who})
    except WordsMissing:
        messages.error(request, _("Not noted: say what is left, in the caller’s words."))
    except CircleStepNotPossible:
        messages.info(request, _("Somebody noted a word in the meantime; the case shows it."))
    return redirect("agent-calls")


def _all_of_mine(request: SeatRequest) -> HttpResponse:
    me = request.actor.needed_person_id
    rows = [word.asked_back(row) for row in questions_to(me)]
    return render(request, "agent/sent_back.html", {"questions": rows, "topic": f"person-{me}"})


def _mine(request: SeatRequest, returned: int) -> Return:
    row = questions_to(request.actor.needed_person_id).filter(pk=returned).first()
    if row is None:
        raise Http404
    return row


def _field(request: SeatRequest, shown: word.AskedBack, *, status: int = 200) -> HttpResponse:
    template = "agent/answer_field.html" if request.htmx else "agent/answer.html"
    return render(request, template, {"shown": shown}, status=status)
