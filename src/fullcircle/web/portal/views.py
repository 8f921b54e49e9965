"""Pages for people without an account: the catalogue, and one request by its link."""

from collections.abc import Callable

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from fullcircle.foundation import limits
from fullcircle.handoffs.states import Known
from fullcircle.operations.servicedesk.actions import confirm, dispute, open_status_link
from fullcircle.operations.servicedesk.models import StatusLink
from fullcircle.operations.servicedesk.queries import find_status_link
from fullcircle.operations.servicedesk.rules import CircleStepNotPossible
from fullcircle.registry.catalogue.models import Service
from fullcircle.registry.people.actor import Actor, link_holder
from fullcircle.registry.people.policy import Permission
from fullcircle.web.cards.request_status import Status, present
from fullcircle.web.shell.access import public

MOST_OPENINGS = 120


class LeftForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What is left?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "required": True}),
    )


@require_safe
@public()
def services(request: HttpRequest) -> HttpResponse:
    """The published catalogue: what we do, how often, how to ask, how to complain."""
    rows = Service.objects.filter(published=True, retired_on__isnull=True).order_by("trade", "name")
    return render(request, "portal/services.html", {"services": rows})


@require_safe
@public(Permission.FOLLOW_LINK)
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Where the request stands. Opening changes nothing but the count of openings."""
    link = _link(token)
    open_status_link(by=_holder(link), link=link)
    return _page(request, token, present(link.request), LeftForm())


@require_POST
@public(Permission.FOLLOW_LINK)
def all_good(request: HttpRequest, token: str) -> HttpResponse:
    """The requester's own word closes the circle."""
    return _said(
        request,
        token,
        lambda link: confirm(
            by=_holder(link),
            request=link.request,
            how="status page",
            by_name=_name(link),
            known=Known.SAID,
        ),
    )


@require_POST
@public(Permission.FOLLOW_LINK)
def something_left(request: HttpRequest, token: str) -> HttpResponse:
    """ "Something's left": what was said comes back to whoever did the work."""
    link, form = _link(token), LeftForm(request.POST)
    if not form.is_valid():
        return _page(request, token, present(link.request), form, status=422)
    return _said(
        request,
        token,
        lambda link: dispute(
            by=_holder(link),
            request=link.request,
            how="status page",
            by_name=_name(link),
            words=form.cleaned_data["words"],
        ),
    )


def _said(request: HttpRequest, token: str, say: Callable[[StatusLink], object]) -> HttpResponse:
    link = _link(token)
    try:
        say(link)
    except CircleStepNotPossible:
        trouble = _("Nothing has been done yet that could be confirmed. Call us if it has.")
        return _page(request, token, present(link.request), LeftForm(), status=409, trouble=trouble)
    return HttpResponseRedirect(reverse("status-link", args=[token]))


def _page(
    request: HttpRequest,
    token: str,
    found: Status,
    form: LeftForm,
    *,
    status: int = 200,
    trouble: str = "",
) -> HttpResponse:
    context = {"status": found, "token": token, "form": form, "trouble": trouble}
    response = render(request, "portal/status.html", context, status=status)
    # Not "no-referrer": the browser would send the forms with `Origin: null`, and that is refused.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _link(token: str) -> StatusLink:
    """404 for a link that is wrong, expired or revoked: all three look the same."""
    try:
        limits.take(f"link {token[:6]}", most=MOST_OPENINGS, minutes=10)
    except limits.TooMany as error:
        raise Http404 from error
    link = find_status_link(token)
    if link is None:
        raise Http404
    return link


def _holder(link: StatusLink) -> Actor:
    return link_holder(case_id=link.request.case_id, name=_name(link))


def _name(link: StatusLink) -> str:
    contact = link.request.contact
    return contact.name if contact else link.request.case.customer.name
