from django.db import models
from django.db.models import Q

from fullcircle.registry.customers.states import CustomerKind, Side
from fullcircle.registry.people.models import Person


class CustomerQuerySet(models.QuerySet["Customer"]):
    def outside(self) -> "CustomerQuerySet":
        return self.filter(side=Side.OUTSIDE)

    def inside(self) -> "CustomerQuerySet":
        return self.filter(side=Side.INSIDE)


class Customer(models.Model):
    """Who pays, or the department that is served. Reached through a contact, never by itself.

    `balance_minor`: what is owed to us, written down here by billing at each posting and payment.
    """

    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=14)
    side = models.CharField(max_length=8)
    bill_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="pays_for"
    )
    billing_address = models.CharField(max_length=240, blank=True)
    cost_centre = models.CharField(max_length=24, blank=True)
    trade = models.CharField(max_length=20, blank=True)
    tax_exempt = models.BooleanField(default=False)
    balance_minor = models.BigIntegerField(default=0)
    owner = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="customers_looked_after"
    )
    since = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in CustomerKind]),
                name="customer_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(side__in=[str(side) for side in Side]), name="customer_side_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="customer_has_a_name"),
        ]
        indexes = [models.Index(fields=["name"], name="customer_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_inside(self) -> bool:
        return self.side == Side.INSIDE
