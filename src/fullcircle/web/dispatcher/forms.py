"""Forms of the dispatcher's seat."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fullcircle.operations.fieldwork.actions import PartReport, Report
from fullcircle.operations.fieldwork.states import CloseOutChannel, Signed
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.catalogue.models.closing_form import ClosingFormItem
from fullcircle.registry.catalogue.states import ItemKind

RESULTS = [
    (VisitResult.FIXED, _("fixed")),
    (VisitResult.TEMPORARY, _("runs for now")),
    (VisitResult.NEEDS_RETURN, _("needs another visit")),
    (VisitResult.WAITING_PART, _("waits for a part")),
    (VisitResult.WAITING_APPROVAL, _("waits for approval")),
    (VisitResult.NO_ACCESS, _("could not get in")),
    (VisitResult.NO_SHOW, _("nobody there")),
    (VisitResult.DECLINED, _("customer declined the work")),
    (VisitResult.UNSAFE, _("unsafe, left it")),
]
SIGNED = [
    (Signed.ALL_GOOD, _("signed: all good")),
    (Signed.SOMETHING_LEFT, _("signed: something’s left")),
    (Signed.NOBODY_THERE, _("nobody there to sign")),
    (Signed.REFUSED, _("did not want to sign")),
]
_SHOWN_ONLY = {ItemKind.PHOTO, ItemKind.SIGNATURE}


class RadioCloseOut(forms.Form):
    """What comes over the radio: result, readings, notes, and that somebody signed."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=100)
    result = forms.ChoiceField(label=_("Result"), choices=RESULTS)
    symptom = forms.CharField(label=_("What it was"), max_length=120, required=False)
    notes = forms.CharField(
        label=_("Notes for the next colleague"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    parts = forms.CharField(
        label=_("Parts used, one per line"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Leave it empty when there were none."),
    )
    recommendation = forms.CharField(label=_("Recommended"), max_length=240, required=False)
    signed = forms.ChoiceField(label=_("At the door"), choices=SIGNED)
    signed_by_name = forms.CharField(label=_("Who signed"), max_length=120, required=False)
    something_left = forms.CharField(label=_("What is left"), max_length=400, required=False)
    cannot_complete = forms.CharField(
        label=_("If something cannot be said now: why"), max_length=240, required=False
    )

    def __init__(self, kind: JobType, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(kind.form.items.all())
        excused = bool(self.data.get("cannot_complete", "").strip())
        for item in self.items:
            if item.kind not in _SHOWN_ONLY:
                made = _field_for(item)
                made.required = item.required and not excused
                made.error_messages["required"] = _("Ask for it on the radio, or say why not.")
                self.fields[f"item_{item.key}"] = made

    # A reading is required unless the way out is taken: the server says so, not the browser.
    use_required_attribute = False

    @property
    def readings(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("item_")]

    @property
    def later(self) -> list[str]:
        """Photos cannot be sent by radio: they are named as still to come."""
        return [item.label for item in self.items if item.kind in _SHOWN_ONLY and item.required]

    def report(self) -> Report:
        data = self.cleaned_data
        parts = [line.strip() for line in data["parts"].splitlines() if line.strip()]
        excuse = data["cannot_complete"]
        if not excuse and self.later:
            excuse = str(_("by radio, to follow: %(items)s")) % {"items": ", ".join(self.later)}
        return Report(
            result=VisitResult(data["result"]),
            signed=Signed(data["signed"]),
            answers={
                item.key: str(data.get(f"item_{item.key}") or "")
                for item in self.items
                if f"item_{item.key}" in self.fields
            },
            notes=data["notes"],
            recommendation=data["recommendation"],
            parts=[PartReport(text=line) for line in parts],
            no_parts=not parts,
            nothing_paid=True,
            signed_by_name=data["signed_by_name"],
            something_left=data["something_left"],
            cannot_complete=excuse[:240],
            symptom=data["symptom"],
            channel=CloseOutChannel.RADIO,
        )


def _field_for(item: ClosingFormItem) -> forms.Field:
    label = f"{item.label} ({item.unit})" if item.unit else item.label
    if item.kind == ItemKind.CHOICE and item.choices:
        options = [("", "–"), *((str(choice), str(choice)) for choice in item.choices)]
        return forms.ChoiceField(label=label, choices=options, required=False)
    if item.kind == ItemKind.CHECK:
        options = [("", "–"), ("yes", str(_("yes"))), ("no", str(_("no")))]
        return forms.ChoiceField(label=label, choices=options, required=False)
    numeric = item.kind in (ItemKind.NUMBER, ItemKind.READING)
    attributes = {"inputmode": "decimal"} if numeric else {}
    return forms.CharField(
        label=label, required=False, max_length=200, widget=forms.TextInput(attrs=attributes)
    )
