"""Every number opens its rows: formula, n, what was left out, the hand-offs, and a file of them."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fullcircle.foundation import clock
from fullcircle.handoffs.queries import chains_for
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight import csv_out, rows
from fullcircle.insight.figures import Measure
from fullcircle.insight.links import figures_of, touched_items
from fullcircle.insight.periods import period_of
from fullcircle.insight.rows import Place, Show, Wanted
from fullcircle.insight.tallies import Side, Tally, tallies
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotYours
from fullcircle.web.components.chain_ring import link_words
from fullcircle.web.everyone import figure_rows
from fullcircle.web.everyone.views import period_asked, periods
from fullcircle.web.everyone.whose import ME, Scope, scope_of
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.MY_CUSTOMERS)
def figure(request: SeatRequest, link: str, measure: str) -> HttpResponse:
    """One number of one link: value, interval, n, formula, exclusions, 25 rows at a time."""
    wanted, scope, at = _asked(request, link, measure), _scope(request), clock.now()
    span = {"now": wanted.period}
    tally = tallies(wanted.whose, span, at=at).get((link, wanted.side, "now"), Tally())
    touched = touched_items(wanted.whose, span).get((link, wanted.side, "now"), {})
    found, following = rows.page_of(
        rows.rows_behind(wanted), Place.read(request.GET.get("after", ""))
    )
    chains = chains_for([row.case_id for row in found], at=at)
    given = {
        "link": link,
        "word": link_words()[wanted.link],
        "measure": wanted.measure,
        "scope": scope,
        "side": wanted.side,
        "shown": figure_rows.shown(wanted.measure, figures_of(tally, touched)),
        "rows": [figure_rows.row_of(row, wanted.measure, chains[row.case_id]) for row in found],
        "tabs": figure_rows.tabs(wanted),
        "show": wanted.show,
        "item": wanted.item,
        "periods": periods(),
        "period": period_asked(request),
        "query": urlencode(_query(request, wanted)),
        "whole": urlencode({**_query(request, wanted), "show": Show.ALL, "item": ""}),
        "following": following.written() if following else "",
        "measures": figure_rows.measures(),
    }
    return render(request, "everyone/figure.html", given)


@require_GET
@page(Permission.MY_CUSTOMERS)
def rows_file(request: SeatRequest, link: str, measure: str) -> StreamingHttpResponse:
    """The rows as a comma-separated file, at most ten thousand."""
    wanted = _asked(request, link, measure)
    answer = StreamingHttpResponse(
        csv_out.written(rows.lines_for_file(wanted)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{link}-{measure}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _scope(request: SeatRequest) -> Scope:
    return scope_of(request.actor, request.GET.get("whose", ME))


def _asked(request: SeatRequest, link: str, measure: str) -> Wanted:
    """What the address asks for; 404 for words that we do not know, and for what is not theirs."""
    if link not in set(LinkKey) or measure not in set(Measure):
        raise Http404(_("No such figure."))
    side = request.GET.get("side", Side.SUPPLIED)
    show = request.GET.get("show", Show.ALL)
    if side not in set(Side) or show not in set(Show):
        raise NotYours("figures")
    key = period_asked(request)
    return Wanted(
        link=LinkKey(link),
        measure=Measure(measure),
        whose=_scope(request).whose,
        side=Side(side),
        period=period_of(key, at=clock.now(), zone=settings.TIME_ZONE),
        show=Show(show),
        item=request.GET.get("item", "")[:40],
    )


def _query(request: SeatRequest, wanted: Wanted) -> dict[str, str]:
    return {
        "whose": _scope(request).word,
        "side": wanted.side,
        "period": period_asked(request),
        "show": wanted.show,
        "item": wanted.item,
    }
