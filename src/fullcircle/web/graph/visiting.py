"""Who drops a log. In the demo nobody needs an account: the session is the visitor."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from fullcircle.insight.graph.access import importer
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import POLICY_ATTRIBUTE, Permission
from fullcircle.web.shell.access import AnyView, SeatRequest, answer, page, recognise

IN_SESSION = "log_visitor"

type LogView[**P] = Callable[Concatenate[SeatRequest, P], HttpResponseBase]


def log_page[**P](view: LogView[P]) -> AnyView:
    """Pages of dropped logs: those who see the graph; in the demo anybody, each their own logs."""
    seated = page(Permission.SEE_GRAPH)(view)

    @wraps(view)
    def run(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not settings.DEMO:
            return seated(request, *args, **kwargs)
        recognise(request)
        return answer(request, lambda: view(request, *args, **kwargs))  # type: ignore[arg-type]  # views ask `owner`, never `actor`

    setattr(run, POLICY_ATTRIBUTE, Permission.SEE_GRAPH)
    return run


def owner_if_any(request: SeatRequest) -> Actor | None:
    """Whose logs are shown; None for a visitor who has dropped nothing yet."""
    return importer(getattr(request, "actor", None), request.session.get(IN_SESSION, ""))


def owner(request: SeatRequest) -> Actor:
    """Whose log is asked for; whoever has none gets 404, as for a foreign one."""
    found = owner_if_any(request)
    if found is None:
        raise Http404
    return found


def new_owner(request: SeatRequest) -> Actor:
    """As `owner`, and a visitor's first file gives the session its token."""
    if settings.DEMO and not request.session.get(IN_SESSION):
        request.session[IN_SESSION] = secrets.token_urlsafe(24)
    return owner(request)
