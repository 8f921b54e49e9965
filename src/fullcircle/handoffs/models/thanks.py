from django.db import models
from django.db.models import F, Q

from fullcircle.handoffs.models.case import Case
from fullcircle.registry.people.models import Person, Team


class Thanks(models.Model):
    """Signed, and tied to a case. Never counted against each other."""

    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="thanks_given")
    to_person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="thanks_received"
    )
    to_team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="thanks_received"
    )
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="thanks")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_person__isnull=False) | Q(to_team__isnull=False),
                name="thanks_go_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(to_person__isnull=True) | ~Q(to_person=F("from_person")),
                name="nobody_thanks_himself",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="thanks_say_something"),
        ]
        indexes = [models.Index(fields=["to_person", "-at"], name="thanks_person")]

    def __str__(self) -> str:
        return self.text
