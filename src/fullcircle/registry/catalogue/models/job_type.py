from django.db import models
from django.db.models import Q

from fullcircle.registry.catalogue.models.closing_form import ClosingForm
from fullcircle.registry.catalogue.models.service import Service
from fullcircle.registry.people.models import Skill


class JobType(models.Model):
    """A kind of job: how long, by whom, what the close-out must say, how one speaks of it.

    `spoken`: what a dispatcher calls it on the radio ("no-cool call"). `done_as`: what history says
    afterwards, with its article ("a demand call"). `recall_days`: within them the same symptom is a callback.
    """

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="job_types")
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    spoken = models.CharField(max_length=120)
    done_as = models.CharField(max_length=120)
    duration_minutes = models.PositiveIntegerField(default=60)
    recall_days = models.PositiveIntegerField(default=30)
    urgency = models.PositiveSmallIntegerField(default=3)
    urgency_questions = models.JSONField(default=list, blank=True)
    skills: "models.ManyToManyField[Skill, models.Model]" = models.ManyToManyField(
        Skill, related_name="job_types"
    )
    form = models.ForeignKey(ClosingForm, on_delete=models.PROTECT, related_name="job_types")
    fee = models.ForeignKey(
        "catalogue.PriceItem", null=True, on_delete=models.PROTECT, related_name="fee_of"
    )
    retired_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(duration_minutes__gt=0), name="job_takes_time"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def trade(self) -> str:
        return self.service.trade
