"""Pages that are more than one figure: the weakest link, favours, seats, what goes together."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fullcircle.foundation import clock
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.chain import TARGETS, chain_report
from fullcircle.insight.reports.favours import favours
from fullcircle.insight.reports.satisfaction import satisfaction
from fullcircle.insight.reports.seats import seats_report
from fullcircle.insight.reports.spans import Span, months, span_of
from fullcircle.registry.people.policy import Permission
from fullcircle.web.figures import asked, chain_page, favours_page, goes_page, seats_page
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_FIGURES)
def chain(request: SeatRequest) -> HttpResponse:
    """The weakest link, named only when it can be told apart."""
    span, at = asked.span_asked(request), clock.now()
    word = request.GET.get("target", "")
    target = next((one for one in TARGETS if f"{one * 100:.0f}" == word), TARGETS[1])
    period = span_of(span, until=at, zone=settings.TIME_ZONE)
    shown = chain_page.chain_page(chain_report(period, at=at, target=target), span)
    return render(request, "figures/chain.html", _frame(span) | {"shown": shown})


@require_GET
@page(Permission.SEE_FIGURES)
def favour(request: SeatRequest) -> HttpResponse:
    """Who gives and who gets earlier than standard, next to what the reasons would explain."""
    span, at = asked.span_asked(request), clock.now()
    found = favours(span_of(span, until=at, zone=settings.TIME_ZONE), at=at)
    shown = favours_page.favours_page(found, span)
    return render(request, "figures/favours.html", _frame(span) | {"shown": shown})


@require_GET
@page(Permission.SEE_FIGURES)
def seats(request: SeatRequest) -> HttpResponse:
    """Each seat as server and as customer."""
    span, at = asked.span_asked(request), clock.now()
    found = seats_report(span_of(span, until=at, zone=settings.TIME_ZONE), at=at)
    shown = seats_page.seats_page(found, span)
    return render(request, "figures/seats.html", _frame(span) | {"shown": shown})


@require_GET
@page(Permission.SEE_FIGURES)
def goes_together(request: SeatRequest) -> HttpResponse:
    """Hand-offs inside and content customers outside, case by case."""
    span = asked.span_asked(request) if "months" in request.GET else Span.TWELVE
    series = months(until=clock.now(), count=int(span), zone=settings.TIME_ZONE)
    period = Period(next(iter(series.values())).start, clock.now())
    shown = goes_page.goes_page(satisfaction(period, series), span)
    return render(request, "figures/goes_together.html", _frame(span) | {"shown": shown})


def _frame(span: Span) -> dict[str, object]:
    return {"span": span, "spans": asked.spans()}
