from django.db import models
from django.db.models import F, Q

from fullcircle.handoffs.models import Case
from fullcircle.operations.billing.models.review import Review
from fullcircle.operations.billing.states import InvoiceKind
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.people.models import Person


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def drafts(self) -> "InvoiceQuerySet":
        return self.filter(posted_at__isnull=True)

    def posted(self) -> "InvoiceQuerySet":
        return self.filter(posted_at__isnull=False)


class Invoice(models.Model):
    """A draft until it is posted; then it never changes (trigger), and it has its gapless number.

    Amounts in minor units of `currency`; a draft's totals are of its lines as they stand.
    """

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="invoice")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invoices")
    payer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="invoices")
    kind = models.CharField(max_length=12)
    number = models.PositiveBigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    net_minor = models.BigIntegerField(default=0)
    tax_minor = models.BigIntegerField(default=0)
    total_minor = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="invoices_posted"
    )
    idempotency_key = models.CharField(max_length=100, null=True, unique=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="invoice_number_once"),
            models.CheckConstraint(
                condition=Q(total_minor=F("net_minor") + F("tax_minor")),
                name="invoice_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True, number__isnull=True)
                | Q(posted_at__isnull=False, number__isnull=False),
                name="posted_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in InvoiceKind]),
                name="invoice_kind_known",
            ),
        ]
        indexes = [
            models.Index(fields=["payer", "-posted_at"], name="invoice_payer"),
            models.Index(fields=["-posted_at", "-id"], name="invoice_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or 'draft'}"


class InvoiceLine(models.Model):
    """One line; frozen with its invoice. Quantity in hundredths, tax and discount as shares.

    `discount`: None and 0 both mean none; the net amount has it taken off already.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(
        PriceItem, null=True, on_delete=models.PROTECT, related_name="invoice_lines"
    )
    text = models.CharField(max_length=160)
    hundredths = models.IntegerField(default=100)
    unit_minor = models.BigIntegerField()
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    discount = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    net_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField(default=0)
    covered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_position"),
        ]

    def __str__(self) -> str:
        return self.text
