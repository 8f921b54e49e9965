from django.db import models

from fullcircle.handoffs.models import Handoff
from fullcircle.operations.dispatch.models.assignment import Assignment
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.people.models import Person


class Briefing(models.Model):
    """What was told at dispatch, as composed then: sentences, the dispatcher's own line, the card behind.

    `sentences`: a list of {key, text}; `lines`: a list of {key, icon, text}. Frozen: it says what the
    technician was told, not what the record says now.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="briefings")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="briefings")
    handoff = models.ForeignKey(Handoff, on_delete=models.PROTECT, related_name="briefings")
    line = models.CharField(max_length=240, blank=True)
    line_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="briefings_signed"
    )
    sentences = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    seconds = models.PositiveSmallIntegerField(default=0)
    composed_at = models.DateTimeField()
    told_by_radio_at = models.DateTimeField(null=True)
    records_used = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["visit", "-composed_at"], name="briefing_visit")]

    def __str__(self) -> str:
        return f"briefing of visit {self.visit_id}"
