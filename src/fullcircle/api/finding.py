"""Rows by key, scoped by who asks. What is unknown and what is foreign look the same: NotYours, 404."""

from typing import Any

from django.db.models import QuerySet

from fullcircle.handoffs.models import Case, Return
from fullcircle.operations.billing.models import Review
from fullcircle.operations.dispatch.access import relation_to
from fullcircle.operations.scheduling.models import Job, Visit
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.queries import case_numbered, request_with_key
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotAllowed, NotYours
from fullcircle.registry.people.states import Relation


def known[R](row: R | None) -> R:
    """The row, or NotYours when there is none."""
    if row is None:
        raise NotYours
    return row


def among[R: Any](rows: "QuerySet[R]", key: int | None) -> R | None:
    """The row of this key among rows that may be named here; None for no key. Raises NotYours."""
    return None if key is None else known(rows.filter(pk=key).first())


def request_of(by: Actor, key: int) -> Request:
    policy.require(by, Permission.SEE_REQUESTS, Relation.FOREIGN)
    return known(request_with_key(key))


def job_of(by: Actor, key: int) -> Job:
    policy.require(by, Permission.SEE_REQUESTS, Relation.FOREIGN)
    rows = Job.objects.select_related(
        "case", "request__handoff", "request__case", "job_type__service", "location"
    )
    return known(rows.filter(pk=key).first())


def visit_of(by: Actor, key: int, permission: Permission) -> Visit:
    """The visit, when `permission` reaches it: one's own for people in the field."""
    _some_reach(by, permission)
    rows = Visit.objects.select_related(
        "job__case__customer",
        "job__case__location",
        "job__case__payer",
        "job__job_type__service",
        "job__job_type__fee",
        "job__location",
        "job__request__handoff__case",
        "job__request__case",
        "job__request__contact",
    )
    visit = known(rows.filter(pk=key).first())
    policy.require(by, permission, relation_to(by, visit))
    return visit


def case_of(by: Actor, number: str) -> Case:
    _some_reach(by, Permission.SEE_CASE)
    case = known(case_numbered(number))
    sent = (
        by.person_id is not None
        and case.jobs.filter(
            visits__assignments__person_id=by.person_id,
            visits__assignments__withdrawn_at__isnull=True,
        ).exists()
    )
    policy.require(by, Permission.SEE_CASE, Relation.OWN if sent else Relation.FOREIGN)
    return case


def review_of(by: Actor, key: int) -> Review:
    policy.require(by, Permission.SEE_REVIEW, Relation.FOREIGN)
    rows = Review.objects.select_related(
        "visit__job__case__customer",
        "visit__job__job_type",
        "close_out__handoff__case",
        "close_out__visit__job__case__payer",
        "opened_by",
    )
    return known(rows.filter(pk=key).first())


def question_to(by: Actor, key: int) -> Return:
    """An open or answered question that was put to who asks."""
    rows = Return.objects.select_related("handoff__case", "handoff__link", "asked_by")
    return known(rows.filter(pk=key, asked_to_id=by.person_id).first())


def _some_reach(by: Actor, permission: Permission) -> None:
    # Before any row is looked for: whoever sees none must not learn from the answer which exist.
    if policy.reach(by, permission) is None:
        raise NotAllowed(permission, by.ref)


def person_of(key: int) -> Person:
    return known(Person.objects.here().filter(pk=key).first())
