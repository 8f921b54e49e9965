from django.db import models
from django.db.models import F, Q

from fullcircle.registry.customers.models.customer import Customer
from fullcircle.registry.customers.models.location import Location


class Agreement(models.Model):
    """Terms frozen at the sale. `discount`: a share, 0.1000 = 10 %."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="agreements")
    location = models.ForeignKey(
        Location, null=True, on_delete=models.PROTECT, related_name="agreements"
    )
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    visits_per_year = models.PositiveSmallIntegerField(default=2)
    discount = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    sold_in_case = models.CharField(max_length=20, blank=True)
    sold_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="agreement_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["customer", "ends_on"], name="agreement_customer")]

    def __str__(self) -> str:
        return self.name
