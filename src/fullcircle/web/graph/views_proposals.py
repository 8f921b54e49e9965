"""What was seen between us, for the two sides to say yes or no; and one's own word."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fullcircle.insight.graph import actions
from fullcircle.insight.graph.own_words import own_word_of
from fullcircle.insight.graph.proposals import proposals_for
from fullcircle.insight.graph.refusals import (
    DecidedAlready,
    NothingToSay,
    NotYourSide,
    OneSideOnly,
)
from fullcircle.insight.graph.states import ProposalState
from fullcircle.insight.models import ProposedLink
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotYours
from fullcircle.web.components.seat_words import all_of
from fullcircle.web.shell.access import SeatRequest, page

MOST = 50


@require_GET
@page(Permission.MY_CUSTOMERS)
def between_us(request: SeatRequest) -> HttpResponse:
    """Proposals that concern my seats, all of them for those who see the graph."""
    rows = [_line(row, request.actor) for row in proposals_for(request.actor)[:MOST]]
    given = {"proposals": rows, "word": own_word_of(request.actor)}
    return render(request, "graph/between_us.html", given)


@require_POST
@page(Permission.MY_CUSTOMERS)
def decide(request: SeatRequest, number: int) -> HttpResponse:
    """Yes for one side, or no."""
    proposal = proposals_for(request.actor).filter(pk=number).first()
    if proposal is None:
        raise NotYours(f"proposal {number}")
    text = request.POST.get("version", "")
    version = int(text) if text.isdecimal() and len(text) < 10 else 0
    try:
        if request.POST.get("answer") == "no":
            reason = request.POST.get("reason", "")
            actions.decline_link(
                by=request.actor, proposal=proposal, version=version, reason=reason
            )
            messages.success(request, _("Declined. It may be proposed again another day."))
        else:
            actions.confirm_link(
                by=request.actor,
                proposal=proposal,
                version=version,
                as_supplier=request.POST.get("side") == "supplier",
                need=request.POST.get("need", ""),
            )
            messages.success(request, _("Confirmed for your side."))
    except OneSideOnly:
        messages.warning(
            request, _("You confirmed for the other side. Somebody else has to say yes.")
        )
    except NotYourSide:
        messages.warning(request, _("Only somebody of the two sides decides this."))
    except DecidedAlready:
        messages.info(request, _("It is decided already. Nothing was changed."))
    return HttpResponseRedirect(reverse("graph-between-us"))


@require_POST
@page(Permission.MY_CUSTOMERS)
def word(request: SeatRequest) -> HttpResponse:
    """My own word about how the others deal with me: only I can write it or take it back."""
    try:
        if request.POST.get("withdraw"):
            actions.withdraw_own_word(by=request.actor)
            messages.success(request, _("Withdrawn. It is shown nowhere any more."))
        else:
            actions.say_own_word(by=request.actor, text=request.POST.get("text", ""))
            messages.success(request, _("Said, with your name on it."))
    except NothingToSay:
        messages.warning(
            request, _("There was nothing in it. What stood there before still stands.")
        )
    return HttpResponseRedirect(reverse("graph-between-us"))


def _line(row: ProposedLink, by: Actor) -> dict[str, object]:
    decided = row.state in (ProposalState.CONFIRMED, ProposalState.DECLINED)
    mine = None if decided else by.person_id
    return {
        "row": row,
        "supplier": all_of(row.supplier_seat),
        "customer": all_of(row.customer_seat),
        "as_supplier": mine is not None
        and row.supplier_seat in by.seats
        and row.supplier_person_id is None
        and row.customer_person_id != mine,
        "as_customer": mine is not None
        and row.customer_seat in by.seats
        and row.customer_person_id is None
        and row.supplier_person_id != mine,
    }
