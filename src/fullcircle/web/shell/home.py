"""Each seat opens on its work."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Seat
from fullcircle.web.shell.access import SeatRequest, page

# In this order: somebody with several seats opens on the first.
HOMES = (
    (Seat.DISPATCHER, "dispatcher-board"),
    (Seat.AGENT, "agent-calls"),
    (Seat.TECHNICIAN, "technician-day"),
    (Seat.CREW_LEAD, "technician-day"),
    (Seat.CREW_MEMBER, "technician-day"),
    (Seat.CONTRACTOR, "technician-day"),
    (Seat.BOOKKEEPER, "backoffice-review"),
    (Seat.MANAGER, "manager-loop"),
    (Seat.SUPERVISOR, "manager-loop"),
    (Seat.ADMINISTRATOR, "administrator-home"),
    (Seat.REQUESTER, "requester-home"),
    (Seat.BUILDING_CONTACT, "requester-home"),
)


@require_safe
@page(Permission.SIGNED_IN)
def home(request: SeatRequest) -> HttpResponse:
    for name in [name for seat, name in HOMES if seat in request.actor.seats] + ["my-customers"]:
        try:
            return HttpResponseRedirect(reverse(name))
        except NoReverseMatch:
            continue
    return render(request, "shell/no_seat.html")
