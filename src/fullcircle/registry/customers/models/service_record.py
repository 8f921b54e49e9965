from django.db import models
from django.db.models import Q

from fullcircle.registry.customers.models.customer import Customer
from fullcircle.registry.customers.models.equipment import Equipment
from fullcircle.registry.customers.models.location import Location
from fullcircle.registry.customers.states import RecordState


class ServiceRecord(models.Model):
    """What was done, for whoever comes next. Provisional at close-out, confirmed at posting.

    Names its case and technician by text, because it lies below them. `what` reads after a verb:
    "a tune-up", "a demand call for a bad thermocouple".
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="records")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="records")
    equipment = models.ForeignKey(
        Equipment, null=True, on_delete=models.SET_NULL, related_name="records"
    )
    case_number = models.CharField(max_length=20)
    visit_ref = models.CharField(max_length=40)
    job_code = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    symptom = models.CharField(max_length=120, blank=True)
    result = models.CharField(max_length=20)
    technician_ref = models.CharField(max_length=40)
    technician_name = models.CharField(max_length=60)
    done_at = models.DateTimeField()
    notes = models.TextField(blank=True)
    recommendation = models.CharField(max_length=240, blank=True)
    state = models.CharField(max_length=12, default=RecordState.PROVISIONAL)
    written_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit_ref"], name="one_record_per_visit"),
            models.CheckConstraint(
                condition=Q(state=RecordState.PROVISIONAL, confirmed_at__isnull=True)
                | Q(state=RecordState.CONFIRMED, confirmed_at__isnull=False),
                name="record_confirmed_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["location", "-done_at"], name="record_location"),
            models.Index(fields=["customer", "-done_at"], name="record_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.location_id}"

    @property
    def checked(self) -> bool:
        return self.state == RecordState.CONFIRMED
