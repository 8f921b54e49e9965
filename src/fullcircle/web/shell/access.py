"""Every view names one row of the policy table; what it does not name does not open.

`@page(Permission.X)` reads rights per request, hands the view a `SeatRequest` with `actor`, and turns
refusals of the rooms below into answers people understand. `POLICY_ATTRIBUTE` is what the generated
walk reads.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from fullcircle.foundation.transactions import StaleEdit
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor, actor_of_account
from fullcircle.registry.people.models import Account
from fullcircle.registry.people.policy import POLICY_ATTRIBUTE, Permission
from fullcircle.registry.people.refusals import NotAllowed, NotYours


class SeatRequest(HttpRequest):
    """A request whose sender was recognised. `seats` and `display_name` feed the frame."""

    actor: Actor
    htmx: HtmxDetails
    seats: list[str]
    display_name: str


type SeatView[**P] = Callable[Concatenate[SeatRequest, P], HttpResponseBase]
type AnyView = Callable[..., HttpResponseBase]


def page[**P](permission: Permission) -> Callable[[SeatView[P]], AnyView]:
    """Sign-in and one policy row before the view. Relation to a row is checked by the room's action."""

    def wrap(view: SeatView[P]) -> AnyView:
        @wraps(view)
        def run(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            seated = recognise(request)
            if seated is None:
                return _to_sign_in(request)
            if policy.reach(seated.actor, permission) is None:
                return render(request, _refusal(seated), status=403)
            return answer(seated, lambda: view(seated, *args, **kwargs))

        setattr(run, POLICY_ATTRIBUTE, permission)
        return run

    return wrap


def public(permission: Permission = Permission.PUBLIC) -> Callable[[AnyView], AnyView]:
    """For pages without an account: the catalogue, sign-in, capability links."""

    def wrap(view: AnyView) -> AnyView:
        setattr(view, POLICY_ATTRIBUTE, permission)
        return view

    return wrap


def recognise(request: HttpRequest) -> SeatRequest | None:
    """The request with its actor, or None for nobody. One query beyond the account itself."""
    account = request.user
    if not isinstance(account, Account):
        return None
    actor = actor_of_account(account)
    if actor is None:
        return None
    request.actor = actor  # type: ignore[attr-defined]  # this is what makes it a SeatRequest
    request.seats = sorted(str(seat) for seat in actor.seats)  # type: ignore[attr-defined]  # same
    request.display_name = actor.name  # type: ignore[attr-defined]  # same
    return request  # type: ignore[return-value]  # it has become one on the three lines above


def answer(request: SeatRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Refusals in the words of a colleague: 404 where existence is not known, 409 for a stale edit."""
    try:
        return view()
    except NotYours as refusal:
        raise Http404 from refusal
    except NotAllowed:
        return render(request, "403.html", status=403)
    except StaleEdit as stale:
        template = "shell/stale_part.html" if request.htmx else "shell/stale.html"
        return render(request, template, {"who": stale.who, "what": stale.what}, status=409)


def _refusal(request: SeatRequest) -> str:
    # Somebody new whose seat nobody has given yet is told what to do, not only that it is refused.
    return "403.html" if request.actor.seats else "shell/no_seat.html"


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", None):
        # A part of a page cannot show the sign-in page: the whole page goes there.
        target = f"{reverse('sign-in')}?{urlencode({'next': request.path})}"
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return redirect_to_login(request.get_full_path(), reverse("sign-in"))
