"""Promises from the panel: a window on offer, or a time as typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fullcircle.foundation import clock
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.actions import Window
from fullcircle.operations.scheduling.rules import WindowNotOffered
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.registry.people.policy import Permission
from fullcircle.web.cards.windows import Offered, chosen, windows_for
from fullcircle.web.dispatcher.days import day_from
from fullcircle.web.dispatcher.panel import Selected, select_request
from fullcircle.web.dispatcher.showing import carry_out
from fullcircle.web.dispatcher.wording import WhenNotUnderstood
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_BOARD)
def windows(request: SeatRequest, pk: int) -> HttpResponse:
    """The windows that can be kept, fetched when the form is opened."""
    offered = _on_offer(select_request(pk))
    return render(request, "dispatcher/panel_windows.html", {"offered": offered})


@require_POST
@page(Permission.PROMISE)
def promise(request: SeatRequest, pk: int) -> HttpResponse:
    """Promise, or promise anew; the old one stays readable."""

    def deed(selected: Selected) -> str:
        window = _taken(request, selected) or _typed(request)
        job = selected.job or scheduling.make_job(by=request.actor, request=selected.request)
        scheduling.promise_window(
            by=request.actor,
            job=job,
            window=window,
            told_how=request.POST.get("told_how", "phone"),
            told_to=request.POST.get("told_to", ""),
            reason=request.POST.get("reason", ""),
        )
        return _("Promised.")

    return carry_out(request, lambda: select_request(pk), deed)


def _on_offer(selected: Selected) -> list[Offered]:
    kind = selected.job.job_type if selected.job else selected.request.job_type
    place = selected.request.case.location
    return windows_for(kind, place, clock.now()) if kind is not None else []


def _taken(request: SeatRequest, selected: Selected) -> Window | None:
    """The window taken from the offer; None when a time was typed. Raises WindowNotOffered when it
    has gone in the meantime."""
    value = request.POST.get("window", "")
    if not value:
        return None
    found = chosen(value, _on_offer(selected))
    if found is None:
        raise WindowNotOffered(value)
    return found


def _typed(request: SeatRequest) -> Window:
    day = day_from(request.POST.get("on", "") or request.POST.get("day", ""))
    try:
        start, end = day.at(request.POST.get("from", "")), day.at(request.POST.get("until", ""))
        kind = PromiseKind(request.POST.get("kind", "window"))
    except ValueError as error:
        raise WhenNotUnderstood from error
    return Window(kind, start, end)
