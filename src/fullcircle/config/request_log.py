"""One line for each request, under an id that the answer carries too.

Told are the route and the account, never the query string or a body. The address of a link page is
a secret itself: of everything below /s/ only the prefix is told.
"""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

from fullcircle.config.logging import told_path

QUIET = ("/static/",)
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

log = structlog.get_logger(__name__)

Answer = Callable[[HttpRequest], HttpResponseBase]


def request_log(answer: Answer) -> Answer:
    """Middleware; stands first, so that the time of all others is in its figure."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        number = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=number):
            response = answer(request)
            response["X-Request-ID"] = number
            if not request.path.startswith(QUIET):
                _tell(request, response.status_code, milliseconds_since(started))
        return response

    return middleware


def _tell(request: HttpRequest, status: int, milliseconds: float) -> None:
    tell = log.info if status < 500 else log.error
    # Only when the page has asked for it anyway: naming the account must not cost a query.
    account = getattr(request, "_cached_user", None)
    tell(
        "request",
        method=request.method,
        path=told_path(request.path),
        status=status,
        ms=round(milliseconds, 1),
        account=getattr(account, "pk", None),
    )


def milliseconds_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
