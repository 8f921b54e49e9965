"""What the dispatcher does with a visit: place, assign, dispatch, tell by radio, tap for somebody."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission
from fullcircle.web.dispatcher.candidates import warning_for
from fullcircle.web.dispatcher.days import MINUTE, day_from
from fullcircle.web.dispatcher.panel import Selected, select_visit
from fullcircle.web.dispatcher.showing import carry_out, carry_out_as_json
from fullcircle.web.dispatcher.wording import WhenNotUnderstood
from fullcircle.web.shell.access import SeatRequest, page


@require_POST
@page(Permission.DISPATCH)
def place(request: SeatRequest, pk: int) -> HttpResponse:
    """What a drag does: minute of the day and person (0: back to the tray). Answers with JSON."""
    visit = get_object_or_404(Visit.objects.select_related("job__case", "job__request"), pk=pk)

    def deed() -> dict[str, Any]:
        person = chosen_person(request)
        placed = dispatch.place_visit(
            by=request.actor,
            visit=visit,
            version=_number(request, "version"),
            person=person,
            start=dropped_at(request),
        )
        return dropped(placed, person)

    return carry_out_as_json(deed)


@require_POST
@page(Permission.DISPATCH)
def assign(request: SeatRequest, pk: int) -> HttpResponse:
    """From the panel: another time, another person, or both."""

    def deed(selected: Selected) -> str:
        visit = _visit(selected)
        person = chosen_person(request)
        dispatch.place_visit(
            by=request.actor,
            visit=visit,
            version=_number(request, "version"),
            person=person,
            start=typed_start(request),
            minutes=_number(request, "minutes") or None,
            helpers=chosen_helpers(request),
        )
        said = _("Placed with %(who)s.") % {"who": person.call_name if person else _("nobody")}
        return f"{said} {warning_for(person, visit)}".strip()

    return carry_out(request, lambda: select_visit(pk), deed)


@require_POST
@page(Permission.DISPATCH)
def send(request: SeatRequest, pk: int) -> HttpResponse:
    """Dispatch: the briefing is composed, frozen and handed over."""

    def deed(selected: Selected) -> str:
        dispatch.dispatch_visit(
            by=request.actor,
            visit=_visit(selected),
            version=_number(request, "version"),
            line=request.POST.get("line", ""),
        )
        return _("Dispatched.")

    return carry_out(request, lambda: select_visit(pk), deed)


@require_POST
@page(Permission.DISPATCH)
def told(request: SeatRequest, pk: int) -> HttpResponse:
    """The one key: it was read out on the radio."""

    def deed(selected: Selected) -> str:
        dispatch.tell_by_radio(by=request.actor, visit=_visit(selected))
        return _("Told by radio.")

    return carry_out(request, lambda: select_visit(pk), deed)


@require_POST
@page(Permission.TRAVEL)
def set_out(request: SeatRequest, pk: int) -> HttpResponse:
    """ "On my way", heard on the radio."""

    def deed(selected: Selected) -> str:
        fieldwork.set_out(by=request.actor, visit=_visit(selected), source="radio")
        return _("On the way, by radio.")

    return carry_out(request, lambda: select_visit(pk), deed)


@require_POST
@page(Permission.TRAVEL)
def arrive(request: SeatRequest, pk: int) -> HttpResponse:
    """ "I am here", heard on the radio."""

    def deed(selected: Selected) -> str:
        fieldwork.arrive(by=request.actor, visit=_visit(selected), source="radio")
        return _("Arrived, by radio.")

    return carry_out(request, lambda: select_visit(pk), deed)


@require_POST
@page(Permission.TRAVEL)
def position(request: SeatRequest, pk: int) -> HttpResponse:
    """ "What's your 20?": street and heading of whoever has this visit."""

    def deed(selected: Selected) -> str:
        person = Person.objects.here().filter(pk=selected.lead.pk if selected.lead else 0).first()
        if person is None:
            raise Http404
        noted = dispatch.note_position(
            by=request.actor,
            person=person,
            street=request.POST.get("street", ""),
            heading=request.POST.get("heading", ""),
        )
        return _("%(who)s: %(street)s") % {"who": person.call_name, "street": noted.street}

    return carry_out(request, lambda: select_visit(pk), deed)


@require_POST
@page(Permission.DISPATCH)
def cancel(request: SeatRequest, pk: int) -> HttpResponse:
    def deed(selected: Selected) -> str:
        scheduling.cancel_visit(
            by=request.actor,
            visit=_visit(selected),
            version=_number(request, "version"),
            reason=request.POST.get("reason", ""),
        )
        return _("Visit cancelled. The job is back among the unscheduled.")

    return carry_out(request, lambda: select_visit(pk), deed)


def dropped(visit: Visit, person: Person | None) -> dict[str, Any]:
    """The answer to a drag; `says` is there when the dispatcher should look again."""
    answer: dict[str, Any] = {"visit": visit.pk, "version": visit.version}
    warning = warning_for(person, visit)
    return answer | ({"says": warning} if warning else {})


def chosen_person(request: SeatRequest) -> Person | None:
    """The person of the form; 0 or nothing is nobody."""
    chosen = _number(request, "person")
    return get_object_or_404(Person.objects.here(), pk=chosen) if chosen else None


def chosen_helpers(request: SeatRequest) -> list[Person] | None:
    """Who comes along; None when the form did not ask (the list of people had not come yet)."""
    if "helpers_asked" not in request.POST:
        return None
    chosen = [int(text) for text in request.POST.getlist("helper") if text.isdigit()]
    return list(Person.objects.here().filter(pk__in=chosen).order_by("name"))


def typed_start(request: SeatRequest) -> datetime:
    """The start of the form, on the day of the form. Raises WhenNotUnderstood."""
    day = day_from(request.POST.get("on", "") or request.POST.get("day", ""))
    try:
        return day.at(request.POST.get("start", ""))
    except ValueError as error:
        raise WhenNotUnderstood from error


def dropped_at(request: SeatRequest) -> datetime:
    """The minute of the day on which a card was dropped. Raises WhenNotUnderstood."""
    day, text = day_from(request.POST.get("day", "")), request.POST.get("minute", "")
    start = day.window.start + (int(text) if text.isdigit() and len(text) < 5 else -1) * MINUTE
    if not day.window.contains(start):
        raise WhenNotUnderstood
    return start


def _number(request: SeatRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdigit() else 0


def _visit(selected: Selected) -> Visit:
    if selected.visit is None:
        raise LookupError(selected.address)
    return selected.visit
