"""The company: what it still needs, who may do what, what each link expects."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fullcircle.foundation import clock
from fullcircle.handoffs.actions import lay_out_links
from fullcircle.handoffs.models import ExpectationCard
from fullcircle.operations.servicedesk.actions import lay_out_targets
from fullcircle.registry.people.policy import POLICY, Permission, Reach
from fullcircle.registry.people.states import Seat
from fullcircle.web.administrator import words
from fullcircle.web.administrator.checklist import steps
from fullcircle.web.administrator.reading import company_standing
from fullcircle.web.shell.access import SeatRequest, page


@dataclass(frozen=True)
class PolicyRow:
    """One permission with the reach of every seat, in the order of the seats."""

    permission: str
    cells: list[str]


@require_safe
@page(Permission.ADMINISTER)
def company(request: SeatRequest) -> HttpResponse:
    standing = company_standing()
    todo = steps(standing)
    left = [step for step in todo if not step.done]
    seats = [(word, standing.seats.get(seat, 0)) for seat, word in words.SEATS.items()]
    context = {
        "steps": todo,
        "left": left,
        "next": left[0] if left else None,
        "seats": [(word, count) for word, count in seats if count],
        "here": "home",
        "zone": settings.TIME_ZONE,
        "currency": settings.CURRENCY,
    }
    return render(request, "administrator/home.html", context)


@require_POST
@page(Permission.ADMINISTER)
def lay_out(request: SeatRequest) -> HttpResponse:
    """What is shipped, where it is not there yet; what somebody changed stays."""
    lay_out_links(by=request.actor)
    lay_out_targets(by=request.actor, zone=settings.TIME_ZONE)
    messages.success(request, _("Links, cards and targets are laid out."))
    return HttpResponseRedirect(reverse("administrator-cards"))


@require_safe
@page(Permission.ADMINISTER)
def cards(request: SeatRequest) -> HttpResponse:
    """Every card in force, by link and trade. They belong to their receivers: here they are read."""
    rows = ExpectationCard.objects.in_force(clock.now()).select_related("link", "written_by")
    by_trade: dict[str, list[ExpectationCard]] = {}
    for card in rows.order_by("trade", "link__position"):
        by_trade.setdefault(card.trade, []).append(card)
    shown = [(words.TRADES.get(trade, trade), found) for trade, found in by_trade.items()]
    return render(request, "administrator/cards.html", {"trades": shown, "here": "cards"})


@require_safe
@page(Permission.ADMINISTER)
def policy_table(request: SeatRequest) -> HttpResponse:
    """The table that decides, as it stands in the programme; it cannot be changed from here."""
    said = {Reach.ALL: _("all"), Reach.TEAM: _("team"), Reach.OWN: _("own")}
    rows = [
        PolicyRow(str(permission), [said[row[seat]] if seat in row else "" for seat in words.SEATS])
        for permission, row in POLICY.items()
    ]
    seats = [words.SEATS[seat] for seat in words.SEATS if seat in set(Seat)]
    context = {"rows": rows, "seats": seats, "here": "policy"}
    return render(request, "administrator/policy.html", context)
