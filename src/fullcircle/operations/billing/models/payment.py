from django.db import models
from django.db.models import Q

from fullcircle.handoffs.models import Case
from fullcircle.operations.billing.states import PaymentHow
from fullcircle.registry.customers.models import Customer


class Payment(models.Model):
    """Money that came in. Append-only; amount in minor units of `currency`."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    payer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="payments")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    how = models.CharField(max_length=10)
    reference = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    source = models.CharField(max_length=40, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payment_counts"),
            models.CheckConstraint(
                condition=Q(how__in=[str(how) for how in PaymentHow]), name="payment_how_known"
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.source}"
