from django.db import models


class Counter(models.Model):
    """Gapless numbers: one row per series, raised in the transaction that uses the number."""

    series = models.CharField(max_length=40, unique=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series} {self.last}"
