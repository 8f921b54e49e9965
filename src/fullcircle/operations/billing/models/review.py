from django.db import models

from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.people.models import Person


class Review(models.Model):
    """The back office has the close-out of a visit in hand. Its state follows from returns and posting."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="review")
    close_out = models.ForeignKey(CloseOut, on_delete=models.PROTECT, related_name="reviews")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="reviews_opened"
    )
    posted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["posted_at", "opened_at"], name="review_open")]

    def __str__(self) -> str:
        return f"review of visit {self.visit_id}"
