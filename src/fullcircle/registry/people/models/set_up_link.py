from django.db import models


class SetUpLink(models.Model):
    """The one-time link that makes the first administrator. Stored hashed; used once."""

    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"set-up link of {self.issued_at:%Y-%m-%d}"
