"""Reads of what was promised and planned."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from fullcircle.foundation.values.local_time import start_of_day
from fullcircle.foundation.values.window import TimeWindow
from fullcircle.operations.scheduling import offering
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.scheduling.rules import Slot
from fullcircle.operations.scheduling.states import JobState
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Location
from fullcircle.registry.people.models import Absence, Person, Shift
from fullcircle.registry.people.states import Seat, ShiftKind


def offered_windows(job_type: JobType, location: Location, at: datetime) -> list[Slot]:
    """Windows that can be kept today and on the next days, soonest first; 7 queries.

    Counted is the free time of people with every skill of the job type, on shift and not away,
    minus what they are booked for, minus promised and unassigned work of the same trade. Empty when
    nobody can come: say so, and take a message.
    """
    zone = ZoneInfo(location.zone)
    today = at.astimezone(zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(offering.DAYS_AHEAD)]
    span = TimeWindow(start_of_day(zone, today), start_of_day(zone, days[-1] + timedelta(days=1)))
    offer = offering.Offer(
        duration=timedelta(minutes=job_type.duration_minutes),
        zone=zone,
        urgency=job_type.urgency,
    )
    people = qualified(job_type, at)
    free = free_time_of(people, span)
    return offering.slots(offer, free, _wanted(job_type, span), days=days, at=at)


def qualified(job_type: JobType, at: datetime) -> "QuerySet[Person]":
    """Technicians of the trade who hold every skill of the job type, none of them expired."""
    needed = list(job_type.skills.values_list("pk", flat=True))
    people = Person.objects.here().filter(
        trade=job_type.trade, seats__seat__in=[Seat.TECHNICIAN, Seat.CREW_LEAD]
    )
    if not needed:
        return people.distinct()
    valid = Q(skills__expires_on__isnull=True) | Q(skills__expires_on__gte=at.date())
    held = Count("skills__skill", filter=Q(skills__skill__in=needed) & valid, distinct=True)
    return people.annotate(held=held).filter(held=len(needed))


def free_time_of(people: "QuerySet[Person]", span: TimeWindow) -> dict[int, tuple[TimeWindow, ...]]:
    """Person -> free time on shift inside the span; three queries for any number of people."""
    shifts: dict[int, list[TimeWindow]] = defaultdict(list)
    rows = Shift.objects.between(span.start, span.end).filter(person__in=people.values("pk"))
    for who, start, end in rows.exclude(kind=ShiftKind.ON_CALL).values_list(
        "person_id", "starts_at", "ends_at"
    ):
        shifts[who].append(TimeWindow(start, end))
    taken = _taken(list(shifts), span)
    return {who: offering.free_time(own, taken[who]) for who, own in shifts.items()}


def _taken(people: Sequence[int], span: TimeWindow) -> dict[int, list[TimeWindow]]:
    taken: dict[int, list[TimeWindow]] = defaultdict(list)
    away = Absence.objects.filter(
        person_id__in=people, starts_at__lt=span.end, ends_at__gt=span.start
    )
    for who, start, end in away.values_list("person_id", "starts_at", "ends_at"):
        taken[who].append(TimeWindow(start, end))
    # Who goes is written by the room above (dispatch); its rows are reached by name from the visit,
    # so that a window is never offered twice out of the same person's time.
    booked = (
        Visit.objects.standing()
        .between(span.start, span.end)
        .filter(assignments__withdrawn_at__isnull=True, assignments__person_id__in=people)
    )
    for person, start, end in booked.values_list(
        "assignments__person_id", "planned_start", "planned_end"
    ):
        taken[person].append(TimeWindow(start, end))
    return taken


def _wanted(job_type: JobType, span: TimeWindow) -> list[offering.Wanted]:
    """Promised and not placed, or placed and given to nobody: it will take somebody's time."""
    trade = job_type.trade
    nobodys = Visit.objects.unassigned().between(span.start, span.end)
    placed = nobodys.filter(job__job_type__service__trade=trade).values_list(
        "planned_start", "planned_end"
    )
    found = [
        offering.Wanted(TimeWindow(start, end), round((end - start) / timedelta(minutes=1)))
        for start, end in placed
    ]
    promised = Promise.objects.standing().filter(
        job__state=JobState.UNSCHEDULED,
        job__job_type__service__trade=trade,
        window_start__lt=span.end,
        window_end__gt=span.start,
    )
    found += [
        offering.Wanted(TimeWindow(start, end), minutes)
        for start, end, minutes in promised.values_list(
            "window_start", "window_end", "job__job_type__duration_minutes"
        )
    ]
    return found


def standing_promises(jobs: Iterable[int]) -> dict[int, Promise]:
    """Job -> the promise that stands; one query."""
    rows = Promise.objects.standing().filter(job_id__in=list(jobs)).select_related("promised_by")
    return {row.job_id: row for row in rows}


def promises_of(job: Job) -> list[Promise]:
    """All that was promised, the standing one first, then back in time."""
    rows = Promise.objects.filter(job=job).select_related("promised_by")
    return list(rows.order_by("-promised_at", "-pk"))
