"""The control that moves the demo company's clock. It does not exist in a real company."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fullcircle.foundation import clock, feed
from fullcircle.registry.people.policy import Permission
from fullcircle.web.shell.access import SeatRequest, page

MOST_MINUTES = 24 * 60


@require_POST
@page(Permission.MOVE_DEMO_CLOCK)
def move_clock(request: SeatRequest) -> HttpResponse:
    """Forward only: going back would put events before their causes."""
    if not settings.DEMO:
        raise Http404
    text = request.POST.get("minutes", "")
    minutes = int(text) if text.isdigit() else 0
    if 0 < minutes <= MOST_MINUTES:
        clock.set_company_time(clock.now() + timedelta(minutes=minutes))
        feed.publish([feed.BOARD, feed.QUEUE, feed.LOOP], kind="clock", reference="clock:1")
    else:
        messages.error(request, _("The clock moves by 1 minute to 24 hours, and only forward."))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(back if safe else reverse("home"))
