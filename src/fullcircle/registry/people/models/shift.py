from datetime import datetime

from django.db import models
from django.db.models import F, Q

from fullcircle.registry.people.models.person import Person
from fullcircle.registry.people.states import ShiftKind


class ShiftQuerySet(models.QuerySet["Shift"]):
    def open_at(self, at: datetime) -> "ShiftQuerySet":
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def between(self, start: datetime, end: datetime) -> "ShiftQuerySet":
        return self.filter(starts_at__lt=end, ends_at__gt=start)


class Shift(models.Model):
    """When a person works: half-open [starts_at, ends_at)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(max_length=12, default=ShiftKind.REGULAR)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in ShiftKind]), name="shift_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="shift_person"),
            models.Index(fields=["starts_at", "ends_at"], name="shift_when"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.starts_at:%Y-%m-%d %H:%M}"
