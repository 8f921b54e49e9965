"""A caller nobody knows: customer, contact and place in one short form, asked about twins first."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fullcircle.registry.customers.actions import NewContact, NewPlace, enter_newcomer
from fullcircle.registry.customers.models import Location
from fullcircle.registry.customers.queries import known_already
from fullcircle.registry.people.policy import Permission
from fullcircle.web.agent.forms import NewcomerForm, read_back
from fullcircle.web.shell.access import SeatRequest, page


@require_http_methods(["GET", "POST"])
@page(Permission.CHANGE_CUSTOMERS)
def newcomer(request: SeatRequest) -> HttpResponseBase:
    """Saved when nobody has this number or address, or after "it is somebody else" was said."""
    form = NewcomerForm(
        request.POST or None,
        initial={
            "phone": read_back(request.GET.get("phone", "")),
            "name": request.GET.get("name", ""),
        },
    )
    if request.method == "GET":
        return _show(request, form, [])
    if not form.is_valid():
        return _show(request, form, [], status=422)
    twins = known_already(
        phone=form.cleaned_data["phone"],
        street=form.cleaned_data["street"],
        house_number=form.cleaned_data["house_number"],
        unit=form.cleaned_data["unit"],
    )
    if twins and request.POST.get("somebody_else") != "yes":
        return _show(request, form, twins, status=422)
    return redirect(reverse("agent-call", args=[_enter(request, form).pk]))


def _enter(request: SeatRequest, form: NewcomerForm) -> Location:
    said = form.cleaned_data
    return enter_newcomer(
        by=request.actor,
        name=said["company"] or said["name"],
        kind=form.kind,
        contact=NewContact(name=said["name"], phone=said["phone"], may_text=said["may_text"]),
        place=NewPlace(
            street=said["street"],
            house_number=said["house_number"],
            unit=said["unit"],
            town=said["town"],
            access=said["access"],
        ),
    )


def _show(
    request: SeatRequest, form: NewcomerForm, twins: list[Location], *, status: int = 200
) -> HttpResponse:
    return render(request, "agent/newcomer.html", {"form": form, "twins": twins}, status=status)
