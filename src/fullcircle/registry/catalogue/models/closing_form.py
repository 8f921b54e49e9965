from django.db import models
from django.db.models import Q

from fullcircle.registry.catalogue.states import ItemKind


class ClosingForm(models.Model):
    """What a close-out of some job type must say. A changed form is a new version."""

    name = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="closing_form_version"),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class ClosingFormItem(models.Model):
    form = models.ForeignKey(ClosingForm, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    unit = models.CharField(max_length=16, blank=True)
    choices = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "key"], name="closing_item_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in ItemKind]), name="closing_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.label
