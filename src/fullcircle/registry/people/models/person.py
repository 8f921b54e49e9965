from datetime import datetime

from django.db import models
from django.db.models import Q


class PersonQuerySet(models.QuerySet["Person"]):
    def here(self) -> "PersonQuerySet":
        return self.filter(left_on__isnull=True)

    def in_seat(self, seat: str) -> "PersonQuerySet":
        return self.here().filter(seats__seat=seat).distinct()

    def on_shift(self, at: datetime) -> "PersonQuerySet":
        return self.here().filter(shifts__starts_at__lte=at, shifts__ends_at__gt=at).distinct()


class Person(models.Model):
    """Somebody who works here. May have no account (crew)."""

    name = models.CharField(max_length=120)
    call_name = models.CharField(max_length=40)
    phone = models.CharField(max_length=24, blank=True)
    extension = models.CharField(max_length=8, blank=True)
    email = models.EmailField(blank=True)
    title = models.CharField(max_length=80, blank=True)
    trade = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=8, default="en")
    zone = models.CharField(max_length=40, default="America/New_York")
    started_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    introduced_by = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="introduced"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]
        indexes = [models.Index(fields=["call_name"], name="person_call_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"person:{self.pk}"

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()
