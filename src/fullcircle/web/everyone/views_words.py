"""Asking, answering, thanking: small forms that open in the page, and the page of asks."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Ask, Case
from fullcircle.handoffs.queries import asks_answered, asks_of, asks_to, case_for_thanks
from fullcircle.handoffs.states import AskKind
from fullcircle.registry.people import policy
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation
from fullcircle.web.everyone.forms import AskForm, ThanksForm
from fullcircle.web.shell.access import SeatRequest, page


@require_http_methods(["GET", "POST"])
@page(Permission.THANK_AND_ASK)
def new_ask(request: SeatRequest, kind: str) -> HttpResponseBase:
    """ "How could I serve you better?" or "this would make my job easier"."""
    if kind not in set(AskKind):
        raise Http404
    me = request.actor.needed_person_id
    if request.method == "POST":
        form = AskForm(request.POST, me=me)
        if form.is_valid():
            handoffs.ask_colleague(
                by=request.actor,
                kind=AskKind(kind),
                text=form.cleaned_data["text"],
                link=form.cleaned_data["link"],
                **form.receiver(),
            )
            messages.success(request, _("Asked. It stays open until it is answered."))
            return _back(request, "asks")
        return _form(request, "everyone/ask_form.html", form, kind=kind, status=422)
    text = _("How could I serve you better?") if kind == AskKind.OFFER else ""
    seat = request.GET.get("seat", "")
    start = {"kind": kind, "text": text, "link": request.GET.get("link", "")}
    start["whom"] = f"seat-{seat}" if seat else ""
    return _form(request, "everyone/ask_form.html", AskForm(me=me, initial=start), kind=kind)


@require_http_methods(["GET", "POST"])
@page(Permission.THANK_AND_ASK)
def new_thanks(request: SeatRequest) -> HttpResponseBase:
    """Signed thanks to a person or a team, tied to a case when one was named. Not to oneself."""
    me = request.actor.needed_person_id
    if request.method != "POST":
        number, team = request.GET.get("person", ""), request.GET.get("team", "")
        whom = f"person-{number}" if number else f"team-{team}" if team else ""
        start = {"whom": whom, "case": request.GET.get("case", "")}
        form = ThanksForm(me=me, seats=False, initial=start)
        return _form(request, "everyone/thanks_form.html", form)
    form = ThanksForm(request.POST, me=me, seats=False)
    case: Case | None = None
    if form.is_valid() and form.cleaned_data["case"]:
        everywhere = policy.allows(request.actor, Permission.SEE_CASE, Relation.FOREIGN)
        case = case_for_thanks(form.cleaned_data["case"], only_of=None if everywhere else me)
        if case is None:
            form.add_error(
                "case", _("No case has this number. Leave it empty if you are not sure.")
            )
    if not form.is_valid():
        return _form(request, "everyone/thanks_form.html", form, status=422)
    handoffs.say_thanks(
        by=request.actor, text=form.cleaned_data["text"], case=case, **form.receiver()
    )
    messages.success(request, _("Said. They see it on their page, with your name."))
    return _back(request, "my-customers")


@require_GET
@page(Permission.THANK_AND_ASK)
def asks(request: SeatRequest) -> HttpResponse:
    """Both ways: put to me, put by me, answered."""
    return render(request, "everyone/asks.html", asks_shown(request))


def asks_shown(request: SeatRequest) -> dict[str, Any]:
    rows: dict[str, QuerySet[Ask]] = {
        "to_me": asks_to(request.actor),
        "of_me": asks_of(request.actor),
        "answered": asks_answered(request.actor),
    }
    return {name: list(found) for name, found in rows.items()}


def _form(
    request: SeatRequest, template: str, form: Any, *, kind: str = "", status: int = 200
) -> HttpResponse:
    """The form as a part of the page that asked for it, or as a page of its own."""
    given = {"form": form, "kind": kind, "part": template}
    whole = "everyone/form_page.html"
    return render(request, template if request.htmx else whole, given, status=status)


def _back(request: SeatRequest, name: str) -> HttpResponseBase:
    answer = redirect(name)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
    return answer
