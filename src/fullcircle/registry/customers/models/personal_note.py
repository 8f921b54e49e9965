from django.db import models
from django.db.models import Q

from fullcircle.registry.customers.models.customer import Customer
from fullcircle.registry.customers.models.location import Location


class PersonalNote(models.Model):
    """A small touch, only what one would say to the customer's face. Erasable; fades after two years.

    `text` completes "she's got ..." or stands alone: "a little dog named Fluffy".
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="personal_notes")
    location = models.ForeignKey(
        Location, null=True, on_delete=models.CASCADE, related_name="personal_notes"
    )
    text = models.CharField(max_length=160)
    said_by = models.CharField(max_length=40)
    said_by_name = models.CharField(max_length=60, blank=True)
    said_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
