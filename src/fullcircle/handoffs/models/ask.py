from django.db import models
from django.db.models import Q

from fullcircle.handoffs.models.card import ExpectationCard
from fullcircle.handoffs.models.link import Link
from fullcircle.handoffs.states import AskKind, AskState
from fullcircle.registry.people.models import Person, Team


class AskQuerySet(models.QuerySet["Ask"]):
    def still_open(self) -> "AskQuerySet":
        return self.filter(state=AskState.OPEN)


class Ask(models.Model):
    """ "How could I serve you better?" (offer) or "this would make my job easier" (wish)."""

    kind = models.CharField(max_length=6)
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="asks")
    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asks_made")
    to_person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="asks_received"
    )
    to_team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="asks_received"
    )
    to_seat = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=400)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=AskState.OPEN)
    answered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="asks_answered"
    )
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=400, blank=True)
    card = models.ForeignKey(
        ExpectationCard, null=True, on_delete=models.PROTECT, related_name="asks"
    )

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in AskKind]), name="ask_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(to_person__isnull=False) | Q(to_team__isnull=False) | ~Q(to_seat=""),
                name="ask_goes_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=AskState.OPEN, answered_at__isnull=True)
                | (~Q(state=AskState.OPEN) & Q(answered_at__isnull=False)),
                name="ask_answered_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="ask_state")]

    def __str__(self) -> str:
        return self.text
