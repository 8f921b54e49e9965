from django.db import models
from django.db.models import Q

from fullcircle.registry.customers.models.customer import Customer
from fullcircle.registry.customers.states import Channel
from fullcircle.registry.people.models import Person


class Contact(models.Model):
    """A human at a customer: an organisation never picks up the phone. Phone numbers are E.164.

    `person`: a colleague who is the contact of an inside department.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contacts")
    person = models.OneToOneField(
        Person, null=True, on_delete=models.SET_NULL, related_name="contact"
    )
    name = models.CharField(max_length=120)
    salutation = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=24, blank=True)
    email = models.EmailField(blank=True)
    preferred_channel = models.CharField(max_length=10, default=Channel.PHONE)
    preferred_hours = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=8, default="en")
    may_text = models.BooleanField(default=False)
    signs_scope = models.BooleanField(default=False)
    substitute = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="stands_in_for"
    )
    last_reached_at = models.DateTimeField(null=True)
    left_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="contact_has_a_name"),
        ]
        indexes = [
            models.Index(fields=["phone"], name="contact_phone"),
            models.Index(fields=["name"], name="contact_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"contact:{self.pk}"

    @property
    def spoken(self) -> str:
        return f"{self.salutation} {self.name}".strip()
