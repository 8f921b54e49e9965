import uuid

from django.db import models

from fullcircle.registry.customers.models.location import Location


class AccessCode(models.Model):
    """A gate or alarm code, encrypted and bound to this row. Revealed per visit, each time logged."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="access_codes")
    label = models.CharField(max_length=60)
    sealed = models.BinaryField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)
    replaced_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label
