"""What opens beside the picture of a log, and the files of its arrows and rows."""

from collections.abc import Iterator
from itertools import count as counted
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullcircle.insight import csv_out
from fullcircle.insight.graph import files
from fullcircle.insight.graph.picture import Picture
from fullcircle.insight.graph.queries import log_for, log_picture, rows_behind_arrow
from fullcircle.insight.graph.states import LogFile
from fullcircle.insight.models import LogImport
from fullcircle.web.graph import asked as asking
from fullcircle.web.graph import drawing, log_pages, panels
from fullcircle.web.graph.shades import wait_of
from fullcircle.web.graph.shown import Shown
from fullcircle.web.graph.visiting import log_page, owner
from fullcircle.web.shell.access import SeatRequest

MOST_ROWS = 100_000


@require_http_methods(["GET", "HEAD"])
@log_page
def opened(request: SeatRequest, number: int) -> HttpResponse:
    """A party, an arrow with 25 of its rows, or through whom most passes."""
    log, picture = _studied(request, number)
    view = log_pages.of_log(request, log, picture)
    given = {"log": log, "shown": view, **_what(request, log, view)}
    return render(request, "graph/panel.html" if request.htmx else "graph/panel_page.html", given)


@require_http_methods(["GET", "HEAD"])
@log_page
def arrows_file(request: SeatRequest, number: int) -> StreamingHttpResponse:
    """Every arrow that the filter leaves, for a spreadsheet."""
    log, picture = _studied(request, number)
    return as_file(arrow_lines(picture, asking.read(request.GET, picture)), f"arrows-{log.pk}.csv")


@require_http_methods(["GET", "HEAD"])
@log_page
def rows_file(request: SeatRequest, number: int) -> StreamingHttpResponse:
    """The rows behind one arrow, for a spreadsheet."""
    log, _picture = _studied(request, number)
    supplier, customer = request.GET.get("from", ""), request.GET.get("to", "")
    return as_file(_row_lines(log, supplier, customer), f"rows-{log.pk}.csv")


@require_http_methods(["GET", "HEAD"])
@log_page
def set_aside(request: SeatRequest, number: int) -> StreamingHttpResponse:
    """The rows that could not be used, each with its line and why."""
    log = log_for(owner(request), number)
    text = files.read_result(log.folder, log.attempt, LogFile.SET_ASIDE)
    if text is None:
        raise Http404
    answer = StreamingHttpResponse(iter([text]), content_type="text/csv; charset=utf-8")
    return named(answer, f"set-aside-{log.pk}.csv")


def as_file(lines: Iterator[list[object]], name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(csv_out.written(lines), content_type="text/csv; charset=utf-8")
    return named(answer, name)


def arrow_lines(picture: Picture, asked: asking.Asked) -> Iterator[list[object]]:
    names = {node.key: node.name for node in picture.nodes}
    yield [
        "supplier", "customer", "handovers", "cases", "wait_s", "came_straight_back", "both_ways",
    ]  # fmt: skip
    for arrow in drawing.ordered(drawing.filtered(picture, asked), asked.order):
        yield [
            names[arrow.supplier], names[arrow.customer], arrow.dealings, arrow.cases,
            _rounded(wait_of(arrow)), arrow.returns, _rounded(arrow.matched, 3),
        ]  # fmt: skip


def _row_lines(log: LogImport, supplier: str, customer: str) -> Iterator[list[object]]:
    yield ["case", "from", "to", "given", "taken", "wait_s", "line"]
    for page in counted():
        rows, more = rows_behind_arrow(log, supplier, customer, page=page)
        for row in rows:
            yield [
                row.case, row.from_activity, row.to_activity, row.given_at, row.taken_at,
                _rounded(row.wait_s), row.line,
            ]  # fmt: skip
        if not more or page * len(rows) > MOST_ROWS:
            return


def _studied(request: SeatRequest, number: int) -> tuple[LogImport, Picture]:
    log = log_for(owner(request), number)
    picture = log_picture(log)
    if picture is None:
        raise Http404
    return log, picture


def _what(request: SeatRequest, log: LogImport, view: Shown) -> dict[str, object]:
    party, supplier = request.GET.get("party", ""), request.GET.get("from", "")
    if party:
        return {"party": _or_404(panels.party_panel(view.picture, view.asked, party))}
    if not supplier:
        return {}
    customer = request.GET.get("to", "")
    arrow = _or_404(panels.arrow_panel(view.picture, view.asked, supplier, customer))
    text = request.GET.get("rows", "0")
    page = int(text) if text.isdecimal() and len(text) < 7 else 0
    rows, more = rows_behind_arrow(log, supplier, customer, page=page)
    here = f"{view.panel_url}?{view.asked.opening(supplier, customer)}"
    return {
        "arrow": arrow,
        "rows": [panels.row_words(row) for row in rows],
        "rows_file": f"{reverse('graph-rows', args=[log.pk])}?"
        f"{urlencode({'from': supplier, 'to': customer})}",
        "rows_earlier": f"{here}&rows={page - 1}" if page else None,
        "rows_later": f"{here}&rows={page + 1}" if more else None,
        "rows_missing": _("The rows are not kept any more."),
    }


def _or_404[T](found: T | None) -> T:
    if found is None:
        raise Http404
    return found


def named(answer: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _rounded(number: float | None, places: int = 0) -> float | None:
    return None if number is None else round(number, places) if places else round(number)
