"""Answers of the board's views: the panel alone, or the whole page with it; deeds and refusals."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fullcircle.foundation.transactions import StaleEdit
from fullcircle.registry.people import policy
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation
from fullcircle.web.components.plain_line import Line, plain_line, together
from fullcircle.web.dispatcher.board_feed import feed_of, vocabulary
from fullcircle.web.dispatcher.days import Day, day_from
from fullcircle.web.dispatcher.panel import Selected
from fullcircle.web.dispatcher.panel_choices import choices_of
from fullcircle.web.dispatcher.tray import trays_of
from fullcircle.web.dispatcher.wording import REFUSALS, why_not
from fullcircle.web.shell.access import SeatRequest

Select = Callable[[], Selected]


def show_board(
    request: SeatRequest, selected: Selected | None, *, status: int = 200
) -> HttpResponse:
    """The panel alone for htmx, the whole board otherwise."""
    day = day_from(request.GET.get("day", "") or request.POST.get("day", ""))
    may_act = policy.allows(request.actor, Permission.DISPATCH, Relation.FOREIGN)
    context: dict[str, Any] = {"selected": selected, "day": day, "may_act": may_act}
    alone = bool(request.htmx) and request.htmx.target == "panel"
    if selected is not None:
        context |= choices_of(selected, day, people=not alone or status != 200)
    if alone:
        return render(request, "dispatcher/panel.html", context, status=status)
    feed, board = feed_of(day)
    context |= {
        "feed": feed,
        "board": board,
        "trays": trays_of(board, request.actor),
        "vocabulary": vocabulary(),
        "rows": _plain_rows(feed),
    }
    return render(request, "dispatcher/board.html", context, status=status)


def carry_out(
    request: SeatRequest, select: Select, deed: Callable[[Selected], str]
) -> HttpResponse:
    """Do it and show how it stands now; a refusal keeps what was typed (422, 409 on a race)."""
    selected = select()
    try:
        said = deed(selected)
    except REFUSALS as refusal:
        return _refused(request, select(), why_not(refusal), status=422)
    except StaleEdit as stale:
        return _refused(request, select(), faster_words(stale), status=409)
    fresh = select()
    if request.htmx:
        return show_board(request, fresh)
    messages.success(request, said)
    day = day_from(request.POST.get("day", ""))
    return HttpResponseRedirect(f"{board_address(day)}&{fresh.address}")


def carry_out_as_json(deed: Callable[[], dict[str, Any]]) -> JsonResponse:
    """For the island: what stands now, or why not. 409: somebody was faster; 422: refused."""
    try:
        return JsonResponse(deed())
    except REFUSALS as refusal:
        return JsonResponse({"says": why_not(refusal)}, status=422)
    except StaleEdit as stale:
        return JsonResponse({"says": faster_words(stale), "who": stale.who}, status=409)


def faster_words(stale: StaleEdit) -> str:
    who = stale.who or _("A colleague")
    return _(
        "%(who)s changed this in the meantime. Their change stands, yours was not written."
    ) % {"who": who}


def board_address(day: Day) -> str:
    return f"{reverse('dispatcher-board')}?{urlencode({'day': day.iso})}"


def _refused(request: SeatRequest, selected: Selected, words: str, *, status: int) -> HttpResponse:
    selected.refusal = words
    selected.typed = {key: str(value) for key, value in request.POST.items()}
    selected.typed_form = request.POST
    selected.opened = selected.typed.get("opened", "")
    return show_board(request, selected, status=status)


def _plain_rows(feed: dict[str, Any]) -> list[dict[str, Any]]:
    """People with their visits in order, for browsers without script."""
    work: dict[int, list[Line]] = {}
    day = day_from(feed["day"])
    for visit in feed["visits"]:
        work.setdefault(visit["l"], []).append(_plain_visit(visit, day))
    return [
        {"person": person, "visits": together(work.get(person["i"], ()))}
        for person in feed["people"]
    ]


def _plain_visit(visit: dict[str, Any], day: Day) -> Line:
    start, end = (day.instant(visit[key]).astimezone(day.zone) for key in ("s", "e"))
    said = f"{start:%H:%M}–{end:%H:%M} {visit['t']}, {visit['w']}"
    return plain_line(f"?day={day.iso}&visit={visit['i']}", said, visit["st"])
