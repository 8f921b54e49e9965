"""Small forms between colleagues: ask, wish, answer, thanks."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from fullcircle.handoffs.completeness import VALIDATORS, CardPart
from fullcircle.handoffs.models import Link
from fullcircle.handoffs.states import AskKind
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.people.models import Person, Team
from fullcircle.registry.people.queries import colleagues_of, teams
from fullcircle.web.components.seat_words import ALL, CUSTOMER
from fullcircle.web.components.trade_words import trade

CHECKS = {
    "said": _("something is said"),
    "long_enough": _("a sentence, not a word"),
    "number": _("a number"),
    "phone": _("a phone number"),
}


def key_of(label: str) -> str:
    """A key for a new line; labels without a letter of ours still get one."""
    return slugify(label).replace("-", "_")[:40] or "part"


class ToWhomForm(forms.Form):
    """To a person, a team, or everybody in a seat: one box."""

    whom = forms.ChoiceField(label=_("To whom"))
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, me: int, seats: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people: dict[str, Person] = {f"person-{row.pk}": row for row in colleagues_of(me)}
        self.teams: dict[str, Team] = {f"team-{row.pk}": row for row in teams()}
        self.seats = {f"seat-{seat}": seat for seat in ALL if seat != CUSTOMER} if seats else {}
        choices: list[Any] = [("", _("Choose"))]
        if self.seats:
            choices.append(
                (_("Everybody there"), [(k, ALL[seat]) for k, seat in self.seats.items()])
            )
        choices.append((_("A team"), [(k, row.name) for k, row in self.teams.items()]))
        choices.append((_("A person"), [(k, row.name) for k, row in self.people.items()]))
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [row for row in choices if row[1]]

    def receiver(self) -> dict[str, Any]:
        """Keyword arguments of the verb: to_person, to_team or to_seat."""
        whom = self.cleaned_data["whom"]
        if whom in self.people:
            return {"to_person": self.people[whom]}
        if whom in self.teams:
            return {"to_team": self.teams[whom]}
        return {"to_seat": self.seats[whom]}


class AskForm(ToWhomForm):
    """An offer ("how could I serve you better?") or a wish."""

    kind = forms.ChoiceField(
        choices=[(str(kind), str(kind)) for kind in AskKind], widget=forms.HiddenInput
    )
    link = forms.ModelChoiceField(
        label=_("About"),
        queryset=Link.objects.none(),
        required=False,
        empty_label=_("nothing in particular"),
        to_field_name="key",
    )
    text = forms.CharField(
        label=_("In your words"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["kind", "key", "whom", "link", "text"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["link"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Link.objects.all()


class ThanksForm(ToWhomForm):
    """Signed. A case makes it worth more."""

    text = forms.CharField(
        label=_("What for, in your words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    case = forms.CharField(label=_("Case number"), max_length=20, required=False)
    field_order = ["key", "whom", "text", "case"]


class AnswerForm(forms.Form):
    """Answer, decline with a word, or put it on the card."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


class OnTheCardForm(forms.Form):
    """The answer as a new line of the card."""

    label = forms.CharField(label=_("What is needed"), max_length=60)
    required = forms.BooleanField(label=_("required"), required=False, initial=True)
    validator = forms.ChoiceField(
        label=_("It counts when"), choices=[(key, CHECKS[key]) for key in VALIDATORS]
    )
    trade = forms.ChoiceField(
        label=_("On the card of"), choices=[(key, trade(key)) for key in Trade]
    )


class PartForm(forms.Form):
    """One line of a card. A new line gets its key from its label; an empty one is nothing."""

    key = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=40)
    label = forms.CharField(label=_("What is needed"), max_length=60, required=False)
    required = forms.BooleanField(label=_("required"), required=False)
    weight = forms.IntegerField(label=_("weight"), min_value=1, max_value=9, initial=1)
    validator = forms.ChoiceField(
        label=_("It counts when"), choices=[(key, CHECKS[key]) for key in VALIDATORS]
    )
    dropped = forms.BooleanField(label=_("drop it"), required=False)

    def part(self) -> CardPart | None:
        said = self.cleaned_data
        if said["dropped"] or not said["label"].strip():
            return None
        return CardPart(
            key=said["key"] or key_of(said["label"]),
            label=said["label"].strip(),
            required=said["required"],
            weight=said["weight"],
            validator=said["validator"],
        )


PartForms = forms.formset_factory(PartForm, extra=1, max_num=30)


class CardForm(forms.Form):
    promised_minutes = forms.IntegerField(
        label=_("Promised, in minutes"), min_value=1, max_value=60 * 24 * 30, required=False
    )
    because = forms.CharField(label=_("Why it changes"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ObjectionForm(forms.Form):
    why = forms.CharField(
        label=_("Why it cannot be given like that"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
