"""What the dispatcher does with a request: ask, mend, promise, place, hold, decline."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fullcircle.foundation.transactions import StaleEdit
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.states import ChangeKind
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.job_queries import job_types_offered
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission
from fullcircle.web.dispatcher.candidates import warning_for
from fullcircle.web.dispatcher.panel import Selected, select_request
from fullcircle.web.dispatcher.showing import carry_out, carry_out_as_json
from fullcircle.web.dispatcher.views_visits import (
    chosen_helpers,
    chosen_person,
    dropped,
    dropped_at,
    typed_start,
)
from fullcircle.web.shell.access import SeatRequest, page


@require_POST
@page(Permission.DISPATCH)
def ask(request: SeatRequest, pk: int) -> HttpResponse:
    """A touched field asks the agent who gave it."""

    def deed(selected: Selected) -> str:
        baton = selected.request.handoff
        if baton is None:
            raise Http404
        returned = handoffs.ask_about(
            by=request.actor,
            handoff=baton,
            item_key=request.POST.get("field", ""),
            question=request.POST.get("question", ""),
        )
        return _("Asked about %(item)s.") % {"item": returned.item_label}

    return carry_out(request, lambda: select_request(pk), deed)


@require_POST
@page(Permission.CORRECT_REQUEST)
def correct(request: SeatRequest, pk: int) -> HttpResponse:
    """Mended in place, because that is quicker: it counts as fixed by the receiver."""

    def deed(selected: Selected) -> str:
        key = request.POST.get("field", "")
        servicedesk.correct_request(
            by=request.actor,
            request=selected.request,
            version=_whole(request, "version"),
            item_key=key,
            value=_value(selected.request, key, request.POST.get("value", "").strip()),
            change=_change(request.POST.get("change", "")),
        )
        return _("Corrected.")

    return carry_out(request, lambda: select_request(pk), deed)


def _change(word: str) -> ChangeKind:
    return ChangeKind(word) if word in set(ChangeKind) else ChangeKind.WAS_WRONG


def _job_type(code: str) -> JobType:
    for offered in job_types_offered():
        if offered.code == code:
            return offered
    raise Http404


def _value(row: Request, key: str, text: str) -> Any:
    if key == "job_type":
        return _job_type(text)
    if key == "contact":
        return get_object_or_404(
            row.case.customer.contacts.filter(left_on__isnull=True),
            pk=int(text) if text.isdigit() else 0,
        )
    return text


@require_POST
@page(Permission.DISPATCH)
def place(request: SeatRequest, pk: int) -> HttpResponse:
    """From the panel: onto the board at a time, with somebody or with nobody yet."""

    def deed(selected: Selected) -> str:
        person = chosen_person(request)
        visit = _place(request, selected, person, minutes=_whole(request, "minutes"))
        return f"{_('Placed.')} {warning_for(person, visit)}".strip()

    return carry_out(request, lambda: select_request(pk), deed)


@require_POST
@page(Permission.DISPATCH)
def drop(request: SeatRequest, pk: int) -> HttpResponse:
    """A card dragged from the tray onto the board. Answers with JSON."""

    def deed() -> dict[str, Any]:
        selected = select_request(pk)
        if selected.active and selected.visit is not None:
            raise StaleEdit(selected.title, selected.visit.changed_by_name)
        person = chosen_person(request)
        return dropped(_place(request, selected, person, minutes=0), person)

    return carry_out_as_json(deed)


def _place(
    request: SeatRequest, selected: Selected, person: Person | None, *, minutes: int
) -> Visit:
    start = dropped_at(request) if "minute" in request.POST else typed_start(request)
    return dispatch.place_request(
        by=request.actor,
        request=selected.request,
        start=start,
        minutes=minutes or None,
        person=person,
        helpers=chosen_helpers(request) or (),
    )


@require_POST
@page(Permission.DISPATCH)
def hold(request: SeatRequest, pk: int) -> HttpResponse:
    """The job waits, with a reason and a day on which somebody looks again."""

    def deed(selected: Selected) -> str:
        job = selected.job or scheduling.make_job(by=request.actor, request=selected.request)
        text = request.POST.get("wake_on", "")
        scheduling.hold_job(
            by=request.actor,
            job=job,
            reason=request.POST.get("reason", ""),
            wake_on=date.fromisoformat(text) if text else None,
        )
        return _("On hold.")

    return carry_out(request, lambda: select_request(pk), deed)


@require_POST
@page(Permission.DISPATCH)
def wake(request: SeatRequest, pk: int) -> HttpResponse:
    def deed(selected: Selected) -> str:
        if selected.job is None:
            raise Http404
        scheduling.wake_job(by=request.actor, job=selected.job)
        return _("Back among the unscheduled.")

    return carry_out(request, lambda: select_request(pk), deed)


def _whole(request: SeatRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdigit() else 0
