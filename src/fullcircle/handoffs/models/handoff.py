from datetime import datetime

from django.db import models
from django.db.models import F, Q

from fullcircle.handoffs.models.card import ExpectationCard
from fullcircle.handoffs.models.case import Case
from fullcircle.handoffs.models.link import Link
from fullcircle.handoffs.states import HandoffState, Known, LinkKey
from fullcircle.registry.customers.models import Contact
from fullcircle.registry.people.models import Person

UNKNOWN = [HandoffState.GIVEN, HandoffState.SEEN, HandoffState.RETURNED]


class HandoffQuerySet(models.QuerySet["Handoff"]):
    def undecided(self) -> "HandoffQuerySet":
        return self.filter(state__in=UNKNOWN)

    def keeping_somebody_waiting(self) -> "HandoffQuerySet":
        """Undecided, without records at rest: notes lie in the history until the next call there,
        which may never come. A record that was asked about does keep somebody waiting."""
        at_rest = Q(link__key=LinkKey.RECORD) & ~Q(state=HandoffState.RETURNED)
        return self.undecided().exclude(at_rest)

    def given_between(self, start: datetime, end: datetime) -> "HandoffQuerySet":
        return self.filter(given_at__gte=start, given_at__lt=end)

    def known(self) -> "HandoffQuerySet":
        return self.filter(
            Q(state=HandoffState.ACCEPTED)
            | Q(returned_first_at__isnull=False)
            | Q(fixed_first_at__isnull=False)
        )

    def right_first_time(self) -> "HandoffQuerySet":
        return self.filter(
            state=HandoffState.ACCEPTED,
            returned_first_at__isnull=True,
            fixed_first_at__isnull=True,
            later="",
        )


class Handoff(models.Model):
    """One thing handed over on a link. `item`: reference text of the row it is about, never a key up.

    `parts` is the card frozen at giving: a list of {key, label, required, weight, present}.
    `later` names an outcome found late ("callback"); `known` says how the outcome is known.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handoffs")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="handoffs")
    card = models.ForeignKey(
        ExpectationCard, null=True, on_delete=models.PROTECT, related_name="handoffs"
    )
    item = models.CharField(max_length=40)
    giver = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="handoffs_given"
    )
    receiver = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="handoffs_received"
    )
    receiver_contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="handoffs_received"
    )
    given_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    parts = models.JSONField(default=list)
    present_weight = models.PositiveIntegerField(default=0)
    total_weight = models.PositiveIntegerField(default=0)
    missing = models.JSONField(default=list)
    seen_at = models.DateTimeField(null=True)
    seen_how = models.CharField(max_length=40, blank=True)
    returned_first_at = models.DateTimeField(null=True)
    fixed_first_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=HandoffState.GIVEN)
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.CharField(max_length=40, blank=True)
    outcome_act = models.CharField(max_length=60, blank=True)
    known = models.CharField(max_length=8, blank=True)
    later = models.CharField(max_length=40, blank=True)
    later_at = models.DateTimeField(null=True)

    objects = HandoffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "item"], name="handed_over_once"),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in HandoffState]),
                name="handoff_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNKNOWN, outcome_at__isnull=True, known="")
                | Q(
                    state=HandoffState.ACCEPTED,
                    outcome_at__isnull=False,
                    known__in=[Known.BY_ACT, Known.SAID],
                )
                | Q(state=HandoffState.SILENT, outcome_at__isnull=False, known=Known.SILENT),
                name="outcome_says_how_it_is_known",
            ),
            models.CheckConstraint(
                condition=Q(present_weight__lte=F("total_weight")), name="present_within_total"
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True) | Q(seen_at__gte=F("given_at")),
                name="seen_after_given",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "link"], name="handoff_case"),
            models.Index(fields=["link", "given_at"], name="handoff_link"),
            models.Index(
                fields=["receiver", "given_at"],
                name="handoff_waiting",
                condition=Q(state__in=["given", "seen", "returned"]),
            ),
            # All that the piles of a desk are counted by. SQLite takes it only where the states stand
            # in the query itself: in standing queries.
            models.Index(
                fields=["link", "given_at", "id", "state", "returned_first_at", "due_at"],
                name="handoff_pile",
                condition=Q(state__in=["given", "seen", "returned"]),
            ),
            models.Index(fields=["giver", "given_at"], name="handoff_giver"),
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.item}"

    @property
    def ref(self) -> str:
        return f"handoff:{self.pk}"

    @property
    def decided(self) -> bool:
        return self.state in (HandoffState.ACCEPTED, HandoffState.SILENT)
