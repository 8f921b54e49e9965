"""The board: the day, its feed, its trays, and what is selected."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.operations.dispatch.queries import Board, visits_between
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.registry.people import policy
from fullcircle.registry.people.policy import Permission
from fullcircle.web.dispatcher.board_feed import feed_of
from fullcircle.web.dispatcher.briefing_preview import preview
from fullcircle.web.dispatcher.days import day_from
from fullcircle.web.dispatcher.panel import Selected, select_request, select_visit
from fullcircle.web.dispatcher.panel_choices import chosen_people, people_for
from fullcircle.web.dispatcher.showing import show_board
from fullcircle.web.dispatcher.tray import trays_of
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_BOARD)
def board(request: SeatRequest) -> HttpResponse:
    """The dispatcher's home. ?day, ?visit or ?request select; ?field opens an intake field."""
    selected = _selection(request)
    if selected is not None:
        selected.opened = request.GET.get("field", "")
        _note_seen(request, selected)
    return show_board(request, selected)


@require_GET
@page(Permission.SEE_BOARD)
def feed(request: SeatRequest) -> HttpResponse:
    day = day_from(request.GET.get("day", ""))
    response = JsonResponse(feed_of(day)[0], json_dumps_params={"separators": (",", ":")})
    patch_cache_control(response, no_store=True)
    return response


@require_GET
@page(Permission.SEE_BOARD)
def trays(request: SeatRequest) -> HttpResponse:
    """The trays alone, asked again whenever something happens on the board."""
    day = day_from(request.GET.get("day", ""))
    standing = Board((), tuple(visits_between(day.window, at=clock.now())))
    context = {"trays": trays_of(standing, request.actor), "day": day}
    return render(request, "dispatcher/trays.html", context)


@require_GET
@page(Permission.DISPATCH)
def briefing_preview(request: SeatRequest, pk: int) -> HttpResponse:
    """How the briefing would be spoken now, with the line as typed so far."""
    selected = select_visit(pk)
    if selected.visit is None or selected.lead is None:
        return render(request, "dispatcher/panel_preview.html", {"selected": selected})
    composed = preview(
        selected.visit,
        reader=selected.lead,
        line=request.GET.get("line", ""),
        line_by=request.actor.call_name or request.actor.name,
    )
    context = {"selected": selected, "preview": composed}
    return render(request, "dispatcher/panel_preview.html", context)


@require_GET
@page(Permission.SEE_BOARD)
def candidates(request: SeatRequest) -> HttpResponse:
    """Who is free at the time as typed so far."""
    selected = _selection(request)
    day = day_from(request.GET.get("day", ""))
    try:
        start = day.at(request.GET.get("start", ""))
    except ValueError:
        start = clock.now()
    found = people_for(selected, start) if selected is not None else []
    context = {"selected": selected, "candidates": found, "day": day}
    if selected is not None:
        context |= chosen_people(selected, request.GET)
    return render(request, "dispatcher/panel_people.html", context)


def _selection(request: SeatRequest) -> Selected | None:
    visit, wanted = request.GET.get("visit", ""), request.GET.get("request", "")
    if visit.isdigit():
        return select_visit(int(visit))
    if wanted.isdigit():
        return select_request(int(wanted))
    return None


def _note_seen(request: SeatRequest, selected: Selected) -> None:
    """Opening it here is what "seen" means; a supervisor who looks does not take it up."""
    row = selected.request
    if row.handoff is None or row.handoff.seen_at is not None:
        return
    if not policy.allows(request.actor, Permission.DISPATCH):
        return
    try:
        servicedesk.see_request(by=request.actor, request=row)
    except StaleEdit:
        return
