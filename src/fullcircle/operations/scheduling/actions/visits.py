"""Visits: planned, moved, cancelled; each change of state leaves a row."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from fullcircle.foundation import clock, feed, news
from fullcircle.foundation.transactions import action, change_if_unchanged
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.states import HandoffState
from fullcircle.operations.scheduling import rules
from fullcircle.operations.scheduling.models import Job, Visit, VisitStep
from fullcircle.operations.scheduling.states import JobState, VisitState
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.rules import WordsMissing
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission

_WHEN = {
    VisitState.DISPATCHED: "dispatched_at",
    VisitState.SEEN: "seen_at",
    VisitState.EN_ROUTE: "en_route_at",
    VisitState.ARRIVED: "arrived_at",
    VisitState.LEFT: "left_at",
}


@action
def plan_visit(*, by: Actor, job: Job, start: datetime, minutes: int | None = None) -> Visit:
    """Place the job in the day. Placing by the dispatcher accepts the intake: that was the act.

    `minutes` defaults to the job type's duration. The plan is not the promise.
    """
    policy.require(by, Permission.DISPATCH)
    visit = Visit.objects.create(
        job=job,
        planned_start=start,
        planned_end=start + rules.planned_length(minutes or job.job_type.duration_minutes),
        local_start=_wall(start, job.location.zone),
        zone=job.location.zone,
        changed_by_name=by.call_name or by.name,
    )
    _step(visit, by, "", VisitState.PLANNED, source="screen")
    _accept_intake(by, job, "placed")
    if job.request.circle == Circle.DISPUTED:
        servicedesk.reopen(by=by, request=job.request)
    refresh_job(by=by, job=job)
    _tell(visit, job, "planned")
    return visit


@action
def move_visit(
    *, by: Actor, visit: Visit, version: int, start: datetime, minutes: int | None = None
) -> Visit:
    """Another time. Raises MovedWithoutAsking for what is pinned or under way, StaleEdit on a race."""
    policy.require(by, Permission.DISPATCH)
    if visit.pinned or VisitState(visit.state) not in rules.MOVABLE:
        raise rules.MovedWithoutAsking(visit.ref)
    length = rules.planned_length(minutes) if minutes else visit.planned_end - visit.planned_start
    change_if_unchanged(
        visit,
        version=version,
        who_changed=lambda row: row.changed_by_name,
        planned_start=start,
        planned_end=start + length,
        local_start=_wall(start, visit.zone),
        changed_by_name=by.call_name or by.name,
    )
    _tell(visit, visit.job, "moved")
    return visit


@action
def advance_visit(
    *,
    by: Actor,
    visit: Visit,
    to: VisitState,
    version: int | None = None,
    source: str = "screen",
    result: str = "",
    reason: str = "",
    on_behalf_of: str = "",
    device_at: datetime | None = None,
    at: datetime | None = None,
) -> Visit:
    """One step of the visit's machine. Called by the room whose act it is; leaves a row.

    Without `version` the version just read is meant. `at`: when it happened, if that is not now.
    """
    before = VisitState(visit.state)
    rules.check_step(before, to)
    happened = at or clock.now()
    change_if_unchanged(
        visit,
        version=visit.version if version is None else version,
        who_changed=lambda row: row.changed_by_name,
        changed_by_name=by.call_name or by.name,
        **_columns(to, happened, result, reason),
    )
    _step(
        visit,
        by,
        before,
        to,
        source=source,
        reason=reason,
        on_behalf_of=on_behalf_of,
        device_at=device_at,
        at=happened,
    )
    refresh_job(by=by, job=visit.job)
    _tell(visit, visit.job, to)
    return visit


def _columns(to: VisitState, at: datetime, result: str, reason: str) -> dict[str, Any]:
    """What a step writes beside the state: its time, and the result or the reason."""
    values: dict[str, Any] = {"state": to}
    if to in _WHEN:
        values[_WHEN[to]] = at
    if to is VisitState.LEFT:
        values["result"] = result
    if to is VisitState.CANCELLED:
        values["cancelled_reason"] = reason[:200]
    return values


@action
def cancel_visit(*, by: Actor, visit: Visit, version: int, reason: str) -> Visit:
    """Take the visit away; rooms that hold an assignment for it hear the news."""
    policy.require(by, Permission.DISPATCH)
    if not reason.strip():
        raise WordsMissing
    advance_visit(by=by, visit=visit, to=VisitState.CANCELLED, version=version, reason=reason)
    news.announce(news.VisitCancelled(at=clock.now(), by=by.ref, visit=visit.pk, reason=reason))
    return visit


@action
def refresh_job(*, by: Actor, job: Job) -> Job:
    """What the visits say about the job. Hold and cancel are set by hand and stay."""
    if job.state == JobState.CANCELLED:
        return job
    facts = [
        rules.VisitFact(VisitState(state), result)
        for state, result in job.visits.order_by("planned_start", "pk").values_list(
            "state", "result"
        )
    ]
    state = rules.job_state(facts)
    if state == job.state:
        return job
    job.state = state
    job.hold_reason = "waiting, see the last visit" if state is JobState.ON_HOLD else ""
    job.done_at = clock.now() if state is JobState.WORK_DONE else None
    job.save(update_fields=["state", "hold_reason", "done_at"])
    return job


def _wall(start: datetime, zone: str) -> datetime:
    # The wall time is kept as it reads, so that it survives a change of the zone's rules.
    return start.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC)


def _accept_intake(by: Actor, job: Job, act: str) -> None:
    # Whoever took the call may place it too: that decides the intake, and no figure counts it.
    intake = job.request.handoff
    if intake is None:
        return
    intake.refresh_from_db()
    if intake.state in (HandoffState.GIVEN, HandoffState.SEEN, HandoffState.SILENT):
        handoffs.accept(by=by, handoff=intake, act=act)


def _step(
    visit: Visit,
    by: Actor,
    before: str,
    after: VisitState,
    *,
    source: str,
    reason: str = "",
    on_behalf_of: str = "",
    device_at: datetime | None = None,
    at: datetime | None = None,
) -> None:
    VisitStep.objects.create(
        visit=visit,
        at=at or clock.now(),
        device_at=device_at,
        before=before,
        after=after,
        by=by.ref,
        on_behalf_of=on_behalf_of,
        source=source,
        reason=reason[:200],
    )


def _tell(visit: Visit, job: Job, kind: str) -> None:
    feed.publish(
        [feed.BOARD, feed.case_topic(job.case_id)],
        kind=f"visit {kind}",
        reference=visit.ref,
        version=visit.version,
    )
