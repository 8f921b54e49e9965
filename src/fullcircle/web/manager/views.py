"""*The loop today*: one picture of all links, what waits, what came back, two things to fix."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fullcircle.foundation import clock
from fullcircle.insight.circles import waiting_circles
from fullcircle.insight.loop import loop_today
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.people.policy import Permission
from fullcircle.web.manager.presenters import loop_page
from fullcircle.web.shell.access import SeatRequest, page


@require_GET
@page(Permission.SEE_LOOP)
def loop(request: SeatRequest) -> HttpResponse:
    """The whole page, or its live part alone."""
    at = clock.now()
    found = loop_today(at=at, zone=settings.TIME_ZONE)
    circles = waiting_circles()
    given = {
        "shown": loop_page(found, at=at),
        "thanks": found.thanks,
        "done": circles[Circle.DONE],
        "disputed": circles[Circle.DISPUTED],
        "at": at,
        "zone": settings.TIME_ZONE,
    }
    return render(request, "manager/loop_live.html" if request.htmx else "manager/loop.html", given)
