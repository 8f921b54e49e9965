from django.db import models


class Link(models.Model):
    """One arrow of the loop: who gives what to whom. `position` orders the ring's arcs."""

    key = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    handed = models.CharField(max_length=200)
    giver_seat = models.CharField(max_length=20)
    receiver_seat = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
