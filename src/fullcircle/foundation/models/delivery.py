import uuid

from django.db import models
from django.db.models import Q

from fullcircle.foundation.states import DeliveryState


class Delivery(models.Model):
    """Something that leaves the system, written with the change it tells of; sent at least once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=20)
    address = models.CharField(max_length=200)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    about = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, default=DeliveryState.WAITING)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="delivery_waiting", condition=Q(state="waiting")),
            models.Index(fields=["about", "queued_at"], name="delivery_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} about {self.about}"
