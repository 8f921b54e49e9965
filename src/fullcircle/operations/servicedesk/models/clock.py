from django.db import models
from django.db.models import Q

from fullcircle.operations.servicedesk.models.request import Request
from fullcircle.operations.servicedesk.states import ClockKind


class CalendarVersion(models.Model):
    """A business calendar as it was; an edit is a new version. `definition`: see values.calendar."""

    name = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="calendar_version"),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class TargetPolicy(models.Model):
    """How long one kind of clock may run for one urgency in one trade; an edit is a new version."""

    kind = models.CharField(max_length=12)
    trade = models.CharField(max_length=20)
    urgency = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    target_minutes = models.PositiveIntegerField()
    calendar = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="policies")
    in_force_from = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "trade", "urgency", "version"], name="policy_version"
            ),
            models.UniqueConstraint(
                fields=["kind", "trade", "urgency"],
                condition=Q(retired_at__isnull=True),
                name="one_policy_in_force",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in ClockKind]), name="policy_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.trade} {self.urgency} v{self.version}"


class RequestClock(models.Model):
    """One target clock of a request. `due_at` is a remembered result; events and versions decide."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=12)
    policy = models.ForeignKey(TargetPolicy, on_delete=models.PROTECT, related_name="clocks")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "kind"], name="one_clock_per_kind"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="clock_running", condition=Q(stopped_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.request_id}"


class ClockEvent(models.Model):
    """Append-only: what happened to a clock. `detail`: reason of a pause, new policy, ..."""

    clock = models.ForeignKey(RequestClock, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    detail = models.CharField(max_length=80, blank=True)
    by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"
