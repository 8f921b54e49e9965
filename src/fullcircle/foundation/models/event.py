from django.db import models


class Event(models.Model):
    """Append-only feed of what changed, read by open screens over server-sent events.

    `transaction` is filled by the database on PostgreSQL only: numbers are given before they are
    committed there, so readers stay below the oldest transaction still open.
    """

    topic = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=0)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["topic", "id"], name="event_topic")]

    def __str__(self) -> str:
        return f"{self.topic} {self.kind} {self.reference}"
