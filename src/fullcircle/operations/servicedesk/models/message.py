from django.db import models

from fullcircle.handoffs.models import Case


class CaseMessage(models.Model):
    """A word on the case's timeline: a call, a radio word, a text, a note. Inside ones stay inside."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    at = models.DateTimeField()
    channel = models.CharField(max_length=10)
    outgoing = models.BooleanField(default=False)
    inside = models.BooleanField(default=True)
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="message_case")]

    def __str__(self) -> str:
        return f"message on {self.case_id}"
