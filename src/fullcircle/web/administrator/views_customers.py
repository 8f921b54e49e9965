"""Customers are entered here too; what is done for them is not read here."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fullcircle.foundation.transactions import action
from fullcircle.registry.customers.actions import (
    NewContact,
    NewPlace,
    add_contact,
    add_location,
    enter_customer,
)
from fullcircle.registry.customers.actions.entering import (
    NameMissing,
    PhoneNotDialled,
    PlaceNotSaid,
)
from fullcircle.registry.customers.actions.tying import NotADepartment, tie_colleague
from fullcircle.registry.customers.models import Contact, Customer
from fullcircle.registry.customers.states import CustomerKind, LocationKind, Side
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission
from fullcircle.web.administrator.catalogue_forms import CustomerForm
from fullcircle.web.shell.access import SeatRequest, page

LATELY = 10
MOST_DEPARTMENTS = 100


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.ADMINISTER)
def customers(request: SeatRequest) -> HttpResponse:
    form = CustomerForm(request.POST or None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        made = _enter(by=request.actor, said=form.cleaned_data, zone=request_zone(request))
    except PhoneNotDialled:
        form.add_error("phone", _("This is no number that can be dialled from here."))
        return _page(request, form, status=422)
    except (NameMissing, PlaceNotSaid):
        form.add_error("street", _("Say where it is, so that a technician can find it."))
        return _page(request, form, status=422)
    messages.success(request, _("%(name)s is entered.") % {"name": made.name})
    return HttpResponseRedirect(reverse("administrator-customers"))


@require_POST
@page(Permission.ADMINISTER)
def tie(request: SeatRequest) -> HttpResponse:
    """A colleague asks for a department on the page My requests."""
    customer = Customer.objects.inside().filter(pk=_number(request, "customer")).first()
    colleague = Person.objects.here().filter(pk=_number(request, "person")).first()
    if customer is None or colleague is None:
        raise Http404
    try:
        tie_colleague(by=request.actor, person=colleague, customer=customer)
    except NotADepartment:
        raise Http404 from None
    said = _("%(person)s asks for %(department)s now.")
    messages.success(request, said % {"person": colleague.name, "department": customer.name})
    return HttpResponseRedirect(reverse("administrator-customers"))


def request_zone(request: SeatRequest) -> str:
    """The zone of whoever enters it: most customers are near."""
    row = (
        Person.objects.filter(pk=request.actor.needed_person_id)
        .values_list("zone", flat=True)
        .first()
    )
    return row or ""


@action
def _enter(*, by: Actor, said: dict[str, str], zone: str) -> Customer:
    """Customer, contact and place stand or fall together."""
    kind = CustomerKind(said["side"])
    inside = kind is CustomerKind.DEPARTMENT
    customer = enter_customer(
        by=by,
        name=said["name"],
        kind=kind,
        side=Side.INSIDE if inside else Side.OUTSIDE,
        trade=said["trade"],
        cost_centre=said["cost_centre"],
    )
    contact = NewContact(name=said["contact"], phone=said["phone"])
    add_contact(by=by, customer=customer, contact=contact)
    place = NewPlace(
        street=said["street"],
        house_number=said["house_number"],
        town=said["town"],
        access=said["access"],
        kind=LocationKind.HOME if kind is CustomerKind.PERSON else LocationKind.SITE,
        zone=zone,
    )
    add_location(by=by, customer=customer, place=place)
    return customer


def _number(request: SeatRequest, field: str) -> int:
    text = request.POST.get(field, "")
    return int(text) if text.isdigit() else 0


def _page(request: SeatRequest, form: CustomerForm, *, status: int = 200) -> HttpResponse:
    tied = Contact.objects.filter(person__isnull=False).select_related("person")
    inside = Customer.objects.inside().prefetch_related(Prefetch("contacts", tied, to_attr="tied"))
    context = {
        "form": form,
        "lately": Customer.objects.order_by("-pk")[:LATELY],
        "departments": inside.order_by("name")[:MOST_DEPARTMENTS],
        "people": Person.objects.here().order_by("name"),
        "here": "customers",
    }
    return render(request, "administrator/customers.html", context, status=status)
