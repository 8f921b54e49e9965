from django.db import models


class AuditEntry(models.Model):
    """Who did what to which row, when, on behalf of whom. Append-only by trigger.

    Personal text never stands here: it would outlive an erasure. Actors and subjects are references.
    """

    at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=40)
    on_behalf_of = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    case_number = models.CharField(max_length=20, blank=True)
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="audit_subject"),
            models.Index(fields=["case_number", "id"], name="audit_case"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} by {self.by}"
