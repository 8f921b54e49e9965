"""The requester: somebody of a department we serve. Ask, follow, and say whether it is done."""

import uuid
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fullcircle.handoffs.states import Known
from fullcircle.operations.servicedesk.actions import confirm, dispute, take_request
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.rules import CircleStepNotPossible
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Contact, Location
from fullcircle.registry.customers.states import Channel
from fullcircle.registry.people.policy import Permission
from fullcircle.web.cards.request_status import Status, present_many
from fullcircle.web.shell.access import SeatRequest, page

MOST_SHOWN = 25


class AskForm(forms.Form):
    """Where, what, in whose words. `key` makes a second click harmless."""

    location = forms.ModelChoiceField(
        Location.objects.none(), label=gettext_lazy("Where"), empty_label=None
    )
    job_type = forms.ModelChoiceField(
        JobType.objects.none(),
        label=gettext_lazy("What kind"),
        required=False,
        empty_label=gettext_lazy("I am not sure"),
    )
    words = forms.CharField(
        label=gettext_lazy("What is wrong, or what do you need?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "n"}),
    )
    access = forms.CharField(
        label=gettext_lazy("How do we get in, and when does it suit?"),
        max_length=300,
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: object, contact: Contact, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
        self.fields["location"].queryset = (  # type: ignore[attr-defined]  # a ModelChoiceField
            Location.objects.filter(customer=contact.customer).order_by("spoken")
        )
        trade = contact.customer.trade
        kinds = JobType.objects.filter(retired_on__isnull=True)
        if trade:
            kinds = kinds.filter(service__trade=trade)
        self.fields["job_type"].queryset = kinds.order_by("name")  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Row:
    request: Request
    status: Status


@require_safe
@page(Permission.ASK_FOR_OURSELVES)
def home(request: SeatRequest) -> HttpResponse:
    contact = _contact(request)
    form = AskForm(contact=contact, initial={"key": uuid.uuid4().hex}) if contact else None
    return _page(request, contact, form)


@require_http_methods(["POST"])
@page(Permission.ASK_FOR_OURSELVES)
def ask(request: SeatRequest) -> HttpResponse:
    contact = _contact(request)
    if contact is None:
        raise Http404
    form = AskForm(request.POST, contact=contact)
    if not form.is_valid():
        return _page(request, contact, form, 422)
    said = form.cleaned_data
    taken = take_request(
        by=request.actor,
        call=Call(
            customer=contact.customer,
            location=said["location"],
            contact=contact,
            words=said["words"],
            job_type=said["job_type"],
            access=said["access"],
            channel=Channel.PORTAL,
            callback_phone=contact.phone,
            affected=contact.name,
        ),
        idempotency_key=f"portal-{said['key']}",
    )
    messages.success(
        request, _("We have it: %(what)s. A person will look at it.") % {"what": taken.case.title}
    )
    return HttpResponseRedirect(reverse("requester-home"))


@require_POST
@page(Permission.ASK_FOR_OURSELVES)
def all_good(request: SeatRequest, number: int) -> HttpResponse:
    mine = _mine(request, number)
    try:
        confirm(
            by=request.actor,
            request=mine,
            how="own page",
            by_name=request.actor.name,
            known=Known.SAID,
        )
    except CircleStepNotPossible:
        messages.warning(request, _("Nothing has been done yet that could be confirmed."))
    return HttpResponseRedirect(reverse("requester-home"))


@require_POST
@page(Permission.ASK_FOR_OURSELVES)
def something_left(request: SeatRequest, number: int) -> HttpResponse:
    mine = _mine(request, number)
    words = request.POST.get("words", "").strip()
    if not words:
        messages.error(request, _("Please say what is left; nothing was sent."))
        return HttpResponseRedirect(reverse("requester-home"))
    try:
        dispute(
            by=request.actor,
            request=mine,
            how="own page",
            by_name=request.actor.name,
            words=words,
        )
    except CircleStepNotPossible:
        messages.warning(request, _("This request is closed. Please make a new one."))
    return HttpResponseRedirect(reverse("requester-home"))


def _page(
    request: SeatRequest, contact: Contact | None, form: AskForm | None, status: int = 200
) -> HttpResponse:
    rows = []
    if contact is not None:
        found = Request.objects.filter(case__customer=contact.customer).select_related(
            "case__location", "contact"
        )
        shown = list(found.order_by("-received_at", "-id")[:MOST_SHOWN])
        rows = [Row(*pair) for pair in zip(shown, present_many(shown), strict=True)]
    context = {"contact": contact, "form": form, "rows": rows}
    return render(request, "requester/home.html", context, status=status)


def _contact(request: SeatRequest) -> Contact | None:
    rows = Contact.objects.select_related("customer").filter(left_on__isnull=True)
    person = request.actor.person_id
    return rows.filter(person_id=person).first() if person is not None else None


def _mine(request: SeatRequest, number: int) -> Request:
    contact = _contact(request)
    rows = Request.objects.select_related("case__location", "contact")
    found = rows.filter(pk=number, case__customer=contact.customer if contact else None).first()
    if found is None:
        raise Http404
    return found
