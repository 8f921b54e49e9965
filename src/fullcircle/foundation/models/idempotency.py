from django.db import models


class KeptAnswer(models.Model):
    """The answer of an unsafe call, kept in the same transaction as its effect."""

    key = models.CharField(max_length=100)
    principal = models.CharField(max_length=40)
    request_hash = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["principal", "key"], name="answer_once"),
        ]
        indexes = [models.Index(fields=["at"], name="answer_age")]

    def __str__(self) -> str:
        return f"{self.principal} {self.key}"
