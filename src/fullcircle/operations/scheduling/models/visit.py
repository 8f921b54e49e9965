from datetime import datetime

from django.db import models
from django.db.models import F, Q

from fullcircle.operations.scheduling.models.job import Job
from fullcircle.operations.scheduling.rules import LONGEST_VISIT
from fullcircle.operations.scheduling.states import VisitResult, VisitState


class VisitQuerySet(models.QuerySet["Visit"]):
    def between(self, start: datetime, end: datetime) -> "VisitQuerySet":
        # No visit is longer: so a day reads its own part of the index, not all that went before.
        return self.filter(
            planned_start__gt=start - LONGEST_VISIT, planned_start__lt=end, planned_end__gt=start
        )

    def standing(self) -> "VisitQuerySet":
        return self.exclude(state__in=[VisitState.CANCELLED, VisitState.LEFT])

    def unassigned(self) -> "VisitQuerySet":
        return self.filter(state=VisitState.PLANNED)


class Visit(models.Model):
    """One planned presence. The plan (start, end) is not the promise, and neither is the fact."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="visits")
    planned_start = models.DateTimeField()
    planned_end = models.DateTimeField()
    local_start = models.DateTimeField()
    zone = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=VisitState.PLANNED)
    result = models.CharField(max_length=20, blank=True)
    pinned = models.BooleanField(default=False)
    dispatched_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    en_route_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by_name = models.CharField(max_length=60, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in VisitState]),
                name="visit_state_known",
            ),
            models.CheckConstraint(
                condition=Q(planned_end__gt=F("planned_start")), name="visit_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state=VisitState.LEFT, result__in=[str(r) for r in VisitResult])
                | (~Q(state=VisitState.LEFT) & Q(result="")),
                name="left_has_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CANCELLED) | ~Q(cancelled_reason=""),
                name="cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.LEFT) | Q(left_at__isnull=False),
                name="left_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["planned_start", "planned_end"], name="visit_when"),
            models.Index(fields=["state", "planned_start"], name="visit_state"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def ref(self) -> str:
        return f"visit:{self.pk}"


class VisitStep(models.Model):
    """Append-only: each change of a visit's state. Device and server time are both kept."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    by = models.CharField(max_length=40)
    on_behalf_of = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=10)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["visit", "at"], name="visit_step")]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"
