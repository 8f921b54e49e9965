"""The agent's work: the box, what came back to me, my calls of today, what is not confirmed."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from fullcircle.foundation import clock
from fullcircle.foundation.values.local_time import local_date, start_of_day
from fullcircle.handoffs.queries import chains_for, questions_to
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.queries import PAGE, not_yet_confirmed, taken_by
from fullcircle.registry.customers.phone import as_dialled
from fullcircle.registry.people.policy import Permission
from fullcircle.web.agent import word
from fullcircle.web.cards.views_find import Found, found_for
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.components.ring import Ring
from fullcircle.web.shell.access import SeatRequest, page


@dataclass(frozen=True)
class Line:
    """A request in a list, with its ring."""

    asked: Request
    ring: Ring
    zone: str


@require_GET
@page(Permission.TAKE_REQUEST)
def calls(request: SeatRequest) -> HttpResponseBase:
    """The one box, and beside it what waits. Enter with a single hit opens the caller's card."""
    at, text = clock.now(), request.GET.get("q", "").strip()
    hits = found_for(text) if text else []
    if len(hits) == 1:
        return redirect(_call_address(hits[0]))
    today = taken_by(request.actor.needed_person_id, since=_this_morning(at))
    mine = list(today[:PAGE])
    behind = _behind(request.GET.get("after", ""))
    open_circles = not_yet_confirmed(after=behind)
    lines = _lines([*mine, *open_circles[:PAGE]], at)
    given = {
        "q": text,
        "found": hits,
        "questions": [word.asked_back(row) for row in questions_to(_me(request))],
        "mine": [lines[row.pk] for row in mine],
        "unconfirmed": [lines[row.pk] for row in open_circles[:PAGE]],
        "after": _from(open_circles[PAGE - 1]) if len(open_circles) > PAGE else "",
        "topic": f"person-{_me(request)}",
    }
    return render(request, "agent/calls.html", given)


@require_GET
@page(Permission.TAKE_REQUEST)
def found(request: SeatRequest) -> HttpResponse:
    """Who fits what is typed so far."""
    text = request.GET.get("q", "").strip()
    given = {"q": text, "found": found_for(text) if text else []}
    return render(request, "agent/found.html", given)


@require_GET
@page(Permission.TAKE_REQUEST)
def by_phone(request: SeatRequest, number: str) -> HttpResponseBase:
    """The address a phone system opens: the caller's card, a choice, or the form for a newcomer."""
    dialled = as_dialled(number)
    hits = found_for(dialled or number)
    if len(hits) == 1:
        return redirect(_call_address(hits[0]))
    if not hits:
        asked = urlencode({"phone": dialled or number})
        return redirect(f"{reverse('agent-newcomer')}?{asked}")
    given = {"q": number, "found": hits}
    return render(request, "agent/which.html", given)


def _call_address(hit: Found) -> str:
    address = reverse("agent-call", args=[hit.location.pk])
    return f"{address}?contact={hit.contact.pk}" if hit.contact else address


def _me(request: SeatRequest) -> int:
    return request.actor.needed_person_id


def _this_morning(at: datetime) -> datetime:
    zone = ZoneInfo(settings.TIME_ZONE)
    return start_of_day(zone, local_date(zone, at))


def _lines(rows: list[Request], at: datetime) -> dict[int, Line]:
    chains = chains_for([row.case_id for row in rows], at=at)
    return {
        row.pk: Line(
            row, ring_of(chains[row.case_id], row.case.location.zone), row.case.location.zone
        )
        for row in rows
    }


def _from(row: Request) -> str:
    return f"{row.done_at.isoformat()}~{row.pk}" if row.done_at else ""


def _behind(text: str) -> tuple[datetime, int] | None:
    instant, _, key = text.rpartition("~")
    try:
        # A plus sign of the offset comes back from an address as a space.
        return datetime.fromisoformat(instant.replace(" ", "+")), int(key)
    except ValueError:
        return None
