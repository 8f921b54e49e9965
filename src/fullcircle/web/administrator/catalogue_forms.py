"""Forms of the administrator about the catalogue and customers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fullcircle.foundation.values.money import Money, NotAnAmount
from fullcircle.registry.catalogue.models import ClosingForm, PriceItem
from fullcircle.registry.customers.states import CustomerKind
from fullcircle.registry.people.models import Skill
from fullcircle.web.administrator import words

AREA = forms.Textarea(attrs={"rows": 2})


class ServiceForm(forms.Form):
    """What can be asked for, as the published catalogue says it."""

    name = forms.CharField(label=_("Service"), max_length=120)
    trade = forms.ChoiceField(label=_("Trade"), choices=list(words.TRADES.items()))
    scope = forms.CharField(label=_("What is in it"), required=False, widget=AREA)
    how_to_ask = forms.CharField(label=_("How to ask"), required=False, widget=AREA)
    how_to_complain = forms.CharField(label=_("How to complain"), required=False, widget=AREA)
    published = forms.BooleanField(
        label=_("Everybody may read it without an account"), required=False, initial=True
    )


class JobTypeForm(forms.Form):
    """How long, by whom, what the close-out must say, what the visit costs."""

    name = forms.CharField(label=_("Job type"), max_length=120)
    spoken = forms.CharField(
        label=_("On the radio"),
        max_length=120,
        required=False,
        help_text=_("As a dispatcher says it: “no-cool call”."),
    )
    done_as = forms.CharField(
        label=_("Afterwards"),
        max_length=120,
        required=False,
        help_text=_("As history says it, with its article: “a demand call”."),
    )
    duration_minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=60 * 24 * 5, initial=60
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"),
        initial="3",
        choices=[
            ("1", _("1, life or damage")),
            ("2", _("2, today")),
            ("3", _("3, this week")),
            ("4", _("4, whenever it suits")),
        ],
    )
    form = forms.ModelChoiceField(
        ClosingForm.objects.none(), label=_("Closing form"), empty_label=_("choose a form")
    )
    fee = forms.ModelChoiceField(
        PriceItem.objects.none(), label=_("Fee"), required=False, empty_label=_("no fee")
    )
    skills = forms.ModelMultipleChoiceField(
        Skill.objects.none(),
        label=_("Skills"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        newest = ClosingForm.objects.order_by("name", "-version")
        held = self.initial.get("form")
        kept: dict[str, int] = {}
        for form in newest:
            kept.setdefault(form.name, form.pk)
        choices: dict[str, Any] = {
            "form": newest.filter(pk__in=[*kept.values(), held.pk if held else 0]),
            "fee": PriceItem.objects.filter(retired_on__isnull=True).order_by("name"),
            "skills": Skill.objects.order_by("name"),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # model choice fields


class PriceForm(forms.Form):
    """One price, typed as people write it."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(words.PRICE_KINDS.items()))
    unit = forms.CharField(label=_("Per"), max_length=16, initial="each")
    price = forms.DecimalField(
        label=_("Price without tax"), min_value=Decimal(0), max_digits=12, decimal_places=3
    )
    tax = forms.DecimalField(
        label=_("Tax %"),
        min_value=Decimal(0),
        max_value=Decimal("99.99"),
        max_digits=6,
        decimal_places=3,
        initial=Decimal(0),
    )

    def clean_price(self) -> int:
        """In minor units of the company's currency."""
        try:
            return Money.of(self.cleaned_data["price"], settings.CURRENCY).minor
        except NotAnAmount:
            raise forms.ValidationError(_("Finer than the smallest coin.")) from None

    def clean_tax(self) -> Decimal:
        """As a share."""
        return Decimal(self.cleaned_data["tax"]) / 100


class PriceChangeForm(PriceForm):
    """The code stays: invoices and people know the price by it."""

    code = None  # type: ignore[assignment]  # Django's way to take a field out
    kind = None  # type: ignore[assignment]  # same
    unit = None  # type: ignore[assignment]  # same


class CustomerForm(forms.Form):
    """A customer with the first contact and the first place."""

    name = forms.CharField(label=_("Customer or department"), max_length=160)
    side = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (CustomerKind.PERSON, _("a person outside")),
            (CustomerKind.ORGANISATION, _("an organisation outside")),
            (CustomerKind.DEPARTMENT, _("a department inside")),
        ],
    )
    trade = forms.ChoiceField(
        label=_("Trade"), choices=[("", "–"), *words.TRADES.items()], required=False
    )
    cost_centre = forms.CharField(label=_("Cost centre"), max_length=24, required=False)
    contact = forms.CharField(
        label=_("Contact"),
        max_length=120,
        help_text=_("A human: an organisation never picks up the phone."),
    )
    phone = forms.CharField(label=_("Phone"), max_length=24, required=False)
    house_number = forms.CharField(label=_("House number"), max_length=16, required=False)
    street = forms.CharField(label=_("Street, or name of the place"), max_length=120)
    town = forms.CharField(label=_("Town"), max_length=80, required=False)
    access = forms.CharField(label=_("Way in"), max_length=300, required=False)
