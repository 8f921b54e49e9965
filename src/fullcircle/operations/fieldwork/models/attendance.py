from django.db import models
from django.db.models import F, Q

from fullcircle.operations.dispatch.models import Assignment
from fullcircle.registry.people.models import Person


class Attendance(models.Model):
    """When a person was really there. One open attendance per person at a time."""

    assignment = models.OneToOneField(
        Assignment, on_delete=models.PROTECT, related_name="attendance"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    en_route_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(arrived_at__isnull=False, left_at__isnull=True),
                name="in_one_place_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True)
                | Q(arrived_at__isnull=True)
                | Q(left_at__gte=F("arrived_at")),
                name="left_after_arrived",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.assignment_id}"
