from django.db import models
from django.db.models import F, Q

from fullcircle.registry.people.models.person import Person
from fullcircle.registry.people.states import AbsenceKind


class Absence(models.Model):
    """Away. The kind is for HR and the person; the board shows "unavailable" only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(max_length=12, default=AbsenceKind.OTHER)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="absence_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["person", "starts_at"], name="absence_person")]

    def __str__(self) -> str:
        return f"{self.person} away"
