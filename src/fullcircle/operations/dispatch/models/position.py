from django.db import models

from fullcircle.registry.people.models import Person


class Position(models.Model):
    """The last known place of a person on shift. Overwritten: there is no trail."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="position")
    street = models.CharField(max_length=120)
    heading = models.CharField(max_length=12, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    source = models.CharField(max_length=8)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} at {self.street}"
