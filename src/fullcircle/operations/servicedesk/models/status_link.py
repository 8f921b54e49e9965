from django.db import models

from fullcircle.operations.servicedesk.models.request import Request


class StatusLink(models.Model):
    """A link to one request, without an account. 128 random bits, stored hashed, one purpose, expiring."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="status_links")
    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_count = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link of request {self.request_id}"
