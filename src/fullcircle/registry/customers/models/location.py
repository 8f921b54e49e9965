from django.db import models
from django.db.models import Q

from fullcircle.registry.customers.models.customer import Customer
from fullcircle.registry.customers.states import LocationKind


class Location(models.Model):
    """Where work happens; a tree (campus, building, floor, room). Apart from who pays.

    `zone` is the IANA zone in which its times are shown. `spoken` is how a dispatcher says it.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="locations")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=120, blank=True)
    house_number = models.CharField(max_length=16, blank=True)
    street = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=24, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    zone = models.CharField(max_length=40, default="America/New_York")
    access = models.TextField(blank=True)
    hazards = models.CharField(max_length=200, blank=True)
    spoken = models.CharField(max_length=160)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in LocationKind]),
                name="location_kind_known",
            ),
            models.CheckConstraint(condition=~Q(spoken=""), name="location_can_be_spoken"),
        ]
        indexes = [
            models.Index(fields=["street", "house_number"], name="location_street"),
            models.Index(fields=["spoken"], name="location_spoken"),
            models.Index(fields=["unit"], name="location_unit"),
        ]

    def __str__(self) -> str:
        return self.spoken
