from django.db import models
from django.db.models import Q

from fullcircle.handoffs.models import Case, Handoff
from fullcircle.operations.servicedesk.states import Circle, RequestState
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Contact, Equipment
from fullcircle.registry.customers.states import Channel
from fullcircle.registry.people.models import Person


class RequestQuerySet(models.QuerySet["Request"]):
    def not_yet_placed(self) -> "RequestQuerySet":
        return self.filter(state__in=[RequestState.RECEIVED, RequestState.ACKNOWLEDGED])

    def not_yet_confirmed(self) -> "RequestQuerySet":
        return self.filter(circle__in=[Circle.DONE, Circle.DISPUTED])


class Request(models.Model):
    """What was asked for, in the caller's words, and the circle that closes when they confirm.

    `urgency`: answers to the job type's questions, {question: answer}. `wish`: the promise the caller
    was offered or wants, in words. `version` guards each edit.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="request")
    handoff = models.ForeignKey(
        Handoff, null=True, on_delete=models.PROTECT, related_name="requests"
    )
    channel = models.CharField(max_length=10)
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="requests"
    )
    taken_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="requests_taken"
    )
    job_type = models.ForeignKey(
        JobType, null=True, on_delete=models.PROTECT, related_name="requests"
    )
    equipment = models.ForeignKey(
        Equipment, null=True, on_delete=models.SET_NULL, related_name="requests"
    )
    words = models.TextField()
    access = models.TextField(blank=True)
    callback_phone = models.CharField(max_length=24, blank=True)
    who_is_there = models.CharField(max_length=120, blank=True)
    urgency = models.JSONField(default=dict, blank=True)
    wish = models.CharField(max_length=40, blank=True)
    agreement_said = models.CharField(max_length=120, blank=True)
    fee_said_minor = models.BigIntegerField(null=True)
    received_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="requests_acknowledged"
    )
    state = models.CharField(max_length=14, default=RequestState.RECEIVED)
    reason = models.CharField(max_length=200, blank=True)
    circle = models.CharField(max_length=10, default=Circle.OPEN)
    done_at = models.DateTimeField(null=True)
    circle_at = models.DateTimeField(null=True)
    next_word_by = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_by_name = models.CharField(max_length=60, blank=True)
    idempotency_key = models.CharField(max_length=100, null=True, unique=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in RequestState]),
                name="request_state_known",
            ),
            models.CheckConstraint(
                condition=Q(circle__in=[str(circle) for circle in Circle]), name="circle_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[str(channel) for channel in Channel]),
                name="request_channel_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RequestState.ACKNOWLEDGED, RequestState.CONVERTED])
                | Q(acknowledged_at__isnull=False),
                name="acknowledged_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(
                    circle__in=[Circle.DONE, Circle.CONFIRMED, Circle.DISPUTED, Circle.SILENT]
                )
                | Q(done_at__isnull=False),
                name="circle_done_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.DECLINED) | ~Q(reason=""),
                name="declined_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-received_at"], name="request_state"),
            models.Index(
                fields=["done_at"],
                name="request_unconfirmed",
                condition=Q(circle__in=["done", "disputed"]),
            ),
            # Not partial: SQLite takes no partial index for a condition that comes as a parameter.
            models.Index(fields=["circle", "done_at", "id"], name="request_circle"),
            models.Index(fields=["taken_by", "-received_at"], name="request_taken"),
            models.Index(fields=["-received_at", "-id"], name="request_newest"),
        ]

    def __str__(self) -> str:
        return f"request of case {self.case_id}"

    @property
    def ref(self) -> str:
        return f"request:{self.pk}"
