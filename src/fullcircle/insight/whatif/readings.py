"""Reads our past for the simulator: a bounded number of bulk queries, the newest rows first."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q

from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import LinkKey, ReturnKind
from fullcircle.insight.tallies import KNOWN, TO_ONESELF, UNTOUCHED
from fullcircle.insight.whatif.history import (
    LINKS,
    Asked,
    Duties,
    History,
    Kind,
    LinkCounts,
    Outcome,
    Told,
    Went,
)
from fullcircle.operations.billing.models import Review
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Promise, Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.people.models import Absence, PersonSeat, PersonSkill, Shift

LATELY = timedelta(weeks=13)  # requests and duties: the season it is now
YEAR = timedelta(weeks=52)  # lengths, windows and defects: more rows, narrower intervals
MOST = 20_000  # rows of one kind


def read_history(*, at: datetime) -> History:
    """Sixteen queries, whatever there is; at most MOST rows of a kind, the newest."""
    year = Q(job__request__received_at__gte=at - YEAR, job__request__received_at__lt=at)
    went = _visits(at)
    return History(
        at=at,
        kinds=_kinds(),
        asked=_requests(at),
        went=went,
        told=_promises(year),
        outcomes=_outcomes(year),
        links=_links(at),
        answers=_answers(at),
        briefed=_briefings(at),
        paper=_paper(at),
        booked=_booked(at),
        duties=_duties(at),
    )


def _minutes(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 60


def _kinds() -> dict[str, Kind]:
    skills: dict[int, set[int]] = {}
    held = JobType.objects.filter(skills__isnull=False).values_list("pk", "skills")
    for job_type, skill in held:
        skills.setdefault(job_type, set()).add(skill)
    rows = JobType.objects.values_list(
        "pk", "code", "service__trade", "urgency", "duration_minutes", "service__lead_time_minutes"
    )
    return {
        code: Kind(code, trade, urgency, minutes, lead, frozenset(skills.get(number, ())))
        for number, code, trade, urgency, minutes, lead in rows
    }


def _requests(at: datetime) -> tuple[Asked, ...]:
    rows = (
        Request.objects.filter(received_at__gte=at - LATELY, received_at__lt=at)
        .exclude(job_type=None)
        .filter(jobs__isnull=False)
        .order_by("-received_at")
        .values_list(
            "received_at", "job_type__code", "case__customer_id", "case__customer__kind",
            "handoff__given_at",
        )
        .distinct()
    )  # fmt: skip
    return tuple(
        Asked(when, kind, customer, sort, _minutes(when, given) if given else None)
        for when, kind, customer, sort, given in rows
    )


def _visits(at: datetime) -> tuple[Went, ...]:
    rows = (
        Visit.objects.filter(state=VisitState.LEFT, planned_start__gte=at - YEAR)
        .filter(arrived_at__isnull=False, left_at__gte=F("arrived_at"))
        .order_by("-planned_start")
        .values_list("job_id", "job__job_type__code", "en_route_at", "arrived_at", "left_at")
    )
    return tuple(
        Went(job, kind, there, left, _minutes(out, there) if out and out <= there else None)
        for job, kind, out, there, left in rows[:MOST]
        if there and left
    )


def _promises(year: Q) -> tuple[Told, ...]:
    rows = (
        Promise.objects.filter(year, supersedes=None)
        .order_by("-pk")
        .values_list(
            "job__job_type__code", "job__request__received_at", "window_start", "window_end"
        )
    )
    return tuple(
        Told(kind, asked, start, end) for kind, asked, start, end in rows[:MOST] if end > asked
    )


def _outcomes(year: Q) -> tuple[Outcome, ...]:
    """By request the first visit that arrived, against the first promise."""
    rows = (
        Visit.objects.filter(year, arrived_at__isnull=False)
        .filter(Q(job__promises__supersedes=None))
        .order_by("-job_id", "arrived_at")
        .values_list(
            "job_id", "job__job_type__code", "job__request__case__customer_id",
            "job__request__case__customer__kind", "job__request__received_at", "arrived_at",
            "job__promises__window_end",
        )
    )  # fmt: skip
    first: dict[int, Outcome] = {}
    for job, kind, customer, sort, asked, arrived, due in rows[:MOST]:
        if job in first or arrived is None or arrived < asked:
            continue
        kept = None if due is None else arrived <= due
        first[job] = Outcome(kind, customer, sort, _minutes(asked, arrived), kept)
    return tuple(first.values())


def _links(at: datetime) -> dict[LinkKey, LinkCounts]:
    rows = (
        Handoff.objects.filter(link__key__in=LINKS, given_at__gte=at - YEAR, given_at__lt=at)
        .exclude(TO_ONESELF)
        .values_list("link__key")
        .annotate(
            known=Count("pk", filter=KNOWN),
            touched=Count("pk", filter=~UNTOUCHED),
            asked=Count("pk", filter=Q(returned_first_at__isnull=False)),
        )
        .order_by()
    )
    return {LinkKey(key): LinkCounts(*counts) for key, *counts in rows}


def _answers(at: datetime) -> dict[LinkKey, tuple[float, ...]]:
    rows = (
        Return.objects.filter(kind=ReturnKind.ASKED, answered_at__isnull=False)
        .filter(handoff__link__key__in=LINKS, asked_at__gte=at - YEAR)
        .order_by("-asked_at")
        .values_list("handoff__link__key", "asked_at", "answered_at")
    )
    found: dict[LinkKey, list[float]] = {}
    for key, asked, answered in rows[:MOST]:
        if answered is not None:
            found.setdefault(LinkKey(key), []).append(max(0.0, _minutes(asked, answered)))
    return {key: tuple(minutes) for key, minutes in found.items()}


def _briefings(at: datetime) -> tuple[tuple[int, bool], ...]:
    rows = (
        Briefing.objects.filter(withdrawn_at__isnull=True, composed_at__gte=at - YEAR)
        .filter(visit__state=VisitState.LEFT)
        .order_by("-visit__job_id", "composed_at")
        .values_list("visit__job_id", "handoff__returned_first_at", "handoff__fixed_first_at")
    )
    first: dict[int, bool] = {}
    for job, returned, fixed in rows[:MOST]:
        first.setdefault(job, returned is not None or fixed is not None)
    return tuple(first.items())


def _paper(at: datetime) -> tuple[float, ...]:
    rows = (
        CloseOut.objects.filter(version=1, submitted_at__gte=at - YEAR)
        .filter(visit__left_at__isnull=False)
        .order_by("-submitted_at")
        .values_list("visit__left_at", "submitted_at")
    )
    return _between(rows[:MOST])


def _booked(at: datetime) -> tuple[float, ...]:
    """From opening to posting, where nothing was asked: an answer's wait is not work."""
    rows = (
        Review.objects.filter(posted_at__isnull=False, opened_at__gte=at - YEAR)
        .filter(close_out__handoff__returned_first_at__isnull=True)
        .order_by("-opened_at")
        .values_list("opened_at", "posted_at")
    )
    return _between(rows[:MOST])


