from django.db import models

from fullcircle.registry.catalogue.states import Trade


class Service(models.Model):
    """What can be asked for, in the words of the published catalogue."""

    name = models.CharField(max_length=120, unique=True)
    trade = models.CharField(max_length=20)
    scope = models.TextField(blank=True)
    frequency = models.CharField(max_length=120, blank=True)
    lead_time_minutes = models.PositiveIntegerField(default=0)
    how_to_ask = models.TextField(blank=True)
    how_to_complain = models.TextField(blank=True)
    customer_provides = models.TextField(blank=True)
    published = models.BooleanField(default=True)
    retired_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(trade__in=[str(trade) for trade in Trade]),
                name="service_trade_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
