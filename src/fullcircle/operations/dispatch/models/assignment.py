from datetime import datetime

from django.db import models
from django.db.models import F, Q

from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.rules import LONGEST_VISIT
from fullcircle.registry.people.models import Person


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> "AssignmentQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def between(self, start: datetime, end: datetime) -> "AssignmentQuerySet":
        return self.filter(
            starts_at__gt=start - LONGEST_VISIT, starts_at__lt=end, ends_at__gt=start
        )


class Assignment(models.Model):
    """A person's part in a visit. Nobody is booked twice: the database refuses overlapping ranges."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=8, default=Part.LEAD)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    assigned_at = models.DateTimeField()
    assigned_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="assignment_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(part="lead", withdrawn_at__isnull=True),
                name="one_lead_per_visit",
            ),
            models.UniqueConstraint(
                fields=["visit", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="in_a_visit_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="assignment_person"),
            models.Index(fields=["starts_at", "ends_at"], name="assignment_when"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on visit {self.visit_id}"

    @property
    def ref(self) -> str:
        return f"assignment:{self.pk}"
