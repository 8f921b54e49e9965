from django.db import models
from django.db.models import F, Q

from fullcircle.operations.scheduling.models.job import Job
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.registry.people.models import Person


class PromiseQuerySet(models.QuerySet["Promise"]):
    def standing(self) -> "PromiseQuerySet":
        return self.filter(superseded_at__isnull=True)


class Promise(models.Model):
    """What the customer was told. Never overwritten, only superseded (the database refuses it).

    Wall times are kept beside the instants: when a zone changes its rules, the promise still means
    "between 1 and 3".
    """

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=20)
    window_start = models.DateTimeField()
    window_end = models.DateTimeField()
    local_date = models.DateField()
    local_start = models.TimeField()
    local_end = models.TimeField()
    zone = models.CharField(max_length=40)
    promised_at = models.DateTimeField()
    promised_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="promises_made"
    )
    told_how = models.CharField(max_length=10)
    told_to = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    superseded_at = models.DateTimeField(null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in PromiseKind]),
                name="promise_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(window_end__gt=F("window_start")), name="promise_has_a_window"
            ),
            models.UniqueConstraint(
                fields=["job"],
                condition=Q(superseded_at__isnull=True),
                name="one_promise_standing",
            ),
        ]
        indexes = [models.Index(fields=["window_end"], name="promise_end")]

    def __str__(self) -> str:
        return f"{self.kind} for job {self.job_id}"
