"""What the pages of a studied log show."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fullcircle.insight.graph.inspected import inspection_from
from fullcircle.insight.graph.picture import Picture
from fullcircle.insight.graph.queries import log_picture
from fullcircle.insight.graph.states import LogFile
from fullcircle.insight.models import LogImport
from fullcircle.web.graph import asked as asking
from fullcircle.web.graph import words
from fullcircle.web.graph.shown import Shown, shown
from fullcircle.web.shell.access import SeatRequest

MOST_COLUMNS = 6


@dataclass(frozen=True)
class PartyColumn:
    """A column that could be the party; `current` is the one that is."""

    name: str
    current: bool


def picture(request: SeatRequest, log: LogImport) -> HttpResponse:
    """The graph of a log. Its files may be gone while the row still stands: then it is said."""
    found = log_picture(log)
    if found is None:
        return render(request, "graph/gone.html", {"log": log}, status=410)
    view = of_log(request, log, found)
    given = {
        "log": log,
        "shown": view,
        "panel_query": view.plain,
        "lead": lead(log, view),
        "without": without(found),
        "aside_url": reverse("graph-aside", args=[log.pk]) if _has_aside(log) else "",
        "columns": party_columns(log),
    }
    return render(request, "graph/log.html", given)


def of_log(request: SeatRequest, log: LogImport, found: Picture) -> Shown:
    urls = tuple(
        reverse(name, args=[log.pk]) for name in ("graph-open", "graph-log", "graph-arrows")
    )
    return shown(found, asking.read(request.GET, found), urls=(urls[0], urls[1], urls[2]))


def party_columns(log: LogImport) -> list[PartyColumn]:
    """To switch between person, role and team, as long as the file itself is there."""
    inspection = inspection_from(log.inspection)
    if inspection is None or not log.original_is_here:
        return []
    chosen = log.mapping.get("party", "")
    names = list(inspection.parties[:MOST_COLUMNS])
    if chosen not in names:
        names = [chosen, *names]
    return [PartyColumn(name, name == chosen) for name in names] if len(names) > 1 else []


def lead(log: LogImport, view: Shown) -> str:
    """1,434 cases, 8,577 events, 3 October 2010 to 24 January 2012. 1,208 hand-overs, 47 parties."""
    parts = [words.cases(log.cases or 0), words.events(log.events or 0), view.between]
    found = [words.handovers(log.handovers or 0), words.parties(log.parties or 0)]
    return f"{', '.join(part for part in parts if part)}. {', '.join(found)}."


def without(found: Picture) -> list[str]:
    """What is not in these numbers, and why."""
    said = {
        "without a party": _("%(n)s events that name nobody"),
        "other life-cycle steps": _("%(n)s events of other life-cycle steps"),
        "set aside": _("%(n)s rows that could not be used"),
    }
    return [
        said[reason] % {"n": words.count(n)}
        for reason, n in found.without.items()
        if reason in said
    ]


def _has_aside(log: LogImport) -> bool:
    return str(LogFile.SET_ASIDE) in log.results


def failed(log: LogImport) -> dict[str, object]:
    return {"log": log, "again": log.original_is_here and bool(log.inspection)}


def to_log(log: LogImport) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("graph-log", args=[log.pk]))
