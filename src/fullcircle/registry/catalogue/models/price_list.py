from django.db import models
from django.db.models import Q

from fullcircle.registry.catalogue.states import PriceKind


class PriceList(models.Model):
    name = models.CharField(max_length=80, unique=True)
    currency = models.CharField(max_length=3)
    trade = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name


class PriceItem(models.Model):
    """One price, in minor units of the list's currency, without tax. Tax as a share, 0.0700 = 7 %."""

    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    unit = models.CharField(max_length=16, default="each")
    unit_minor = models.BigIntegerField()
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    retired_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["price_list", "code"], name="price_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in PriceKind]), name="price_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(tax_rate__gte=0) & Q(tax_rate__lt=1), name="price_tax_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
