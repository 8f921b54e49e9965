"""The form of one human at a customer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fullcircle.registry.customers.models import Contact
from fullcircle.registry.customers.phone import as_dialled, as_read
from fullcircle.registry.customers.states import Channel

CHANNELS = [
    (Channel.PHONE, _("a call")),
    (Channel.TEXT, _("a text message")),
    (Channel.EMAIL, _("e-mail")),
    (Channel.WALK_UP, _("comes by")),
    (Channel.RADIO, _("radio")),
    (Channel.PORTAL, _("the portal")),
]
LANGUAGES = [("en", _("English")), ("de", _("German")), ("es", _("Spanish")), ("fr", _("French"))]


class ContactForm(forms.Form):
    """`version` travels along, so that two who edit at once do not overwrite each other."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Say who it is.")}
    )
    salutation = forms.CharField(label=_("Addressed as"), max_length=20, required=False)
    role = forms.CharField(label=_("What they are there"), max_length=60, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("An e-mail address looks like name@example.com.")},
    )
    preferred_channel = forms.ChoiceField(label=_("Prefers"), choices=CHANNELS)
    preferred_hours = forms.CharField(label=_("Best hours"), max_length=60, required=False)
    language = forms.ChoiceField(label=_("Speaks"), choices=LANGUAGES)
    may_text = forms.BooleanField(label=_("Said yes to text messages"), required=False)
    substitute = forms.ChoiceField(label=_("Stands in when away"), required=False)
    left = forms.BooleanField(label=_("No longer there"), required=False)

    def __init__(self, others: Iterable[Contact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._others = {str(row.pk): row for row in others}
        field = self.fields["substitute"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("nobody")), *((k, v.spoken) for k, v in self._others.items())]
        spoken = self.fields["language"]
        kept = str(self.initial.get("language", ""))
        if isinstance(spoken, forms.ChoiceField) and kept not in {"", *dict(LANGUAGES)}:
            spoken.choices = [*LANGUAGES, (kept, kept)]

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"]).strip()
        if typed and not as_dialled(typed):
            raise forms.ValidationError(_("This number cannot be dialled. Read it back once more."))
        return typed

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        wanted = {Channel.PHONE: "phone", Channel.TEXT: "phone", Channel.EMAIL: "email"}
        needed = wanted.get(said.get("preferred_channel", ""))
        if needed and needed not in self.errors and not said.get(needed):
            self.add_error(needed, _("They prefer this way, so it has to be known."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        """What the action writes."""
        said = dict(self.cleaned_data)
        said["substitute"] = self._others.get(said["substitute"])
        return said


def as_known(contact: Contact) -> dict[str, Any]:
    """The form as it stands in the card."""
    return {
        "version": contact.version,
        "name": contact.name,
        "salutation": contact.salutation,
        "role": contact.role,
        "phone": as_read(contact.phone) if contact.phone else "",
        "email": contact.email,
        "preferred_channel": contact.preferred_channel,
        "preferred_hours": contact.preferred_hours,
        "language": contact.language,
        "may_text": contact.may_text,
        "substitute": str(contact.substitute_id or ""),
    }
