from django.db import models

from fullcircle.registry.people.models.person import Person
from fullcircle.registry.people.states import Seat


class PersonSeat(models.Model):
    """One of the seats a person holds."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    seat = models.CharField(max_length=20, choices=[(seat, seat) for seat in Seat])
    since = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "seat"], name="seat_held_once"),
            models.CheckConstraint(
                condition=models.Q(seat__in=[str(seat) for seat in Seat]), name="seat_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.seat}"
