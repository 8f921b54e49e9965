"""The day as a list: for the phone, for screen readers, for paper."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fullcircle.foundation import clock
from fullcircle.handoffs.queries import chains_for
from fullcircle.operations.dispatch.queries import BoardVisit, page_of_day
from fullcircle.registry.people.policy import Permission
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.components.ring import Ring
from fullcircle.web.dispatcher.days import day_from
from fullcircle.web.dispatcher.wording import promise_words, result_looks, risk_words
from fullcircle.web.shell.access import SeatRequest, page

SIZE = 25


@dataclass(frozen=True)
class ListRow:
    """One visit of the list."""

    visit: BoardVisit
    ring: Ring
    promise: str
    risk: str
    result: list[str] | None


@require_GET
@page(Permission.SEE_BOARD)
def day_list(request: SeatRequest) -> HttpResponse:
    """25 visits in order of time; ?after continues behind the last one seen."""
    day, now = day_from(request.GET.get("day", "")), clock.now()
    found = page_of_day(day.window, at=now, after=_after(request.GET.get("after", "")), size=SIZE)
    shown = found[:SIZE]
    chains, results = chains_for((visit.case_id for visit in shown), at=now), result_looks()
    rows = [
        ListRow(
            visit,
            ring_of(chains[visit.case_id], visit.zone),
            promise_words(
                visit.promise_kind, visit.promise_start, visit.watched.window_end, visit.zone
            ),
            risk_words(visit),
            results.get(visit.result),
        )
        for visit in shown
    ]
    last = shown[-1] if len(found) > SIZE else None
    context = {"day": day, "rows": rows, "next": _token(last) if last is not None else ""}
    return render(request, "dispatcher/list.html", context)


def _token(visit: BoardVisit) -> str:
    return f"{visit.watched.start.isoformat()}_{visit.pk}"


def _after(text: str) -> tuple[datetime, int] | None:
    """None for anything that is not a place in the list: it comes from an address."""
    start, _underline, pk = text.partition("_")
    try:
        instant = datetime.fromisoformat(start)
    except ValueError:
        return None
    return (instant, int(pk)) if pk.isdigit() and instant.tzinfo is not None else None
