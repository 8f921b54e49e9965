"""Not yet confirmed, by age: done, disputed, silent apart. "I called, all good" closes a circle."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fullcircle.foundation import clock
from fullcircle.handoffs.queries import chains_for
from fullcircle.handoffs.states import Known
from fullcircle.insight.circles import page_in, waiting_circles
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.queries import request_with_key
from fullcircle.operations.servicedesk.rules import CircleStepNotPossible
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.people import policy
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotYours
from fullcircle.registry.people.states import Relation
from fullcircle.web.components.chain_ring import ring_of
from fullcircle.web.shell.access import SeatRequest, page

TABS = (Circle.DISPUTED, Circle.DONE, Circle.SILENT)


@require_GET
@page(Permission.SEE_REQUESTS)
def unconfirmed(request: SeatRequest) -> HttpResponse:
    """The oldest first."""
    asked = request.GET.get("circle", "")
    counts = waiting_circles(TABS)
    fullest = Circle.DISPUTED if counts[Circle.DISPUTED].count else Circle.DONE
    circle = Circle(asked) if asked in TABS else fullest
    rows, following = page_in(circle, _place(request.GET.get("after", "")))
    chains = chains_for([row.case_id for row in rows], at=clock.now())
    given = {
        "tabs": [(tab, counts[tab]) for tab in TABS],
        "circle": circle,
        "rows": [(row, ring_of(chains[row.case_id], row.zone)) for row in rows],
        "may_confirm": policy.allows(request.actor, Permission.CORRECT_REQUEST, Relation.FOREIGN),
        "following": f"{following[0].isoformat()}~{following[1]}" if following else "",
    }
    return render(request, "manager/unconfirmed.html", given)


@require_POST
@page(Permission.CORRECT_REQUEST)
def called(request: SeatRequest, number: int) -> HttpResponseBase:
    """ "I called, all good": the customer's own word, heard by us, and kept as said."""
    found = request_with_key(number)
    if found is None:
        raise NotYours("request")
    before = found.circle
    name = request.POST.get("by_name", "").strip() or (found.contact.name if found.contact else "")
    try:
        servicedesk.confirm(
            by=request.actor,
            request=found,
            how="phone",
            by_name=name[:120],
            words=request.POST.get("words", "").strip()[:500],
            known=Known.SAID,
        )
    except CircleStepNotPossible:
        messages.warning(request, _("Its circle is open again: nothing was confirmed."))
        return redirect("manager-unconfirmed")
    messages.success(request, _("The circle is closed, by their word."))
    return redirect(f"{reverse('manager-unconfirmed')}?circle={before}")


def _place(text: str) -> tuple[datetime, int] | None:
    when, _tilde, number = text.rpartition("~")
    try:
        at, behind = datetime.fromisoformat(when), int(number)
    except ValueError:
        return None
    return (at, behind) if at.tzinfo is not None else None
