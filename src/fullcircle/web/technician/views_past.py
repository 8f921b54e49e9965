"""Tomorrow, and the visits I closed out with what came back of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as date_format
from django.views.decorators.http import require_safe

from fullcircle.foundation import clock
from fullcircle.operations.fieldwork.day_queries import closed_by, day_of
from fullcircle.registry.people.policy import Permission
from fullcircle.web.shell.access import SeatRequest, page
from fullcircle.web.technician.finding import day_window, person_id, zone_of
from fullcircle.web.technician.presenters import cards_of

PAGE = 25


@require_safe
@page(Permission.SEE_BRIEFING)
def tomorrow(request: SeatRequest) -> HttpResponse:
    window = day_window(zone_of(request), ahead=1)
    stops = [
        stop
        for stop in day_of(person_id(request), window.start, window.end)
        if stop.assignment.starts_at >= window.start
    ]
    zone = zone_of(request)
    day = window.start.astimezone(ZoneInfo(zone))
    context = {
        "cards": cards_of(stops, at=clock.now()),
        "day_words": date_format(day, "l, j F"),
        "zone": zone,
    }
    return render(request, "technician/tomorrow.html", context)


@require_safe
@page(Permission.SEE_BRIEFING)
def closed(request: SeatRequest) -> HttpResponse:
    """Newest first, 25 a page, behind the row named in the address."""
    rows = closed_by(person_id(request), _behind(request.GET.get("behind", "")), PAGE)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    cards = cards_of([row.stop for row in rows], at=clock.now())
    last = rows[-1].stop.visit if rows else None
    behind = f"{last.left_at.isoformat()}~{last.pk}" if more and last and last.left_at else ""
    context = {
        "rows": [
            {"card": card, "left_at": row.stop.visit.left_at, "returns": row.returns}
            for card, row in zip(cards, rows, strict=True)
        ],
        "behind": behind,
        "first": "behind" not in request.GET,
    }
    return render(request, "technician/closed.html", context)


def _behind(text: str) -> tuple[datetime, int] | None:
    if not text:
        return None
    at, _, number = text.partition("~")
    try:
        instant = datetime.fromisoformat(at.replace(" ", "+"))
        return (instant, int(number)) if instant.tzinfo else None
    except ValueError as error:
        raise Http404 from error
