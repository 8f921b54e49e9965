from django.db import models


class Bucket(models.Model):
    """How often something was tried in a window: a rate limit, counted atomically in the database."""

    name = models.CharField(max_length=160, unique=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.count}"
