"""The first start: a link that is good once makes the administrator and lays out the company."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullcircle.foundation import limits
from fullcircle.handoffs.actions import lay_out_links
from fullcircle.operations.servicedesk.actions import lay_out_targets
from fullcircle.registry.people.actions import use_set_up_link
from fullcircle.registry.people.actor import worker
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.queries import set_up_link_stands
from fullcircle.registry.people.refusals import (
    NameMissing,
    PasswordTooWeak,
    SetUpLinkUsed,
    SignInNameTaken,
)
from fullcircle.web.administrator.forms import SetUpForm
from fullcircle.web.shell.access import public

BACKEND = "fullcircle.web.shell.backend.AccountBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@public(Permission.FOLLOW_LINK)
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it changes nothing; the link is used when the form is sent and understood."""
    try:
        limits.take(f"set-up {token[:6]}", most=40, minutes=10)
    except limits.TooMany:
        return _gone(request)
    if not set_up_link_stands(token):
        return _gone(request)
    form = SetUpForm(request.POST or None)
    if request.method != "POST":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    return _make(request, token, form)


def _make(request: HttpRequest, token: str, form: SetUpForm) -> HttpResponse:
    said, by = form.cleaned_data, worker("set-up")
    try:
        account = use_set_up_link(
            by=by,
            token=token,
            name=said["name"],
            sign_in_name=said["sign_in_name"],
            password=said["password"],
            zone=said["zone"],
        )
    except SetUpLinkUsed:
        return _gone(request)
    except PasswordTooWeak as weak:
        form.add_error("password", weak.reasons)
        return _form(request, form, status=422)
    except SignInNameTaken:
        form.add_error("sign_in_name", _("Somebody signs in with this name already."))
        return _form(request, form, status=422)
    except NameMissing:
        form.add_error("name", _("Somebody has a name."))
        return _form(request, form, status=422)
    lay_out_links(by=by)
    lay_out_targets(by=by, zone=said["zone"])
    login(request, account, backend=BACKEND)
    return HttpResponseRedirect(reverse("administrator-home"))


def _form(request: HttpRequest, form: SetUpForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "currency": settings.CURRENCY}
    return _private(render(request, "administrator/set_up.html", context, status=status))


def _gone(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "administrator/set_up_gone.html", status=404))


def _private(response: HttpResponse) -> HttpResponse:
    # Not "no-referrer": the browser would send the form with `Origin: null`, and that is refused.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
