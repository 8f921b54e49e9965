"""When people work and when they are away, in wall times of their zone."""

from collections.abc import Collection
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from fullcircle.foundation import audit
from fullcircle.foundation.transactions import action
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Absence, Person, Shift
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotATime
from fullcircle.registry.people.rules import days_of_weeks, span_on
from fullcircle.registry.people.states import AbsenceKind, ShiftKind

MOST_WEEKS = 53


@action
def plan_shift(
    *,
    by: Actor,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    kind: ShiftKind = ShiftKind.REGULAR,
) -> Shift:
    """One shift. The same one again changes nothing."""
    policy.require(by, Permission.ADMINISTER)
    if ends_at <= starts_at:
        raise NotATime
    shift, new = Shift.objects.get_or_create(
        person=person, starts_at=starts_at, ends_at=ends_at, defaults={"kind": kind}
    )
    if new:
        audit.record(by=by.ref, verb="plan shift", subject=person.ref)
    return shift


@action
def plan_week(
    *,
    by: Actor,
    person: Person,
    first: date,
    weekdays: Collection[int],
    starts: time,
    ends: time,
    weeks: int,
    kind: ShiftKind = ShiftKind.REGULAR,
) -> int:
    """A weekly pattern from `first` on, in the person's zone: 08:00 stays 08:00 over a change of the
    clocks. Days that have such a shift already are left alone. Returns how many were planned."""
    policy.require(by, Permission.ADMINISTER)
    if not weekdays or not 1 <= weeks <= MOST_WEEKS:
        raise NotATime
    zone = ZoneInfo(person.zone)
    spans = [span_on(day, starts, ends, zone) for day in days_of_weeks(first, weekdays, weeks)]
    standing = set(
        Shift.objects.filter(person=person, kind=kind).values_list("starts_at", "ends_at")
    )
    fresh = [span for span in spans if span not in standing and span[1] > span[0]]
    Shift.objects.bulk_create(
        Shift(person=person, starts_at=start, ends_at=end, kind=kind) for start, end in fresh
    )
    audit.record(by=by.ref, verb="plan shifts", subject=person.ref, after=str(len(fresh)))
    return len(fresh)


@action
def remove_shift(*, by: Actor, shift: Shift) -> None:
    policy.require(by, Permission.ADMINISTER)
    audit.record(by=by.ref, verb="remove shift", subject=shift.person.ref)
    shift.delete()


@action
def record_absence(
    *,
    by: Actor,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    kind: AbsenceKind = AbsenceKind.OTHER,
) -> Absence:
    """Away. The board says "unavailable" only; the kind is for the person and HR."""
    policy.require(by, Permission.ADMINISTER)
    if ends_at <= starts_at:
        raise NotATime
    absence = Absence.objects.create(person=person, starts_at=starts_at, ends_at=ends_at, kind=kind)
    audit.record(by=by.ref, verb="record absence", subject=person.ref)
    return absence
