"""What scheduling does when an earlier room has news."""

from fullcircle.foundation.news import RequestCancelled
from fullcircle.operations.scheduling.actions import cancel_job, cancel_visit
from fullcircle.operations.scheduling.models import Job
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.people.actor import worker


def on_request_cancelled(news: RequestCancelled) -> None:
    """Take down what stands for the request; a visit under way ends as it ends."""
    by = worker("cancelled request")
    takeable = [
        VisitState.PLANNED,
        VisitState.ASSIGNED,
        VisitState.DISPATCHED,
        VisitState.SEEN,
        VisitState.EN_ROUTE,
    ]
    for job in Job.objects.filter(case__number=news.case_number).select_related("case"):
        for visit in job.visits.filter(state__in=takeable):
            cancel_visit(by=by, visit=visit, version=visit.version, reason=news.reason)
        if not job.visits.filter(state__in=[VisitState.ARRIVED, VisitState.PAUSED]).exists():
            cancel_job(by=by, job=Job.objects.get(pk=job.pk), reason=news.reason)
