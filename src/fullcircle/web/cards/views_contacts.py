"""Whom we talk to at a customer: entered, changed, left."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.foundation.values.local_time import local_date
from fullcircle.registry.customers import actions as registry
from fullcircle.registry.customers.models import Contact, Customer
from fullcircle.registry.customers.queries import humans_at
from fullcircle.registry.people.policy import Permission
from fullcircle.web.cards.asked_customer import asked_customer
from fullcircle.web.cards.contact_form import ContactForm, as_known
from fullcircle.web.shell.access import SeatRequest, page


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.CHANGE_CUSTOMERS)
def new_contact(request: SeatRequest, number: int) -> HttpResponseBase:
    """Somebody we did not know there."""
    customer = asked_customer(number)
    others = humans_at(customer)
    form = ContactForm(others, request.POST or None, initial={"language": "en"})
    if request.method != "POST":
        return _form(request, customer, form)
    if not form.is_valid():
        return _form(request, customer, form, status=422)
    said = {key: form.values[key] for key in registry.NewContact.__dataclass_fields__}
    made = registry.add_contact(
        by=request.actor, customer=customer, contact=registry.NewContact(**said)
    )
    messages.success(request, _("%(who)s is on the card.") % {"who": made.spoken})
    return redirect("customer-card", number=customer.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.CHANGE_CUSTOMERS)
def contact(request: SeatRequest, number: int, contact: int) -> HttpResponseBase:
    """What we know of somebody, changed; or that they are no longer there."""
    customer = asked_customer(number)
    person = get_object_or_404(humans_at(customer), pk=contact)
    others = humans_at(customer).exclude(pk=person.pk)
    form = ContactForm(others, request.POST or None, initial=as_known(person))
    if request.method != "POST":
        return _form(request, customer, form, person=person)
    if not form.is_valid():
        return _form(request, customer, form, person=person, status=422)
    today = local_date(ZoneInfo(settings.TIME_ZONE), clock.now())
    try:
        registry.change_contact(
            by=request.actor,
            contact=person,
            version=form.cleaned_data["version"] or 0,
            values=form.values,
            left_on=today if form.cleaned_data["left"] else None,
        )
    except StaleEdit:
        typed = request.POST.copy()
        person.refresh_from_db()
        typed["version"] = str(person.version)
        form = ContactForm(others, typed)
        form.add_error(None, _("Somebody changed this in the meantime. Look, then save again."))
        return _form(request, customer, form, person=person, status=409)
    messages.success(request, _("Kept: %(who)s.") % {"who": person.spoken})
    return redirect("customer-card", number=customer.pk)


def _form(
    request: SeatRequest,
    customer: Customer,
    form: ContactForm,
    *,
    person: Contact | None = None,
    status: int = 200,
) -> HttpResponse:
    given = {"customer": customer, "form": form, "person": person}
    return render(request, "cards/contact.html", given, status=status)
