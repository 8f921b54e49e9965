from django.db import models
from django.db.models import Q

from fullcircle.handoffs.models import Case
from fullcircle.operations.scheduling.states import JobState
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Equipment, Location


class JobQuerySet(models.QuerySet["Job"]):
    def unscheduled(self) -> "JobQuerySet":
        return self.filter(state=JobState.UNSCHEDULED)


class Job(models.Model):
    """The whole piece of work. Its state follows from its visits; only hold and cancel are set by hand."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="jobs")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="jobs")
    job_type = models.ForeignKey(JobType, on_delete=models.PROTECT, related_name="jobs")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="jobs")
    equipment = models.ForeignKey(
        Equipment, null=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    state = models.CharField(max_length=12, default=JobState.UNSCHEDULED)
    hold_reason = models.CharField(max_length=120, blank=True)
    wake_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in JobState]), name="job_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.ON_HOLD) | ~Q(hold_reason=""), name="hold_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="job_state")]

    def __str__(self) -> str:
        return f"job {self.pk}"

    @property
    def ref(self) -> str:
        return f"job:{self.pk}"
