"""Problem answers: what happened, what was kept, in the words of a colleague.

Every refusal of a room is named for the rule it broke; that name is the `error` of the answer, so
that a program can tell them apart and a person can read the message.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from fullcircle.api.refusals import KeyMissing, PlaceNotUnderstood, ToOneself
from fullcircle.foundation.files import PhotoNotReadable
from fullcircle.foundation.idempotency import KeyUsedForSomethingElse
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.handoffs import rules as baton_rules
from fullcircle.handoffs.actions.asking import AskAnsweredAlready, NothingSaid
from fullcircle.handoffs.actions.cards import CardNotUnderstood
from fullcircle.handoffs.actions.returns import AlreadyAnswered, AnswerIsEmpty, ItemNotKnown
from fullcircle.operations.billing import rules as billing_rules
from fullcircle.operations.dispatch import rules as dispatch_rules
from fullcircle.operations.fieldwork import rules as field_rules
from fullcircle.operations.scheduling import rules as scheduling_rules
from fullcircle.operations.scheduling.actions.jobs import JobTypeMissing
from fullcircle.operations.servicedesk import rules as desk_rules
from fullcircle.operations.servicedesk.actions.correcting import FieldNotOpen
from fullcircle.registry.people.refusals import NotAllowed, NotYours

# Broken rules of the rooms: 422, and the first line of the class says the rule.
BROKEN_RULES: tuple[type[Exception], ...] = (
    AnswerIsEmpty,
    ItemNotKnown,
    AskAnsweredAlready,
    CardNotUnderstood,
    FieldNotOpen,
    JobTypeMissing,
    KeyMissing,
    KeyUsedForSomethingElse,
    NothingSaid,
    PhotoNotReadable,
    PlaceNotUnderstood,
    ToOneself,
    baton_rules.StepNotPossible,
    billing_rules.LineNotUnderstood,
    billing_rules.NothingToPost,
    billing_rules.PostedAlready,
    desk_rules.CircleStepNotPossible,
    desk_rules.RequestStepNotPossible,
    desk_rules.WordsMissing,
    dispatch_rules.NobodyAssigned,
    dispatch_rules.OffShift,
    dispatch_rules.PersonAway,
    dispatch_rules.PersonBookedAlready,
    field_rules.CloseOutIncomplete,
    field_rules.ElsewhereNow,
    field_rules.PaymentNotUnderstood,
    field_rules.SignatureMissing,
    scheduling_rules.MovedWithoutAsking,
    scheduling_rules.VisitStepNotPossible,
    scheduling_rules.WindowNotOffered,
)
# Somebody was faster: the caller reads again, then decides.
OVERTAKEN: tuple[type[Exception], ...] = (AlreadyAnswered,)


class Problem(Schema):
    """`error`: the broken rule, for programs. `kept`: what stands now. `details`: per field or item."""

    error: str
    message: str
    kept: str
    who: str = ""
    details: list[dict[str, Any]] = []


def problem(
    status: int,
    error: str,
    message: str,
    *,
    who: str = "",
    details: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    kept = _("Nothing was changed.")
    body = Problem(error=error, message=message, kept=kept, who=who, details=details or [])
    return JsonResponse(body.model_dump(), status=status, headers={"Cache-Control": "no-store"})


def name_of(rule: type[Exception]) -> str:
    """WindowNotOffered -> window_not_offered."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", rule.__name__).lower()


def register(api: NinjaAPI) -> None:
    for rule in BROKEN_RULES:
        api.add_exception_handler(rule, _broken(422))
    for rule in OVERTAKEN:
        api.add_exception_handler(rule, _broken(409))
    for kind, handler in _HANDLERS.items():
        api.add_exception_handler(kind, handler)


def _broken(status: int) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, refusal: Exception) -> HttpResponse:
        rule = (type(refusal).__doc__ or "").strip().split("\n")[0]
        missing = getattr(refusal, "missing", {})
        return problem(
            status,
            name_of(type(refusal)),
            rule,
            details=[{"item": key, "label": label} for key, label in missing.items()],
        )

    return answer


def _stale(request: HttpRequest, stale: StaleEdit) -> HttpResponse:
    message = _("Somebody changed this since you read it. Read it again, then decide.")
    return problem(409, "stale_edit", message, who=stale.who)


def _not_allowed(request: HttpRequest, refusal: Exception) -> HttpResponse:
    return problem(403, "not_allowed", _("Your seat does not do this."))


def _unknown(request: HttpRequest, refusal: Exception) -> HttpResponse:
    return problem(404, "not_found", _("There is nothing here for you."))


def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    details = [
        {"where": [str(part) for part in row["loc"]], "why": row["msg"]} for row in error.errors
    ]
    message = _("The request cannot be read; the details say where.")
    return problem(422, "not_understood", message, details=details)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 401:
        return problem(
            401, "sign_in", _("Sign in first: the API takes the session of the screens.")
        )
    if error.status_code == 403:
        return problem(
            403, "csrf", _("Send the X-CSRFToken header with the token of your session.")
        )
    return problem(error.status_code, "refused", str(error))


_HANDLERS: dict[type[Exception], Callable[..., HttpResponse]] = {
    StaleEdit: _stale,
    NotAllowed: _not_allowed,
    NotYours: _unknown,
    Http404: _unknown,
    ValidationError: _not_understood,
    HttpError: _http,
}
