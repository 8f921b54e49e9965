"""The figures over our own history: for managers and supervisors, never about a person."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from fullcircle.foundation import clock
from fullcircle.insight.reports.measures import BY_WORDS
from fullcircle.insight.reports.overview import overview
from fullcircle.insight.reports.report import report
from fullcircle.registry.people.policy import Permission
from fullcircle.web.figures import asked, home_page, presenters
from fullcircle.web.figures.naming import narrowed_to
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_FIGURES)
def home(request: SeatRequest) -> HttpResponse:
    """The five links and what lies beyond them, with the months of a year."""
    span, at = asked.span_asked(request), clock.now()
    found = overview(span, at=at, zone=settings.TIME_ZONE)
    given = {
        "shown": home_page.home_page(found, span),
        "span": span,
        "spans": asked.spans(),
        "measures": presenters.measures(),
        "splits": presenters.all_splits(),
    }
    return render(request, "figures/home.html", given)


@require_GET
@page(Permission.SEE_FIGURES)
def choose(request: SeatRequest) -> HttpResponse:
    """From the form to the address of the report. A split that the figure lacks becomes its first;
    what the page was narrowed to stays, where the figure knows it."""
    return redirect(asked.chosen(request))


@require_GET
@page(Permission.SEE_FIGURES)
def one_report(request: SeatRequest, measure: str) -> HttpResponse:
    """One figure, split by one thing, over some months."""
    it = asked.asked(request, measure)
    found = report(it.wanted, at=it.at, zone=it.zone)
    given = {
        "shown": presenters.report_page(
            it.wanted, found, narrowed_to(it.wanted), part=asked.part_asked(request)
        ),
        "wanted": it.wanted,
        "period": found.period,
        "zone": it.zone,
        "spans": asked.spans(),
        "measures": presenters.measures(),
        "fields": asked.plain(it.wanted),
        "rows_url": it.address("figures-rows"),
        "file_url": it.address("figures-table"),
        "by_word": BY_WORDS[it.wanted.by],
    }
    return render(request, "figures/report.html", given)
