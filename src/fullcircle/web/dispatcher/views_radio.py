"""The close-out by radio: the dispatcher types what the technician says."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullcircle.operations.dispatch.access import relation_to
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.registry.people import policy
from fullcircle.registry.people.policy import Permission
from fullcircle.web.dispatcher.forms import RadioCloseOut
from fullcircle.web.dispatcher.panel import Selected, select_visit
from fullcircle.web.dispatcher.wording import REFUSALS, why_not
from fullcircle.web.shell.access import SeatRequest, page


@require_http_methods(["GET", "POST"])
@page(Permission.CLOSE_OUT)
def close_out(request: SeatRequest, pk: int) -> HttpResponse:
    """The same closing form as on the phone; the channel says radio."""
    selected = select_visit(pk)
    if selected.visit is None or selected.job is None or not selected.active:
        return HttpResponseRedirect(f"{reverse('dispatcher-board')}?visit={pk}")
    # The form shows the visit before the action is asked: in the field one reaches one's own only.
    policy.require(request.actor, Permission.CLOSE_OUT, relation_to(request.actor, selected.visit))
    kind = selected.job.job_type
    if request.method != "POST":
        form = RadioCloseOut(
            kind, initial={"key": uuid4().hex, "signed_by_name": selected.contact_name}
        )
        return _show(request, selected, form)
    form = RadioCloseOut(kind, request.POST)
    if not form.is_valid():
        return _show(request, selected, form, status=422)
    try:
        fieldwork.close_out(
            by=request.actor,
            visit=selected.visit,
            report=form.report(),
            idempotency_key=form.cleaned_data["key"],
        )
    except REFUSALS as refusal:
        form.add_error(None, why_not(refusal))
        return _show(request, selected, form, status=422)
    messages.success(request, _("Closed out. It is with the bookkeeper now."))
    return HttpResponseRedirect(f"{reverse('dispatcher-board')}?visit={pk}")


def _show(
    request: SeatRequest, selected: Selected, form: RadioCloseOut, *, status: int = 200
) -> HttpResponse:
    context = {"selected": selected, "form": form}
    return render(request, "dispatcher/close_out.html", context, status=status)
