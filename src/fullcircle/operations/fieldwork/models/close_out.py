from django.db import models
from django.db.models import Q

from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs.models import Handoff
from fullcircle.operations.fieldwork.states import CloseOutChannel, Signed
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.people.models import Person


class CloseOut(models.Model):
    """What the technician hands to the books. Append-only: a correction is the next version.

    `answers`: {item key: value} of the job type's closing form. `channel` radio: the dispatcher
    typed it for the technician. Payment in minor units of `currency`.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="close_outs")
    version = models.PositiveIntegerField(default=1)
    handoff = models.ForeignKey(Handoff, on_delete=models.PROTECT, related_name="close_outs")
    technician = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="close_outs")
    entered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="close_outs_entered"
    )
    channel = models.CharField(max_length=8, default=CloseOutChannel.ONLINE)
    result = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    notes = models.TextField(blank=True)
    recommendation = models.CharField(max_length=240, blank=True)
    minutes_on_site = models.PositiveIntegerField(default=0)
    signed = models.CharField(max_length=16)
    signed_by_name = models.CharField(max_length=120, blank=True)
    signature = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="signed_close_outs"
    )
    something_left = models.CharField(max_length=400, blank=True)
    cannot_complete = models.CharField(max_length=240, blank=True)
    payment_minor = models.BigIntegerField(default=0)
    payment_how = models.CharField(max_length=20, blank=True)
    payment_reference = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3)
    agreement_sold = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)
    idempotency_key = models.CharField(max_length=100, null=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "version"], name="close_out_version"),
            models.CheckConstraint(
                condition=Q(result__in=[str(result) for result in VisitResult]),
                name="close_out_result_known",
            ),
            models.CheckConstraint(
                condition=Q(signed__in=[str(signed) for signed in Signed]),
                name="close_out_signed_known",
            ),
            models.CheckConstraint(
                condition=~Q(signed=Signed.SOMETHING_LEFT) | ~Q(something_left=""),
                name="something_left_is_named",
            ),
            models.CheckConstraint(
                condition=Q(payment_minor__gte=0), name="payment_is_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["-submitted_at"], name="close_out_newest")]

    def __str__(self) -> str:
        return f"close-out {self.version} of visit {self.visit_id}"

    @property
    def ref(self) -> str:
        return f"closeout:{self.pk}"


class PartUsed(models.Model):
    """A part or labour line as the technician reports it. Quantity in hundredths of the unit."""

    close_out = models.ForeignKey(CloseOut, on_delete=models.PROTECT, related_name="parts")
    item = models.ForeignKey(PriceItem, null=True, on_delete=models.PROTECT, related_name="used_in")
    text = models.CharField(max_length=120, blank=True)
    hundredths = models.PositiveIntegerField(default=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False) | ~Q(text=""), name="part_used_is_named"
            ),
            models.CheckConstraint(condition=Q(hundredths__gt=0), name="part_used_counts"),
        ]

    def __str__(self) -> str:
        return self.text or str(self.item_id)


class CloseOutPhoto(models.Model):
    close_out = models.ForeignKey(CloseOut, on_delete=models.PROTECT, related_name="photos")
    item_key = models.SlugField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="photo_of")

    def __str__(self) -> str:
        return f"{self.item_key} of {self.close_out_id}"
