"""A promise is a record: superseded, never overwritten."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from fullcircle.foundation import clock, feed
from fullcircle.foundation.transactions import action
from fullcircle.operations.scheduling import rules
from fullcircle.operations.scheduling.actions.jobs import make_job
from fullcircle.operations.scheduling.models import Job, Promise
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


@dataclass(frozen=True)
class Window:
    """What is promised: a kind and the instants between which somebody comes."""

    kind: PromiseKind
    start: datetime
    end: datetime


@action
def promise_window(
    *, by: Actor, job: Job, window: Window, told_how: str, told_to: str = "", reason: str = ""
) -> Promise:
    """Promise, or promise anew: the old promise stays readable and is superseded."""
    policy.require(by, Permission.PROMISE)
    at = clock.now()
    rules.check_window(window.start, window.end, at=at)
    standing = Promise.objects.standing().filter(job=job).first()
    if standing is not None and (standing.kind, standing.window_start, standing.window_end) == (
        window.kind,
        window.start,
        window.end,
    ):
        return standing
    if standing is not None:
        Promise.objects.filter(pk=standing.pk).update(superseded_at=at)
    zone = ZoneInfo(job.location.zone)
    start, end = window.start.astimezone(zone), window.end.astimezone(zone)
    promise = Promise.objects.create(
        job=job,
        kind=window.kind,
        window_start=window.start,
        window_end=window.end,
        local_date=start.date(),
        local_start=start.time(),
        local_end=end.time(),
        zone=zone.key,
        promised_at=at,
        promised_by_id=by.person_id,
        told_how=told_how,
        told_to=told_to[:120],
        reason=reason[:200],
        supersedes=standing,
    )
    feed.publish(
        [feed.BOARD, feed.QUEUE, feed.case_topic(job.case_id)],
        kind="promise",
        reference=job.ref,
    )
    return promise


@action
def book_call(
    *, by: Actor, call: Call, window: Window | None, idempotency_key: str = ""
) -> tuple[Request, Job | None]:
    """A whole call in one step: the request, and, when the caller was offered a window, the promise.

    Without job type there is no job and no promise: the dispatcher decides. The same key gives the
    same answer, once.
    """
    if window is not None and not call.wish:
        # The window the caller took says when it suits.
        zone = ZoneInfo(call.location.zone)
        span = window.start.astimezone(zone), window.end.astimezone(zone)
        call = replace(call, wish=rules.wish_of(window.kind, *span))
    request = servicedesk.take_request(by=by, call=call, idempotency_key=idempotency_key)
    standing = Job.objects.filter(request=request).first()
    if standing is not None or window is None or call.job_type is None:
        return request, standing
    job = make_job(by=by, request=request)
    promise_window(
        by=by,
        job=job,
        window=window,
        told_how=call.channel,
        told_to=call.contact.name if call.contact else "",
    )
    return request, job
