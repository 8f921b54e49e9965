"""The form of things to try."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fullcircle.engines.queueing.company import LinkKey
from fullcircle.insight.whatif.queries import Offered
from fullcircle.insight.whatif.rules import MOST_A_DAY, RESERVES, Choice
from fullcircle.insight.whatif.states import Role, Trial
from fullcircle.web.components import trade_words
from fullcircle.web.whatif import words

PAIRS = (
    (Role.AGENT, Role.DISPATCHER),
    (Role.DISPATCHER, Role.BOOKKEEPER),
    (Role.AGENT, Role.BOOKKEEPER),
)
# What stands behind each trial: the name of its field.
PARAMETERS = {
    Trial.PUT_FIRST: "who",
    Trial.CAP: "cap",
    Trial.RESERVE: "reserve",
    Trial.ONE_MORE: "trade",
    Trial.COMPLETE: "link",
    Trial.MERGE: "roles",
}


class TryForm(forms.Form):
    """One or more trials, each with its one parameter; what is not tried is not looked at."""

    use_required_attribute = False

    key = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)
    tries = forms.MultipleChoiceField(
        choices=[(str(trial), words.TRIALS[trial]) for trial in Trial],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing to try.")},
    )
    who = forms.ChoiceField(label=gettext_lazy("Who goes first"))
    cap = forms.IntegerField(
        label=gettext_lazy("Exceptions a day"),
        min_value=0, max_value=MOST_A_DAY, initial=1,
    )  # fmt: skip
    reserve = forms.TypedChoiceField(
        label=gettext_lazy("Share kept free"),
        choices=[(number, f"{number}\u202f%") for number in RESERVES],
        coerce=int, initial=10,
    )  # fmt: skip
    trade = forms.ChoiceField(label=gettext_lazy("In which trade"))
    link = forms.ChoiceField(
        label=gettext_lazy("On which link"),
        choices=[(str(key), words.LINKS[key]) for key in LinkKey],
        initial=str(LinkKey.BRIEFING),
    )  # fmt: skip
    roles = forms.ChoiceField(label=gettext_lazy("Which two"))

    def __init__(self, offered: Offered, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["key"].initial = str(uuid4())
        classes = [(f"class:{key}", words.class_name(key, {})) for key, _n in offered.classes]
        named = [(f"customer:{number}", name) for number, name, _n in offered.customers]
        self._choices("who", [(_("A class of customers"), classes), (_("One customer"), named)])
        self._choices("trade", [(key, trade_words.trade(key)) for key in offered.trades])
        pairs = [("+".join(pair), _roles_said(pair)) for pair in PAIRS]
        self._choices("roles", pairs)

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for trial, name in PARAMETERS.items():
            if str(trial) not in given.get("tries", ()):
                self.errors.pop(name, None)
        return given

    @property
    def trials(self) -> list[dict[str, Any]]:
        """For the template: each trial with its checkbox and its parameter."""
        chosen = self["tries"].value() or []
        return [
            {
                "value": str(trial),
                "title": words.TRIALS[trial],
                "explained": words.EXPLAINED[trial],
                "checked": str(trial) in chosen,
                "parameter": self[PARAMETERS[trial]],
            }
            for trial in Trial
        ]

    def choices(self) -> list[Choice]:
        given = self.cleaned_data
        return [_choice(Trial(trial), given) for trial in given["tries"]]


def initial_of(choices: list[Choice]) -> dict[str, Any]:
    """What was tried before, to be changed a little and tried again."""
    found: dict[str, Any] = {"tries": [str(one.what) for one in choices]}
    for one in choices:
        found[PARAMETERS[one.what]] = {
            Trial.PUT_FIRST: f"customer:{one.customer}" if one.customer else f"class:{one.who}",
            Trial.CAP: one.number,
            Trial.RESERVE: one.number,
            Trial.ONE_MORE: one.trade,
            Trial.COMPLETE: one.link,
            Trial.MERGE: "+".join(one.roles),
        }[one.what]
    return found


def _choice(what: Trial, given: dict[str, Any]) -> Choice:
    value = given[PARAMETERS[what]]
    if what is Trial.PUT_FIRST:
        sort, _colon, rest = value.partition(":")
        return Choice(what, customer=int(rest)) if sort == "customer" else Choice(what, who=rest)
    if what in (Trial.CAP, Trial.RESERVE):
        return Choice(what, number=value)
    if what is Trial.ONE_MORE:
        return Choice(what, trade=value)
    if what is Trial.COMPLETE:
        return Choice(what, link=value)
    return Choice(what, roles=tuple(value.split("+")))


def _roles_said(pair: tuple[Role, Role]) -> str:
    return _("%(one)s and %(other)s") % {
        "one": str(words.ROLES[pair[0]]).capitalize(),
        "other": words.ROLES[pair[1]],
    }
