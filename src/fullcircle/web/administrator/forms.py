"""Forms of the administrator about people and the first start."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fullcircle.registry.people.states import AbsenceKind, Seat, ShiftKind
from fullcircle.web.administrator import words

PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})
DAY = forms.DateInput(attrs={"type": "date"})
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class SetUpForm(forms.Form):
    """Who opens the company, and where it is."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=120,
        help_text=_("An e-mail address or a short name; capitals do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        help_text=_("At least twelve characters. Three or four words are good."),
        widget=PASSWORD,
    )
    again = forms.CharField(label=_("The same password again"), max_length=128, widget=PASSWORD)
    zone = forms.ChoiceField(
        label=_("Where the company is"),
        choices=words.zones,
        initial=settings.TIME_ZONE,
        help_text=_("Office hours and targets are counted in this zone."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password") and said.get("password") != said.get("again"):
            self.add_error("again", _("The two passwords are not the same."))
        return said


class PersonForm(forms.Form):
    """What is known of a colleague."""

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Somebody has a name.")}
    )
    call_name = forms.CharField(
        label=_("Called"),
        max_length=40,
        required=False,
        help_text=_("What colleagues say on the radio; the first name when left out."),
    )
    title = forms.CharField(label=_("What they do"), max_length=80, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=24, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    trade = forms.ChoiceField(
        label=_("Trade"), choices=[("", "–"), *words.TRADES.items()], required=False
    )
    zone = forms.ChoiceField(label=_("Zone"), choices=words.zones, initial=settings.TIME_ZONE)


class NewPersonForm(PersonForm):
    """A colleague with the first seat and, when they sign in, a sign-in name."""

    seat = forms.ChoiceField(
        label=_("Seat"), choices=[("", _("no seat yet")), *words.SEATS.items()], required=False
    )
    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=120,
        required=False,
        help_text=_("Leave it out for somebody who does not sign in."),
    )
    field_order = ("name", "seat", "sign_in_name", "title", "trade", "phone", "email", "call_name")


class WeekForm(forms.Form):
    """A weekly pattern of shifts, in the person's own zone."""

    first = forms.DateField(label=_("From"), widget=DAY)
    weekdays = forms.MultipleChoiceField(
        label=_("On"),
        choices=words.WEEKDAYS,
        initial=["0", "1", "2", "3", "4"],
        widget=forms.CheckboxSelectMultiple,
    )
    starts = forms.TimeField(label=_("Starts"), initial="08:00", widget=TIME)
    ends = forms.TimeField(label=_("Ends"), initial="17:00", widget=TIME)
    weeks = forms.IntegerField(label=_("For how many weeks"), min_value=1, max_value=53, initial=8)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=list(words.SHIFT_KINDS.items()), initial=ShiftKind.REGULAR
    )


class AwayForm(forms.Form):
    """Away from a morning to an evening."""

    first = forms.DateField(label=_("First day away"), widget=DAY)
    last = forms.DateField(label=_("Last day away"), widget=DAY)
    kind = forms.ChoiceField(
        label=_("Why"), choices=list(words.ABSENCE_KINDS.items()), initial=AbsenceKind.HOLIDAY
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        return said


class NameForm(forms.Form):
    """A team or a skill."""

    name = forms.CharField(label=_("Name"), max_length=80)
    trade = forms.ChoiceField(
        label=_("Trade"), choices=[("", "–"), *words.TRADES.items()], required=False
    )


def seat_of(text: str) -> Seat | None:
    return Seat(text) if text in set(Seat) else None
