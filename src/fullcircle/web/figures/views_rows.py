"""Every number opens its rows, 25 at a time; rows and tables also come as files."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fullcircle.handoffs.queries import chains_for
from fullcircle.insight import csv_out
from fullcircle.insight.reports import report_rows
from fullcircle.insight.reports.measures import BY_WORDS, TITLES, By, Kind
from fullcircle.insight.reports.report import Cell, Report, Wanted, report
from fullcircle.insight.reports.report_rows import Show
from fullcircle.insight.rows import Place
from fullcircle.registry.people.policy import Permission
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.figures import asked, rows_page, wording
from fullcircle.web.figures.naming import narrowed_to
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_FIGURES)
def rows(request: SeatRequest, measure: str) -> HttpResponse:
    """The rows behind a figure, as they were counted."""
    it = asked.asked(request, measure)
    word = request.GET.get("show", "")
    show = Show(word) if word in set(Show) else Show.ALL
    meant, behind = report_rows.rows_behind(it.wanted, at=it.at, zone=it.zone, show=show)
    found, following = report_rows.page_of(meant, behind, Place.read(request.GET.get("after", "")))
    chains = chains_for([row.case_id for row in found], at=it.at)
    given = {
        "title": wording.capital(TITLES[it.wanted.measure]),
        "narrowings": narrowed_to(it.wanted).items(),
        "rows": [rows_page.shown(row, ring_of(chains[row.case_id], row.zone)) for row in found],
        "tabs": [
            (tab, said, it.address("figures-rows", show=tab)) for tab, said in rows_page.tabs()
        ],
        "show": show,
        "report_url": it.address(),
        "file_url": it.address("figures-rows-file", show=show),
        "more_url": it.address("figures-rows", show=show, after=following.written())
        if following
        else "",
    }
    return render(request, "figures/rows.html", given)


@require_GET
@page(Permission.SEE_FIGURES)
def rows_file(request: SeatRequest, measure: str) -> StreamingHttpResponse:
    """The rows as a comma-separated file, at most ten thousand."""
    it = asked.asked(request, measure)
    word = request.GET.get("show", "")
    show = Show(word) if word in set(Show) else Show.ALL
    meant, behind = report_rows.rows_behind(it.wanted, at=it.at, zone=it.zone, show=show)
    return _file(report_rows.lines_for_file(meant, behind), f"{measure}-rows")


@require_GET
@page(Permission.SEE_FIGURES)
def table(request: SeatRequest, measure: str) -> StreamingHttpResponse:
    """The table of a report as a comma-separated file."""
    it = asked.asked(request, measure)
    found = report(it.wanted, at=it.at, zone=it.zone)
    return _file(_lines(it.wanted, found), f"{measure}-by-{it.wanted.by}")


def _file(lines: Iterator[list[object]], name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(csv_out.written(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _lines(wanted: Wanted, found: Report) -> Iterator[list[object]]:
    timed = found.whole.kind is Kind.TIME
    figures = (
        ["median minutes", "nine of ten under, minutes", "still open"]
        if timed
        else ["value", "low", "high"]
    )
    yield [str(BY_WORDS[wanted.by]), *figures, "n", "left out"]
    for cell in found.cells:
        yield _line(wanted.by, cell, timed=timed)
    yield _line(None, Cell("", "", found.whole), timed=timed)


def _line(by: By | None, cell: Cell, *, timed: bool) -> list[object]:
    figure, wait = cell.figure, cell.figure.wait
    name = wording.name_of(by, cell.key, cell.name, cell.members) if by else "all"
    values: list[object]
    if timed:
        values = [wait.median, wait.p90, wait.still_open] if wait else [None, None, None]
    else:
        values = [figure.value, figure.low, figure.high]
    left = "; ".join(f"{count} {word}" for word, count in figure.left_out.items())
    return [name, *values, figure.n, left]
