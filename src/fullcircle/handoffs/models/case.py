from django.db import models
from django.db.models import Q

from fullcircle.handoffs.states import CaseState
from fullcircle.registry.customers.models import Contact, Customer, Location


class CaseQuerySet(models.QuerySet["Case"]):
    def still_open(self) -> "CaseQuerySet":
        return self.filter(state=CaseState.OPEN)


class Case(models.Model):
    """The thread through all stages. Three parties: who pays, who ordered, who is affected."""

    number = models.CharField(max_length=20, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="cases")
    payer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="paid_cases")
    ordered_by = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="ordered_cases"
    )
    affected = models.CharField(max_length=120, blank=True)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="cases")
    title = models.CharField(max_length=160)
    trade = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default=CaseState.OPEN)
    callback_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="callbacks"
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CaseState.OPEN, closed_at__isnull=True)
                | Q(state=CaseState.CLOSED, closed_at__isnull=False),
                name="case_closed_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-opened_at"], name="case_open"),
            models.Index(fields=["customer", "-opened_at"], name="case_customer"),
            models.Index(fields=["location", "-opened_at"], name="case_location"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def ref(self) -> str:
        return f"case:{self.pk}"
