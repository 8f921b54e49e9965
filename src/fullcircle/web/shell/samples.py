"""What the style page shows: invented people and figures, no database."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from fullcircle.foundation import clock
from fullcircle.web.components.chips import LOOKS
from fullcircle.web.components.ring import Arc, ArcState, Ring

CHAIN = ("intake", "briefing", "visit", "close-out", "record")


class SampleForm(forms.Form):
    problem = forms.CharField(
        label=_("Problem, in the caller’s words"),
        help_text=_("As she said it. The technician reads this first."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=True,
    )
    street = forms.CharField(label=_("Street"), required=False)
    window = forms.ChoiceField(
        label=_("When"),
        choices=[
            ("asap", _("as soon as we can")),
            ("morning", _("first of the morning")),
            ("any", _("any time that day")),
        ],
        widget=forms.RadioSelect,
    )
    service = forms.ChoiceField(
        label=_("Service"), choices=[("cool", _("Cooling")), ("heat", _("Heating"))]
    )
    pets = forms.BooleanField(label=_("There is a dog"), required=False)


def chain(
    states: str, holder: tuple[str, str], labels: dict[int, tuple[str, str]] | None = None
) -> Ring:
    """One letter per hand-off: i idle, g given, a accepted, r returned, f fixed, l late, s silent.

    `labels` holds (what one should know, who) by place in the chain.
    """
    letters = {state.value[0]: state for state in ArcState}
    found = labels or {}
    arcs = tuple(
        Arc(link, letters[letter], label=found.get(at, ("", ""))[0], who=found.get(at, ("", ""))[1])
        for at, (link, letter) in enumerate(zip(CHAIN, states, strict=False))
    )
    return Ring(arcs, *holder, key=f"sample-{states}")


def rings() -> list[tuple[str, Ring]]:
    return [
        (str(_("just called")), chain("giiii", ("SU", "Summer"), {0: ("", "Summer")})),
        (str(_("briefed")), chain("agiii", ("JR", "Joe R."), {1: ("", "Joe R.")})),
        (str(_("at work")), chain("aagii", ("JR", "Joe R."))),
        (
            str(_("sent back")),
            chain("aaari", ("PB", "Pat B."), {3: (str(_("serial number missing")), "Pat B.")}),
        ),
        (str(_("fixed by receiver")), chain("afagi", ("BK", "Bea K."), {3: ("", "Bea K.")})),
        (str(_("late")), chain("aaali", ("BK", "Bea K."), {3: (str(_("promised by 11:00")), "")})),
        (str(_("no word")), chain("aasaa", ("OU", "Customer outside"))),
        (str(_("full circle")), chain("aaaaa", ("", ""))),
        (str(_("not begun")), chain("iiiii", ("", ""))),
    ]


def everything() -> dict[str, object]:
    now = clock.now()
    return {
        "rings": rings(),
        "chips": list(LOOKS),
        "form": SampleForm(initial={"window": "morning"}),
        "soon": now + timedelta(minutes=38),
        "before": now - timedelta(hours=3, minutes=5),
        "spring": now - timedelta(days=212),
        "long": timedelta(hours=3, minutes=5),
        "short": timedelta(minutes=41),
    }
