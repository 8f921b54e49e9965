"""Our own company as a graph: declared beside seen, our Summers, and what may become a link."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff
from fullcircle.insight.graph import actions
from fullcircle.insight.graph.exporting import LogFormat, Wanted, pieces
from fullcircle.insight.graph.own_rows import Place, own_rows, page_of
from fullcircle.insight.graph.picture import Picture
from fullcircle.insight.graph.proposals import candidates
from fullcircle.insight.graph.refusals import LinkIsDeclared, ProposedAlready, SeenTooSeldom
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.graph.summers import our_summers
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotYours
from fullcircle.web.graph import asked as asking
from fullcircle.web.graph import company, panels, summers
from fullcircle.web.graph.company import View
from fullcircle.web.graph.shown import Shown, shown
from fullcircle.web.graph.views_picture import arrow_lines, as_file, named
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_GRAPH)
def home(request: SeatRequest) -> HttpResponse:
    """Whose hand-overs, drawn; without a history the zone for a file of another system."""
    view = company.view_of(request.GET)
    picture = company.picture(request.actor, view)
    if not picture.arrows:
        return render(request, "graph/company_empty.html", {"view": view})
    seen = _shown(request, view, picture)
    by_role = view.projection is Projection.ROLE
    found = our_summers(by=request.actor, picture=picture, period=view.period) if by_role else ()
    given = {
        "view": view,
        "shown": seen,
        "panel_query": seen.plain,
        "lead": company.lead(picture),
        "without": company.without(picture),
        "projections": company.projections(),
        "periods": company.periods(),
        "formats": company.formats(),
        "summers": [summers.said(summer) for summer in found],
        "chains": company.ways(request.actor, view, picture),
        "declared": company.ties(company.declared(picture), picture, seen.plain),
        "only_seen": company.ties(company.only_seen(picture), picture, seen.plain),
    }
    return render(request, "graph/company.html", given)


@require_GET
@page(Permission.SEE_GRAPH)
def opened(request: SeatRequest) -> HttpResponse:
    """A party or an arrow of our own, with the hand-offs behind it."""
    view = company.view_of(request.GET)
    picture = company.picture(request.actor, view)
    seen = _shown(request, view, picture)
    given = {"shown": seen, "view": view, **_what(request, view, seen)}
    return render(request, "graph/panel.html" if request.htmx else "graph/panel_page.html", given)


@require_GET
@page(Permission.SEE_GRAPH)
def arrows_file(request: SeatRequest) -> StreamingHttpResponse:
    view = company.view_of(request.GET)
    picture = company.picture(request.actor, view)
    asked = asking.read(request.GET, picture, fixed=view.fixed)
    return as_file(arrow_lines(picture, asked), f"arrows-by-{view.projection}.csv")


@require_POST
@page(Permission.SEE_GRAPH)
def history_file(request: SeatRequest) -> StreamingHttpResponse:
    """Our history as a log that other tools read. By seat, so that nobody is named."""
    asked = request.POST.get("format", "")
    if asked not in set(LogFormat):
        raise Http404
    view = company.view_of(request.POST)
    wanted = Wanted(format=LogFormat(asked), projection=Projection.ROLE, period=view.period)
    answer = StreamingHttpResponse(
        pieces(by=request.actor, wanted=wanted), content_type="application/octet-stream"
    )
    return named(answer, f"history.{asked}")


@require_POST
@page(Permission.SEE_GRAPH)
def propose(request: SeatRequest) -> HttpResponse:
    """What was seen is counted by us again: nothing of it is taken from the form."""
    view = company.view_of(request.POST)
    pair = (request.POST.get("supplier", ""), request.POST.get("customer", ""))
    seen = next(
        (
            one
            for one in candidates(by=request.actor, period=view.period)
            if (one.supplier_seat, one.customer_seat) == pair
        ),
        None,
    )
    try:
        if seen is None:
            raise SeenTooSeldom
        actions.propose_link(by=request.actor, seen=seen, need=request.POST.get("need", ""))
    except SeenTooSeldom:
        messages.warning(
            request, _("Seen too seldom: at least five times, in two different weeks.")
        )
    except (LinkIsDeclared, ProposedAlready):
        messages.info(request, _("Somebody was faster: it is declared or proposed already."))
    else:
        messages.success(request, _("Proposed. It counts when both sides have said yes."))
    return HttpResponseRedirect(f"{reverse('graph-home')}#declared")


def _shown(request: SeatRequest, view: View, picture: Picture) -> Shown:
    asked = asking.read(request.GET, picture, fixed=view.fixed)
    names = ("graph-own-open", "graph-home", "graph-own-arrows")
    urls = tuple(reverse(name) for name in names)
    return shown(picture, asked, urls=(urls[0], urls[1], urls[2]))


def _what(request: SeatRequest, view: View, seen: Shown) -> dict[str, object]:
    party, supplier = request.GET.get("party", ""), request.GET.get("from", "")
    if party:
        found = panels.party_panel(seen.picture, seen.asked, party)
        if found is None:
            raise Http404
        return {"party": found}
    if not supplier:
        return {}
    customer = request.GET.get("to", "")
    arrow = panels.arrow_panel(seen.picture, seen.asked, supplier, customer)
    if arrow is None:
        raise Http404
    rows, later = _rows(request, view, supplier, customer)
    here = f"{seen.panel_url}?{seen.asked.opening(supplier, customer)}"
    return {
        "arrow": arrow,
        "handoffs": rows,
        "rows_later": f"{here}&after={later.written()}" if later else None,
        "rows_missing": _("By person only counts are shown; what lies behind is for the two."),
        "at": clock.now(),
    }


def _rows(
    request: SeatRequest, view: View, supplier: str, customer: str
) -> tuple[list[Handoff], Place | None]:
    try:
        found = own_rows(
            by=request.actor,
            projection=view.projection,
            period=view.period,
            supplier=supplier,
            customer=customer,
        )
    except NotYours:
        return [], None
    rows = found.select_related("case", "link", "giver", "receiver")
    return page_of(rows, Place.read(request.GET.get("after", "")))
