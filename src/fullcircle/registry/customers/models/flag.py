from django.db import models
from django.db.models import Q

from fullcircle.registry.customers.models.customer import Customer
from fullcircle.registry.customers.states import FlagKind


class CustomerFlag(models.Model):
    """A loud flag on the card. Lifted, never deleted."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=160, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=40)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in FlagKind]), name="flag_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"
