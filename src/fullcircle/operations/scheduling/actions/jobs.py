"""The whole piece of work: made, held, woken, cancelled. Everything else follows from its visits."""

from datetime import date

from fullcircle.foundation import audit, clock, feed
from fullcircle.foundation.transactions import action
from fullcircle.operations.scheduling.models import Job
from fullcircle.operations.scheduling.states import JobState
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.rules import WordsMissing
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


class JobTypeMissing(Exception):
    """A job needs its type: without it nobody knows how long, by whom, with what form."""


@action
def make_job(*, by: Actor, request: Request, job_type: JobType | None = None) -> Job:
    """Work comes of the request. One job per request until it is cancelled; asking twice returns it."""
    policy.require(by, Permission.PROMISE)
    standing = (
        Job.objects.filter(request=request)
        .exclude(state=JobState.CANCELLED)
        .select_related("job_type", "location", "case")
        .first()
    )
    if standing is not None:
        return standing
    kind = job_type or request.job_type
    if kind is None:
        raise JobTypeMissing
    servicedesk.mark_converted(by=by, request=request)
    return Job.objects.create(
        case=request.case,
        request=request,
        job_type=kind,
        location=request.case.location,
        equipment=request.equipment,
        made_at=clock.now(),
    )


@action
def hold_job(*, by: Actor, job: Job, reason: str, wake_on: date | None = None) -> Job:
    """The job waits, with a reason and a day on which somebody looks again."""
    policy.require(by, Permission.DISPATCH)
    if not reason.strip():
        raise WordsMissing
    return _set(by, job, JobState.ON_HOLD, reason, wake_on)


@action
def wake_job(*, by: Actor, job: Job) -> Job:
    """What it waited for is there: back among the unscheduled."""
    policy.require(by, Permission.DISPATCH)
    return _set(by, job, JobState.UNSCHEDULED, "", None)


@action
def cancel_job(*, by: Actor, job: Job, reason: str) -> Job:
    return _set(by, job, JobState.CANCELLED, reason, None)


def _set(by: Actor, job: Job, state: JobState, reason: str, wake_on: date | None) -> Job:
    audit.record(
        by=by.ref,
        verb="job",
        subject=job.ref,
        case_number=job.case.number,
        before=job.state,
        after=state,
    )
    job.state = state
    job.hold_reason = reason.strip()[:120] if state is JobState.ON_HOLD else ""
    job.wake_on = wake_on
    job.save(update_fields=["state", "hold_reason", "wake_on"])
    feed.publish([feed.BOARD, feed.case_topic(job.case_id)], kind="job", reference=job.ref)
    return job
