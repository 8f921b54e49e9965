"""What was done by whom, what leaves the house, and whether open screens hear the news."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fullcircle.foundation import audit, deliveries
from fullcircle.foundation.states import DeliveryState
from fullcircle.registry.people.policy import Permission
from fullcircle.web.administrator.reading import audit_after, feed_health, names_of, outgoing
from fullcircle.web.shell.access import SeatRequest, page

PAGE = 25


@require_safe
@page(Permission.ADMINISTER)
def audit_log(request: SeatRequest) -> HttpResponse:
    """References and states, never what somebody wrote."""
    subject = request.GET.get("subject", "").strip()[:60]
    before = request.GET.get("before", "")
    behind = int(before) if before.isdigit() and len(before) < 19 else None
    found = audit_after(subject=subject, behind=behind, most=PAGE)
    shown = found[:PAGE]
    names = names_of({row.by for row in shown} | {row.subject for row in shown})
    context = {
        "rows": [
            (row, names.get(row.by, row.by), names.get(row.subject, row.subject)) for row in shown
        ],
        "subject": subject,
        "behind": behind,
        "more": shown[-1].pk if len(found) > PAGE else "",
        "zone": settings.TIME_ZONE,
        "here": "audit",
    }
    return render(request, "administrator/audit.html", context)


@require_safe
@page(Permission.ADMINISTER)
def deliveries_page(request: SeatRequest) -> HttpResponse:
    """Kind, what about, how often tried; the words themselves are the customer's."""
    found = outgoing()
    context = {
        "out": found,
        "counts": [
            (_("waiting"), found.counts.get(DeliveryState.WAITING, 0), "waiting"),
            (_("sent"), found.counts.get(DeliveryState.SENT, 0), "accepted"),
            (_("kept, no gateway"), found.counts.get(DeliveryState.KEPT, 0), "idle"),
            (_("given up"), found.counts.get(DeliveryState.DEAD, 0), "late"),
        ],
        "feed": feed_health(),
        "zone": settings.TIME_ZONE,
        "here": "deliveries",
    }
    return render(request, "administrator/deliveries.html", context)


@require_POST
@page(Permission.ADMINISTER)
def again(request: SeatRequest, number: uuid.UUID) -> HttpResponse:
    if deliveries.try_again(number):
        audit.record(by=request.actor.ref, verb="try delivery again", subject=f"delivery:{number}")
        messages.success(request, _("It is tried again now."))
    else:
        messages.warning(request, _("It is not given up any more; nothing was changed."))
    return HttpResponseRedirect(reverse("administrator-deliveries"))
