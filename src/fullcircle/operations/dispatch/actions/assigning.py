"""A person's part in a visit. Nobody is booked twice: the database has the last word."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction

from fullcircle.foundation import clock, feed
from fullcircle.foundation.transactions import StaleEdit, action
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.dispatch.models.assignment import AssignmentQuerySet
from fullcircle.operations.dispatch.rules import PersonAway, PersonBookedAlready
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.actions import (
    advance_visit,
    make_job,
    move_visit,
    plan_visit,
)
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission


@action
def assign(
    *, by: Actor, visit: Visit, version: int, person: Person, helpers: Sequence[Person] = ()
) -> Visit:
    """Give the visit to a lead and helpers. An earlier assignment and its briefing are withdrawn.

    Raises StaleEdit with the other's name, PersonBookedAlready, PersonAway.
    """
    policy.require(by, Permission.DISPATCH)
    if visit.version != version:
        raise StaleEdit(visit.ref, visit.changed_by_name)
    for somebody in (person, *helpers):
        _check_presence(somebody, visit)
    _withdraw_all(visit)
    if visit.state != VisitState.PLANNED:
        advance_visit(by=by, visit=visit, to=VisitState.PLANNED, reason="given to somebody else")
    _book(by, visit, person, Part.LEAD)
    for helper in helpers:
        _book(by, visit, helper, Part.HELPER)
    return advance_visit(by=by, visit=visit, to=VisitState.ASSIGNED)


@action
def place_visit(
    *,
    by: Actor,
    visit: Visit,
    version: int,
    person: Person | None,
    start: datetime,
    minutes: int | None = None,
    helpers: Sequence[Person] | None = None,
) -> Visit:
    """What a drag on the board does: another time, another person, or both; or nobody (to the tray).

    `helpers`: who comes along; None leaves them as they are. The lead's briefing stands when only
    the time or the helpers change.
    """
    standing = {row.person_id: row for row in _standing(visit).select_related("person")}
    lead = next((row for row in standing.values() if row.part == Part.LEAD), None)
    if helpers is None:
        helpers = [row.person for row in standing.values() if row.part == Part.HELPER]
    move_visit(by=by, visit=visit, version=version, start=start, minutes=minutes)
    if person is None:
        return withdraw(by=by, visit=visit, version=visit.version)
    along = [helper for helper in helpers if helper.pk != person.pk]
    if lead is None or lead.person_id != person.pk:
        return assign(by=by, visit=visit, version=visit.version, person=person, helpers=along)
    _bring_along(by, visit, standing, along)
    return visit


def _bring_along(
    by: Actor, visit: Visit, standing: Mapping[int, Assignment], along: Sequence[Person]
) -> None:
    """Whoever stays moves with the visit; the others are freed, the new ones booked."""
    wanted = {helper.pk for helper in along}
    gone = [
        row for row in standing.values() if row.part == Part.HELPER and row.person_id not in wanted
    ]
    _standing(visit).filter(pk__in=[row.pk for row in gone]).update(withdrawn_at=clock.now())
    for row in standing.values():
        if row not in gone:
            _move(row, visit)
    for helper in along:
        if helper.pk not in standing:
            _check_presence(helper, visit)
            _book(by, visit, helper, Part.HELPER)
    changed = [row.person_id for row in gone] + [key for key in wanted if key not in standing]
    feed.publish([feed.person_topic(one) for one in changed], kind="helpers", reference=visit.ref)


@action
def place_request(
    *,
    by: Actor,
    request: Request,
    start: datetime,
    minutes: int | None = None,
    person: Person | None = None,
    helpers: Sequence[Person] = (),
) -> Visit:
    """From the tray onto the board: job, visit and assignment stand or fall together.

    A refused person (PersonBookedAlready, PersonAway) leaves the tray as it was.
    """
    job = make_job(by=by, request=request)
    visit = plan_visit(by=by, job=job, start=start, minutes=minutes)
    if person is None:
        return visit
    along = [helper for helper in helpers if helper.pk != person.pk]
    return assign(by=by, visit=visit, version=visit.version, person=person, helpers=along)


@action
def withdraw(*, by: Actor, visit: Visit, version: int) -> Visit:
    """Back to the tray, with everything that was said about it."""
    policy.require(by, Permission.DISPATCH)
    if visit.version != version:
        raise StaleEdit(visit.ref, visit.changed_by_name)
    _withdraw_all(visit)
    if visit.state == VisitState.PLANNED:
        return visit
    return advance_visit(by=by, visit=visit, to=VisitState.PLANNED, reason="back to the tray")


@action
def free_people(*, by: Actor, visit_number: int) -> None:
    """The visit is cancelled: assignments and briefing are withdrawn, the people hear of it."""
    at = clock.now()
    standing = Assignment.objects.standing().filter(visit_id=visit_number)
    people = list(standing.values_list("person_id", flat=True))
    standing.update(withdrawn_at=at)
    Briefing.objects.filter(visit_id=visit_number, withdrawn_at__isnull=True).update(
        withdrawn_at=at
    )
    feed.publish(
        [feed.person_topic(person) for person in people],
        kind="visit cancelled",
        reference=f"visit:{visit_number}",
    )


def _standing(visit: Visit) -> AssignmentQuerySet:
    return Assignment.objects.standing().filter(visit=visit)


def _withdraw_all(visit: Visit) -> None:
    at = clock.now()
    _standing(visit).update(withdrawn_at=at)
    Briefing.objects.filter(visit=visit, withdrawn_at__isnull=True).update(withdrawn_at=at)


def _book(by: Actor, visit: Visit, person: Person, part: Part) -> Assignment:
    try:
        with transaction.atomic():
            return Assignment.objects.create(
                visit=visit,
                person=person,
                part=part,
                starts_at=visit.planned_start,
                ends_at=visit.planned_end,
                assigned_at=clock.now(),
                assigned_by=by.ref,
            )
    except (IntegrityError, DatabaseError) as error:
        if "nobody_booked_twice" in str(error):
            raise PersonBookedAlready(person.call_name, _other(person, visit)) from error
        raise


def _move(row: Assignment, visit: Visit) -> None:
    try:
        with transaction.atomic():
            row.starts_at, row.ends_at = visit.planned_start, visit.planned_end
            row.save(update_fields=["starts_at", "ends_at"])
    except (IntegrityError, DatabaseError) as error:
        if "nobody_booked_twice" in str(error):
            name = row.person.call_name
            raise PersonBookedAlready(name, _other(row.person, visit)) from error
        raise


def _other(person: Person, visit: Visit) -> str:
    rows = Assignment.objects.standing().between(visit.planned_start, visit.planned_end)
    other = (
        rows.filter(person=person).exclude(visit=visit).select_related("visit__job__case").first()
    )
    return other.visit.job.case.title if other else ""


def _check_presence(person: Person, visit: Visit) -> None:
    start, end = visit.planned_start, visit.planned_end
    if person.absences.filter(starts_at__lt=end, ends_at__gt=start).exists():
        raise PersonAway(person.call_name)
