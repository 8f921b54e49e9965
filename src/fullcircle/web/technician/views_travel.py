"""Taps: on my way, I'm here, pause, go on. Each a plain form; a second tap changes nothing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fullcircle.foundation.transactions import StaleEdit
from fullcircle.operations.fieldwork import actions
from fullcircle.operations.fieldwork.day_queries import still_on_site
from fullcircle.operations.fieldwork.rules import ElsewhereNow
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.rules import VisitStepNotPossible
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.people.policy import Permission
from fullcircle.web.shell.access import SeatRequest, page
from fullcircle.web.technician.finding import own, person_id


@require_POST
@page(Permission.TRAVEL)
def on_my_way(request: SeatRequest, number: int) -> HttpResponse:
    return _tap(request, number, lambda visit: actions.set_out(by=request.actor, visit=visit))


@require_POST
@page(Permission.TRAVEL)
def navigate(request: SeatRequest, number: int) -> HttpResponse:
    """Navigating is setting out. The phone's map is opened by the page, because a form may not leave
    this site."""
    answer = _tap(request, number, lambda visit: actions.set_out(by=request.actor, visit=visit))
    return HttpResponse(status=204) if request.htmx else answer


@require_POST
@page(Permission.TRAVEL)
def arrived(request: SeatRequest, number: int) -> HttpResponse:
    return _tap(request, number, lambda visit: actions.arrive(by=request.actor, visit=visit))


@require_POST
@page(Permission.TRAVEL)
def pause(request: SeatRequest, number: int) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()[:200]
    return _tap(
        request,
        number,
        lambda visit: actions.pause(by=request.actor, visit=visit, reason=reason),
        already=VisitState.PAUSED,
    )


@require_POST
@page(Permission.TRAVEL)
def go_on(request: SeatRequest, number: int) -> HttpResponse:
    return _tap(
        request,
        number,
        lambda visit: actions.go_on(by=request.actor, visit=visit),
        already=VisitState.ARRIVED,
    )


def _tap(
    request: SeatRequest,
    number: int,
    deed: Callable[[Visit], Visit],
    *,
    already: VisitState | None = None,
) -> HttpResponse:
    visit = own(request, number).visit
    back = HttpResponseRedirect(reverse("technician-visit", args=[number]))
    if visit.state == already:
        return back
    try:
        deed(visit)
    except ElsewhereNow:
        elsewhere = still_on_site(person_id(request), besides=number)
        street = elsewhere.job.location.spoken if elsewhere else _("another place")
        messages.warning(
            request,
            _("You are still at %(street)s. Close that visit out first.") % {"street": street},
        )
    except StaleEdit:
        # The same tap twice, or the office was faster: the page shows what holds now.
        pass
    except VisitStepNotPossible:
        visit.refresh_from_db()
        messages.info(request, _step_words(visit))
    return back


def _step_words(visit: Visit) -> str:
    if visit.state == VisitState.LEFT:
        return _("This visit is closed out already. Nothing was changed.")
    if visit.state in (VisitState.PLANNED, VisitState.ASSIGNED):
        return _("This visit was not sent to you yet. Ask the dispatcher.")
    return _("That does not follow from here. The page shows what holds now.")
