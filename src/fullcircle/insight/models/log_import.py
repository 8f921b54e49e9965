from datetime import datetime

from django.db import models
from django.db.models import Q

from fullcircle.insight.graph.states import LogState


class LogImportQuerySet(models.QuerySet["LogImport"]):
    def unfinished(self) -> "LogImportQuerySet":
        return self.filter(state=LogState.WORKING)

    def expired(self, at: datetime) -> "LogImportQuerySet":
        return self.filter(expires_at__lte=at)


class LogImport(models.Model):
    """An event log that somebody dropped, and how far its study is.

    `owner`: reference of who dropped it; a visitor without an account is the hash of a token of
    the session. `folder` names the private folder of its files. `attempt` tells a living study from
    one that was cancelled or died. `inspection`, `mapping`, `options`: as the engine writes them.
    """

    owner = models.CharField(max_length=40)
    folder = models.CharField(max_length=32, unique=True)
    original_name = models.CharField(max_length=200)
    original_file = models.CharField(max_length=40, blank=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    works_council = models.BooleanField(default=False)
    inspection = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=LogState.RECEIVED)
    attempt = models.PositiveIntegerField(default=0)
    task = models.CharField(max_length=64, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=100, blank=True)
    events = models.PositiveBigIntegerField(null=True)
    cases = models.PositiveBigIntegerField(null=True)
    parties = models.PositiveIntegerField(null=True)
    handovers = models.PositiveBigIntegerField(null=True)
    without_party = models.PositiveBigIntegerField(null=True)
    set_aside = models.PositiveBigIntegerField(null=True)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    problem_what = models.CharField(max_length=300, blank=True)
    problem_place = models.CharField(max_length=200, blank=True)
    problem_remedy = models.CharField(max_length=300, blank=True)
    results = models.JSONField(default=list)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    original_until = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    idempotency_key = models.CharField(max_length=100, null=True, unique=True)

    objects = LogImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in LogState]), name="log_state_known"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="log_progress_percent"),
            models.CheckConstraint(
                condition=~Q(state=LogState.FAILED) | ~Q(problem_what=""),
                name="log_failed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=LogState.DONE) | Q(finished_at__isnull=False),
                name="log_done_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=LogState.WORKING) | ~Q(task=""), name="log_working_has_a_task"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="log_owner"),
            models.Index(fields=["expires_at"], name="log_expires"),
            models.Index(fields=["state"], name="log_state"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def ref(self) -> str:
        return f"log:{self.pk}"

    @property
    def original_is_here(self) -> bool:
        return self.original_file != ""
