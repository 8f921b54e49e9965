from datetime import datetime

from django.db import models
from django.db.models import F, Q

from fullcircle.handoffs.models.link import Link
from fullcircle.registry.people.models import Person


class ExpectationCardQuerySet(models.QuerySet["ExpectationCard"]):
    def in_force(self, at: datetime) -> "ExpectationCardQuerySet":
        return self.filter(in_force_from__lte=at).filter(
            Q(retired_at__isnull=True) | Q(retired_at__gt=at)
        )


class ExpectationCard(models.Model):
    """What the receiver of a link needs to do the job, per trade, frozen in versions.

    `parts`: a list of {key, label, required, weight, validator, names}. `duties`: what the receiver
    owes in turn (lead time, information). A change is a new version, in force unless objected.
    """

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="cards")
    trade = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    parts = models.JSONField()
    duties = models.JSONField(default=list)
    promised_minutes = models.PositiveIntegerField(null=True)
    in_force_from = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="cards_written"
    )
    because = models.CharField(max_length=200, blank=True)
    objected_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="cards_objected"
    )
    objected_at = models.DateTimeField(null=True)
    objection = models.CharField(max_length=200, blank=True)

    objects = ExpectationCardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "trade", "version"], name="card_version"),
            models.UniqueConstraint(
                fields=["link", "trade"],
                condition=Q(retired_at__isnull=True),
                name="one_card_in_force",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(retired_at__gte=F("in_force_from")),
                name="card_retired_after_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.trade} v{self.version}"