def _between(rows: Iterable[tuple[Any, Any]]) -> tuple[float, ...]:
    return tuple(max(0.0, _minutes(start, end)) for start, end in rows)


def _duties(at: datetime) -> Duties:
    seats: dict[int, set[str]] = {}
    here = PersonSeat.objects.filter(person__left_on__isnull=True)
    for person, seat in here.values_list("person_id", "seat"):
        seats.setdefault(person, set()).add(seat)
    skills: dict[int, set[int]] = {}
    valid = Q(expires_on__isnull=True) | Q(expires_on__gte=at.date())
    for person, skill in PersonSkill.objects.filter(valid).values_list("person_id", "skill_id"):
        skills.setdefault(person, set()).add(skill)
    led: dict[int, set[str]] = {}
    leads = Assignment.objects.filter(part=Part.LEAD, withdrawn_at__isnull=True)
    leads = leads.filter(starts_at__gte=at - LATELY, starts_at__lt=at)
    for person, kind in leads.values_list("person_id", "visit__job__job_type__code").distinct():
        led.setdefault(person, set()).add(kind)
    shifts = tuple(
        Shift.objects.between(at - LATELY, at)
        .order_by("starts_at")
        .values_list("person_id", "starts_at", "ends_at", "kind")
    )
    absences = Absence.objects.filter(starts_at__lt=at, ends_at__gt=at - LATELY)
    away = _overlap(shifts, list(absences.values_list("person_id", "starts_at", "ends_at")))
    return Duties(
        shifts=shifts,
        seats={person: frozenset(names) for person, names in seats.items()},
        skills={person: frozenset(numbers) for person, numbers in skills.items()},
        led={person: frozenset(kinds) for person, kinds in led.items()},
        away_minutes=away,
        planned_minutes=sum(_minutes(start, end) for _, start, end, _ in shifts),
    )


def _overlap(
    shifts: Iterable[tuple[int, datetime, datetime, str]],
    absences: list[tuple[int, datetime, datetime]],
) -> float:
    """Minutes of shifts in which their person was away."""
    by_person: dict[int, list[tuple[datetime, datetime]]] = {}
    for person, start, end in absences:
        by_person.setdefault(person, []).append((start, end))
    return sum(
        max(0.0, _minutes(max(start, gone), min(end, back)))
        for person, start, end, _ in shifts
        for gone, back in by_person.get(person, ())
    )
