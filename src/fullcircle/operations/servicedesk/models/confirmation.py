from django.db import models
from django.db.models import Q

from fullcircle.operations.servicedesk.models.request import Request


class Confirmation(models.Model):
    """What the requester said about the work: all good, or something is left. One row per word said."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="confirmations")
    all_good = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    how = models.CharField(max_length=20)
    by_name = models.CharField(max_length=120)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    visit_ref = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(all_good=True) | ~Q(words=""), name="something_left_says_what"
            ),
        ]

    def __str__(self) -> str:
        return "all good" if self.all_good else self.words
