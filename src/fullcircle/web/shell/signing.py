"""Sign-in, sign-out, and, in the demo, one click per seat."""

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from fullcircle.foundation import limits
from fullcircle.registry.people.models import Account
from fullcircle.registry.people.queries import DemoSeat, demo_seats
from fullcircle.web.shell import navigation
from fullcircle.web.shell.access import public

BACKEND = "fullcircle.web.shell.backend.AccountBackend"


class SignInForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Sign-in name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@public()
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        account = _known(request, form)
        if account is not None:
            login(request, account, backend=BACKEND)
            return HttpResponseRedirect(_next(request))
        status = 422
    context = {
        "form": form,
        "next": _next(request),
        "seats": _demo_seats(),
        "graph_url": navigation.address("graph-drop"),
    }
    return render(request, "shell/sign_in.html", context, status=status)


@require_POST
@public()
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


@require_POST
@public()
def sit_down(request: HttpRequest, person: int) -> HttpResponse:
    """The demo's one click per seat. Anywhere else this address does not exist."""
    if not settings.DEMO:
        raise Http404
    account = Account.objects.filter(person_id=person, is_active=True).first()
    if account is None:
        raise Http404
    login(request, account, backend=BACKEND)
    return HttpResponseRedirect(_next(request))


def _known(request: HttpRequest, form: SignInForm) -> Account | None:
    if not form.is_valid():
        return None
    name = form.cleaned_data["name"].strip().lower()
    try:
        limits.take(f"sign-in {name}", most=10, minutes=15)
    except limits.TooMany:
        form.add_error(None, _("Too many tries. Wait a quarter of an hour, then try again."))
        return None
    account = authenticate(request, username=name, password=form.cleaned_data["password"])
    if isinstance(account, Account):
        return account
    form.add_error(None, _("Name and password do not belong together. Nothing was changed."))
    return None


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("home")


def _demo_seats() -> list[DemoSeat]:
    return demo_seats() if settings.DEMO else []
