"""The close-out as a form: the job type's own items between what every close-out says."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.models import ClosingFormItem
from fullcircle.web.technician.presenters import RESULT_WORDS

RESULTS = [
    VisitResult.FIXED,
    VisitResult.TEMPORARY,
    VisitResult.NEEDS_RETURN,
    VisitResult.WAITING_PART,
    VisitResult.WAITING_APPROVAL,
    VisitResult.NO_ACCESS,
    VisitResult.NO_SHOW,
    VisitResult.DECLINED,
    VisitResult.UNSAFE,
]
# Nothing was measured where nobody got to the unit: the notes are the reason.
NOT_WORKED = {
    VisitResult.NO_ACCESS,
    VisitResult.NO_SHOW,
    VisitResult.DECLINED,
    VisitResult.UNSAFE,
}
NOTHING_PAID = "nothing"
PAYMENTS = [
    (NOTHING_PAID, gettext_lazy("Nothing paid")),
    ("cash", gettext_lazy("Cash")),
    ("cheque", gettext_lazy("Check")),
    ("card", gettext_lazy("Card")),
]
NUMBERS = {"reading", "number"}


def item_name(key: str) -> str:
    return f"item_{key}"


class CloseOutForm(forms.Form):
    """What was typed. Whether it is enough is said by `closing.judge`, all of it at once."""

    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    result = forms.ChoiceField(
        label=gettext_lazy("How does it stand?"),
        choices=[(str(result), RESULT_WORDS[result]) for result in RESULTS],
        widget=forms.RadioSelect,
        required=False,
    )
    symptom = forms.CharField(
        label=gettext_lazy("What was it? In a few words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "enterkeyhint": "next"}),
    )
    no_parts = forms.BooleanField(label=gettext_lazy("No parts used"), required=False)
    notes = forms.CharField(
        label=gettext_lazy("Notes for the next colleague"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    recommendation = forms.CharField(
        label=gettext_lazy("What should happen next?"), required=False, max_length=240
    )
    payment = forms.ChoiceField(
        label=gettext_lazy("Paid at the door"),
        choices=PAYMENTS,
        widget=forms.RadioSelect,
        required=False,
    )
    amount = forms.CharField(
        label=gettext_lazy("Amount"),
        required=False,
        max_length=14,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    reference = forms.CharField(
        label=gettext_lazy("Check number or card slip"), required=False, max_length=60
    )
    agreement_sold = forms.CharField(
        label=gettext_lazy("Agreement sold"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "plans"}),
    )
    personal_note = forms.CharField(
        label=gettext_lazy("One personal touch"), required=False, max_length=160
    )
    cannot_complete = forms.CharField(
        label=gettext_lazy("I cannot complete this because"), required=False, max_length=240
    )
    signed_by_name = forms.CharField(
        label=gettext_lazy("Who signs?"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    something_left = forms.CharField(
        label=gettext_lazy("What is left? Only if something is"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    use_required_attribute = False

    def __init__(
        self, *args: Any, items: Sequence[ClosingFormItem], inside: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        self.inside = inside
        for item in self.items:
            if item.kind not in ("photo", "signature"):
                self.fields[item_name(item.key)] = _field(item)
        if inside:
            for name in ("payment", "amount", "reference", "agreement_sold"):
                del self.fields[name]

    def checks(self) -> list[tuple[ClosingFormItem, BoundField | None]]:
        """The job type's items in their order; None where a photo is asked for."""
        return [
            (item, self[item_name(item.key)] if item_name(item.key) in self.fields else None)
            for item in self.items
            if item.kind != "signature"
        ]

    def mark_needed(self) -> None:
        """For showing only: which fields the page asks for. What a try lacks is judged all at once,
        not field by field, because a reason given for not completing it excuses most of them."""
        needed = {"result", "notes", "payment", "signed_by_name"}
        needed |= {item_name(item.key) for item in self.items if item.required}
        for name in needed & set(self.fields):
            self.fields[name].required = True

    def answers(self) -> dict[str, str]:
        """{item key: what was said}; a tick says "yes"."""
        said: dict[str, str] = {}
        for item in self.items:
            value = self.cleaned_data.get(item_name(item.key))
            if value in (None, "", False):
                continue
            said[item.key] = "yes" if value is True else str(value).strip()
        return said


def _field(item: ClosingFormItem) -> forms.Field:
    if item.kind == "check":
        return forms.BooleanField(label=item.label, required=False)
    if item.kind == "choice":
        choices = [(str(choice), str(choice)) for choice in item.choices]
        return forms.ChoiceField(
            label=item.label, choices=choices, widget=forms.RadioSelect, required=False
        )
    attrs: dict[str, str] = {"autocomplete": "off"}
    label = item.label
    if item.kind in NUMBERS:
        attrs |= {"inputmode": "decimal", "class": "reading"}
        if item.unit:
            label = _("%(label)s, %(unit)s") % {"label": item.label, "unit": item.unit}
    return forms.CharField(
        label=label, required=False, max_length=500, widget=forms.TextInput(attrs=attrs)
    )
