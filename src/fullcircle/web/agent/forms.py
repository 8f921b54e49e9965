"""The forms of the agent: a call, and a new customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Contact, Equipment
from fullcircle.registry.customers.phone import as_dialled, as_read
from fullcircle.registry.customers.states import Channel, CustomerKind

CHANNELS = [
    (Channel.PHONE, _("phone")),
    (Channel.WALK_UP, _("in person")),
    (Channel.RADIO, _("radio")),
    (Channel.EMAIL, _("e-mail")),
    (Channel.TEXT, _("text message")),
]


class CallForm(forms.Form):
    """A call as it is taken down. Windows and questions stand apart: they follow from the job type."""

    job_type = forms.ChoiceField(label=_("What kind of job"), required=False)
    words = forms.CharField(
        label=_("The problem, in the caller’s words"),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"required": _("Say in a few words what is wrong.")},
        max_length=2000,
    )
    personal_note = forms.CharField(
        label=_("Good to know"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.ChoiceField(label=_("Who is calling"), required=False)
    callback_phone = forms.CharField(label=_("Number to call back"), required=False, max_length=40)
    who_is_there = forms.CharField(label=_("Who will be there"), required=False, max_length=120)
    access = forms.CharField(label=_("Way in"), required=False, max_length=400)
    equipment = forms.ChoiceField(label=_("Which equipment"), required=False)
    wish = forms.CharField(label=_("When it suits"), required=False, max_length=40)
    channel = forms.ChoiceField(label=_("How it came"), choices=CHANNELS, initial=Channel.PHONE)

    def __init__(
        self,
        *args: Any,
        job_types: list[JobType],
        contacts: list[Contact],
        equipment: list[Equipment],
        offer_url: str,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self._types = {str(row.pk): row for row in job_types}
        self._contacts = {str(row.pk): row for row in contacts}
        self._equipment = {str(row.pk): row for row in equipment}
        self._choose("job_type", _grouped(job_types))
        self._choose("contact", [(key, row.spoken) for key, row in self._contacts.items()])
        self._choose(
            "equipment", [("", "–"), *((key, str(row)) for key, row in self._equipment.items())]
        )
        self.fields["job_type"].widget.attrs |= {
            "autofocus": True,
            "hx-get": offer_url,
            "hx-target": "#offer",
            "hx-trigger": "change",
            "hx-sync": "this:replace",
            "hx-indicator": "#offering",
        }

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_callback_phone(self) -> str:
        typed = str(self.cleaned_data["callback_phone"]).strip()
        dialled = as_dialled(typed)
        if typed and not dialled:
            raise forms.ValidationError(_("This number cannot be dialled. Read it back once more."))
        return dialled

    @property
    def chosen_type(self) -> JobType | None:
        """The job type, chosen or typed so far: also of a form that is refused."""
        return self._types.get(str(self["job_type"].value() or ""))

    @property
    def chosen_contact(self) -> Contact | None:
        return self._contacts.get(self.cleaned_data.get("contact", ""))

    @property
    def chosen_equipment(self) -> Equipment | None:
        return self._equipment.get(self.cleaned_data.get("equipment", ""))


class NewcomerForm(forms.Form):
    """A customer nobody knows yet: who, a number, and where."""

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Ask for the name.")}
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    house_number = forms.CharField(label=_("House number"), max_length=16)
    street = forms.CharField(label=_("Street"), max_length=120)
    unit = forms.CharField(label=_("Unit"), max_length=24, required=False)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)
    access = forms.CharField(label=_("Way in"), max_length=400, required=False)
    company = forms.CharField(
        label=_("Company, if it is one"),
        max_length=160,
        required=False,
        help_text=_("The name above is then whom we talk to there."),
    )
    may_text = forms.BooleanField(label=_("Said yes to text messages"), required=False)

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"]).strip()
        if typed and not as_dialled(typed):
            raise forms.ValidationError(_("This number cannot be dialled. Read it back once more."))
        return typed

    @property
    def kind(self) -> CustomerKind:
        if self.cleaned_data["company"].strip():
            return CustomerKind.ORGANISATION
        return CustomerKind.PERSON


def read_back(phone: str) -> str:
    """A kept number as people type it here."""
    return as_read(phone) if phone else ""


def _grouped(job_types: list[JobType]) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in job_types:
        groups.setdefault(row.service.name, []).append((str(row.pk), row.name))
    return [("", _("not known yet: type its first letters")), *groups.items()]
