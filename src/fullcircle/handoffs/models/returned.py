from django.db import models
from django.db.models import Q

from fullcircle.handoffs.models.handoff import Handoff
from fullcircle.handoffs.states import ChangeKind, ReturnKind
from fullcircle.registry.people.models import Person


class ReturnQuerySet(models.QuerySet["Return"]):
    def unanswered(self) -> "ReturnQuerySet":
        return self.filter(kind=ReturnKind.ASKED, answered_at__isnull=True)


class Return(models.Model):
    """One item of a hand-off that was touched: asked about, or fixed by the receiver.

    `asked_to` is the giver who owes the answer; None when nobody inside gave it.
    """

    handoff = models.ForeignKey(Handoff, on_delete=models.PROTECT, related_name="returns")
    item_key = models.SlugField(max_length=40)
    item_label = models.CharField(max_length=120)
    kind = models.CharField(max_length=6)
    question = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="returns_asked"
    )
    asked_to = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="returns_owed"
    )
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="returns_answered"
    )
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    change = models.CharField(max_length=14, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in ReturnKind]), name="return_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(change__in=["", *[str(kind) for kind in ChangeKind]]),
                name="return_change_known",
            ),
            models.UniqueConstraint(
                fields=["handoff", "item_key"],
                condition=Q(kind="asked", answered_at__isnull=True),
                name="one_open_question_per_item",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_to", "asked_at"],
                name="return_owed",
                condition=Q(kind="asked", answered_at__isnull=True),
            ),
            models.Index(fields=["asked_at"], name="return_when"),
        ]

    def __str__(self) -> str:
        return f"{self.item_label} of {self.handoff_id}"
