"""Jobs, promises, visits with their steps, who was assigned and when they were there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from fullcircle.demo import past
from fullcircle.demo.writing.index import Index, write
from fullcircle.demo.writing.threads import Thread
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.fieldwork.models import Attendance
from fullcircle.operations.fieldwork.states import CloseOutChannel
from fullcircle.operations.scheduling.models import Job, Promise, Visit, VisitStep
from fullcircle.operations.scheduling.rules import VisitFact, job_state
from fullcircle.operations.scheduling.states import JobState, VisitState

STEPS = 6  # changes of state after the visit was planned
_LINES = (
    "Call when you are five minutes out.",
    "They have waited patiently, so say thank you.",
    "Ring twice, the bell is weak.",
    "Same street as your last one, it should be quick.",
    "Please take the photo of the plate first.",
    "Ask whether last time is still fine.",
)


def write_jobs(index: Index, threads: Sequence[Thread]) -> None:
    for thread, row in zip(threads, write(Job, (_job(one, index) for one in threads)), strict=True):
        thread.job = row
    _write_promises(index, threads)


def _job(thread: Thread, index: Index) -> Job:
    told = thread.told
    facts = [VisitFact(VisitState.LEFT, str(visit.result)) for visit in told.visits]
    done = job_state(facts) is JobState.WORK_DONE
    return Job(
        case=thread.case,
        request=thread.request,
        job_type=index.job_types[told.job_type],
        location=thread.case.location,
        equipment=index.equipment.get(told.equipment),
        state=JobState.WORK_DONE if done else JobState.CANCELLED,
        made_at=told.promises[0].promised_at,
        done_at=thread.done_at if done else None,
    )


def _write_promises(index: Index, threads: Sequence[Thread]) -> None:
    """Link by link of each chain: a promise names the row of the one that it replaced."""
    before: dict[int, Promise] = {}
    for place in range(max((len(thread.told.promises) for thread in threads), default=0)):
        standing = [thread for thread in threads if len(thread.told.promises) > place]
        rows = write(
            Promise,
            (_promise(one, place, before.get(one.case.pk), index) for one in standing),
        )
        before = {thread.case.pk: row for thread, row in zip(standing, rows, strict=True)}


def _promise(thread: Thread, place: int, before: Promise | None, index: Index) -> Promise:
    one = thread.told.promises[place]
    zone = ZoneInfo(thread.case.location.zone)
    start, end = one.window_start.astimezone(zone), one.window_end.astimezone(zone)
    return Promise(
        job=thread.job,
        kind=one.kind,
        window_start=one.window_start,
        window_end=one.window_end,
        local_date=start.date(),
        local_start=start.time(),
        local_end=end.time(),
        zone=zone.key,
        promised_at=one.promised_at,
        promised_by_id=index.person_id(one.promised_by),
        told_how=one.told_how,
        told_to=index.contacts[thread.told.ordered_by].name,
        reason=one.reason,
        supersedes=before,
        superseded_at=one.superseded_at,
    )


def write_visits(index: Index, threads: Sequence[Thread]) -> None:
    told = [(thread, visit) for thread in threads for visit in thread.told.visits]
    rows = write(Visit, (_visit(thread, visit, index) for thread, visit in told))
    for (thread, visit), row in zip(told, rows, strict=True):
        thread.visits[visit.number] = row
    write(
        VisitStep,
        (step for thread, visit in told for step in _steps(thread, visit, index)),
    )
    _write_assignments(index, told)


def _visit(thread: Thread, one: past.Visit, index: Index) -> Visit:
    zone = thread.case.location.zone
    wall = one.planned_start.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC)
    return Visit(
        job=thread.job,
        planned_start=one.planned_start,
        planned_end=one.planned_end,
        local_start=wall,
        zone=zone,
        state=VisitState.LEFT,
        result=one.result,
        dispatched_at=one.dispatched_at,
        seen_at=one.seen_at,
        en_route_at=one.en_route_at,
        arrived_at=one.arrived_at,
        left_at=one.left_at,
        version=1 + STEPS,
        changed_by_name=index.call_name(one.close_out.entered_by),
    )


def _steps(thread: Thread, one: past.Visit, index: Index) -> Iterable[VisitStep]:
    visit = thread.visits[one.number]
    planner, lead = index.ref(one.assigned_by), index.ref(one.lead)
    sender, typist = index.ref(one.dispatched_by), index.ref(one.close_out.entered_by)
    ears = (sender, "radio") if one.told_by_radio else (lead, "phone")
    hands = "radio" if one.close_out.channel is CloseOutChannel.RADIO else "phone"
    told: tuple[tuple[datetime, str, str, str, str], ...] = (
        (one.assigned_at, "", VisitState.PLANNED, planner, "screen"),
        (one.assigned_at, VisitState.PLANNED, VisitState.ASSIGNED, planner, "screen"),
        (one.dispatched_at, VisitState.ASSIGNED, VisitState.DISPATCHED, sender, "screen"),
        (one.seen_at, VisitState.DISPATCHED, VisitState.SEEN, *ears),
        (one.en_route_at, VisitState.SEEN, VisitState.EN_ROUTE, lead, "phone"),
        (one.arrived_at, VisitState.EN_ROUTE, VisitState.ARRIVED, lead, "phone"),
        (one.left_at, VisitState.ARRIVED, VisitState.LEFT, typist, hands),
    )
    for at, before, after, by, source in told:
        behalf = lead if after == VisitState.LEFT and by != lead else ""
        yield VisitStep(
            visit=visit,
            at=at,
            before=before,
            after=after,
            by=by,
            source=source,
            on_behalf_of=behalf,
        )


def _write_assignments(index: Index, told: Sequence[tuple[Thread, past.Visit]]) -> None:
    parts = [
        (thread, visit, person, Part.HELPER if place else Part.LEAD)
        for thread, visit in told
        for place, person in enumerate((visit.lead, *visit.helpers))
    ]
    rows = write(
        Assignment,
        (
            Assignment(
                visit=thread.visits[visit.number],
                person=index.people[person],
                part=part,
                starts_at=visit.planned_start,
                ends_at=visit.planned_end,
                assigned_at=visit.assigned_at,
                assigned_by=index.ref(visit.assigned_by),
            )
            for thread, visit, person, part in parts
        ),
    )
    for (thread, visit, _, part), row in zip(parts, rows, strict=True):
        if part is Part.LEAD:
            thread.leads[visit.number] = row
    write(
        Attendance,
        (
            Attendance(
                assignment=row,
                person=row.person,
                en_route_at=visit.en_route_at,
                arrived_at=visit.arrived_at,
                left_at=visit.left_at,
            )
            for (_, visit, _, _), row in zip(parts, rows, strict=True)
        ),
    )


def write_briefings(index: Index, threads: Sequence[Thread]) -> None:
    """Who was told what, in one sentence: the words of two years ago are not composed again."""
    write(
        Briefing,
        (_briefing(thread, visit, index) for thread in threads for visit in thread.told.visits),
    )


def _briefing(thread: Thread, one: past.Visit, index: Index) -> Briefing:
    told = thread.handed(LinkKey.BRIEFING, one.number)
    said = "line" in told.applies and "line" not in told.absent
    place = thread.case.location.spoken
    what = f"A {thread.job.job_type.spoken} at {place}."
    return Briefing(
        visit=thread.visits[one.number],
        assignment=thread.leads[one.number],
        handoff=thread.batons[LinkKey.BRIEFING, one.number],
        line=_LINES[thread.case.pk % len(_LINES)] if said else "",
        line_by_id=index.person_id(one.dispatched_by) if said else None,
        sentences=[{"key": "what", "text": what, "also": ["where"]}],
        lines=[
            {"key": "what", "icon": "clipboard-list", "text": what, **_PLAIN},
            {"key": "where", "icon": "map-pin", "text": place, **_PLAIN},
        ],
        seconds=3,
        composed_at=one.dispatched_at,
        told_by_radio_at=one.seen_at if one.told_by_radio else None,
        records_used=[],
    )


_PLAIN = {"detail": "", "badge": "", "faded": False}
