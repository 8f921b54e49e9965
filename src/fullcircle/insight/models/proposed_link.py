from django.db import models
from django.db.models import F, Q

from fullcircle.insight.graph.states import ProposalState
from fullcircle.registry.people.models import Person


class ProposedLinkQuerySet(models.QuerySet["ProposedLink"]):
    def still_open(self) -> "ProposedLinkQuerySet":
        return self.exclude(state__in=[ProposalState.CONFIRMED, ProposalState.DECLINED])


class ProposedLink(models.Model):
    """A dealing between two seats that was seen and not declared, proposed to both of them.

    `need`: what the customer says it needs, in its own words; agreed when both have confirmed. Never
    scored before. `dealings` were seen from `seen_from` to `seen_until` when it was proposed.
    """

    supplier_seat = models.CharField(max_length=20)
    customer_seat = models.CharField(max_length=20)
    state = models.CharField(max_length=22, default=ProposalState.PROPOSED)
    dealings = models.PositiveIntegerField()
    seen_from = models.DateTimeField()
    seen_until = models.DateTimeField()
    source = models.CharField(max_length=40, blank=True)
    need = models.CharField(max_length=400, blank=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links_proposed")
    proposed_at = models.DateTimeField()
    supplier_person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="links_confirmed_as_supplier"
    )
    supplier_at = models.DateTimeField(null=True)
    customer_person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="links_confirmed_as_customer"
    )
    customer_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="links_declined"
    )
    declined_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProposedLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in ProposalState]),
                name="proposal_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(supplier_seat=F("customer_seat")), name="nobody_serves_itself"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.CONFIRMED)
                | Q(supplier_person__isnull=False, customer_person__isnull=False),
                name="confirmed_by_both_sides",
            ),
            models.CheckConstraint(
                condition=Q(supplier_person__isnull=True)
                | Q(customer_person__isnull=True)
                | ~Q(supplier_person=F("customer_person")),
                name="both_sides_are_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.DECLINED, declined_at__isnull=False)
                | (~Q(state=ProposalState.DECLINED) & Q(declined_at__isnull=True)),
                name="declined_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["supplier_seat", "customer_seat"],
                condition=~Q(state=ProposalState.DECLINED),
                name="proposed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_seat} serves {self.customer_seat}"

    @property
    def ref(self) -> str:
        return f"proposed_link:{self.pk}"
