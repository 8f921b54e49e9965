from django.db import models

from fullcircle.registry.customers.models.location import Location


class Equipment(models.Model):
    """A thing at a location that is serviced; parts of it hang below it."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="equipment")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=60)
    make = models.CharField(max_length=60, blank=True)
    model = models.CharField(max_length=60, blank=True)
    serial = models.CharField(max_length=60, blank=True)
    installed_on = models.DateField(null=True)
    warranty_until = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)
    removed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["serial"], name="equipment_serial")]

    def __str__(self) -> str:
        return " ".join(word for word in (self.make, self.model, self.kind) if word)
