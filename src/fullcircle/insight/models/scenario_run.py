from django.db import models
from django.db.models import Q

from fullcircle.insight.whatif.states import RunState, Trouble
from fullcircle.registry.people.models import Person


class ScenarioRunQuerySet(models.QuerySet["ScenarioRun"]):
    def unfinished(self) -> "ScenarioRunQuerySet":
        return self.filter(state__in=[RunState.WAITING, RunState.RUNNING])


class ScenarioRun(models.Model):
    """Something tried on a simulated company that is like ours, and what came of it.

    `choices` and `results` as insight.whatif writes them: numbers and keys, no names of people.
    `as_of`: the instant whose history it stands on. `cases`: simulated ones, all runs together.
    """

    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="scenario_runs")
    asked_at = models.DateTimeField()
    as_of = models.DateTimeField()
    choices = models.JSONField(default=list)
    state = models.CharField(max_length=8, default=RunState.WAITING)
    task = models.CharField(max_length=64, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=20, blank=True)
    results = models.JSONField(default=dict)
    weeks = models.PositiveSmallIntegerField(null=True)
    runs = models.PositiveSmallIntegerField(null=True)
    cases = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    idempotency_key = models.CharField(max_length=100, null=True, unique=True)

    objects = ScenarioRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in RunState]),
                name="scenario_state_known",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="scenario_percent"),
            models.CheckConstraint(
                condition=Q(state=RunState.FAILED, trouble__in=[str(word) for word in Trouble])
                | (~Q(state=RunState.FAILED) & Q(trouble="")),
                name="scenario_failed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RunState.DONE, RunState.FAILED], finished_at__isnull=False)
                | Q(state__in=[RunState.WAITING, RunState.RUNNING], finished_at__isnull=True),
                name="scenario_end_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["-asked_at"], name="scenario_newest"),
            models.Index(fields=["state"], name="scenario_state"),
        ]

    def __str__(self) -> str:
        return f"scenario run {self.pk}"

    @property
    def ref(self) -> str:
        return f"scenario:{self.pk}"

    @property
    def is_over(self) -> bool:
        return self.state in (RunState.DONE, RunState.FAILED)
