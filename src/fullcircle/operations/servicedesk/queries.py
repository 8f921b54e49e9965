"""Reads of the service desk: cases by number, calls of a day, what is not yet confirmed."""

from datetime import datetime

from django.db.models import QuerySet

from fullcircle.foundation import clock
from fullcircle.foundation.keyset import rows_behind
from fullcircle.foundation.standing_queries import StandingQuery
from fullcircle.handoffs.models import Case
from fullcircle.operations.servicedesk.models import Request, StatusLink
from fullcircle.operations.servicedesk.rules import token_hash
from fullcircle.operations.servicedesk.states import Circle, LinkPurpose

PAGE = 25


def case_numbered(number: str) -> Case | None:
    rows = Case.objects.select_related(
        "customer", "location", "payer", "ordered_by", "callback_of", "request"
    )
    return rows.filter(number=_as_written(number)).first()


def request_of_case(number: str) -> Request | None:
    """The request of a case with everything its card names; one query."""
    return next(iter(_of_case(number=_as_written(number))), None)


def request_with_key(key: int) -> Request | None:
    return next(iter(_with_key(key=key)), None)


def request_of_handoff(handoff: int) -> Request | None:
    return next(iter(_of_handoff(handoff=handoff)), None)


def with_its_case() -> "QuerySet[Request]":
    return Request.objects.select_related(
        "case__customer",
        "case__location",
        "case__payer",
        "case__ordered_by",
        "case__callback_of",
        "contact",
        "equipment",
        "job_type__service",
        "taken_by",
        "acknowledged_by",
        "handoff",
    )


# A dozen tables: putting them into words, and planning them, costs far more than reading one row.
_of_case = StandingQuery(lambda number: with_its_case().filter(case__number=number))
_with_key = StandingQuery(lambda key: with_its_case().filter(pk=key))
_of_handoff = StandingQuery(lambda handoff: with_its_case().filter(handoff_id=handoff))


def taken_by(person: int, *, since: datetime) -> "QuerySet[Request]":
    """Calls this person took since then, newest first."""
    rows = Request.objects.select_related("case__location", "case__customer", "contact")
    return rows.filter(taken_by_id=person, received_at__gte=since).order_by("-received_at", "-pk")


def not_yet_confirmed(
    *, after: tuple[datetime, int] | None = None, most: int = PAGE
) -> list[Request]:
    """Work we call done and the requester has not, oldest first; from behind (done_at, key).

    One row more than `most` when there is another page.
    """
    rows = Request.objects.filter(
        circle__in=[Circle.DONE, Circle.DISPUTED], done_at__isnull=False
    ).select_related("case__location", "case__customer", "contact")
    if after is not None:
        at, key = after
        rows = rows.filter(rows_behind("done_at", at, key))
    return list(rows.order_by("done_at", "pk")[: most + 1])


def find_status_link(token: str) -> StatusLink | None:
    """The link of a token that is neither expired nor revoked."""
    return (
        StatusLink.objects.filter(
            token_hash=token_hash(token),
            purpose=LinkPurpose.STATUS,
            revoked_at__isnull=True,
            expires_at__gt=clock.now(),
        )
        .select_related("request__case__customer", "request__case__location", "request__contact")
        .first()
    )


def _as_written(number: str) -> str:
    # Comparing without regard to case would read every case there is: no index serves it.
    return number.strip().upper()[:20]
