"""The forms around a dropped log."""

import uuid
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from fullcircle.engines.eventlog.inspection import Inspection
from fullcircle.engines.eventlog.options import Missing

ROLES: "dict[str, tuple[StrPromise, StrPromise | str]]" = {
    "case": (_("Case"), _("what one piece of work is known by: order, ticket, claim number")),
    "activity": (_("Activity"), _("what was done")),
    "party": (_("Who did it"), _("person, role or team: it decides whose graph you see")),
    "time": (_("When it was done"), ""),
    "start": (_("When it was begun"), _("if the log has it; then waits end where work begins")),
    "transition": (_("Life-cycle step"), _("schedule, start, complete; if the log has it")),
}
if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

NEEDED = ("case", "activity", "party", "time")


class DropForm(forms.Form):
    log = forms.FileField(label=_("Event log"), allow_empty_file=True, max_length=400)
    works_council = forms.BooleanField(label=_("Replace names while reading"), required=False)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)


class ColumnsForm(forms.Form):
    """Which column says what. Columns come from the inspection, so nothing else can be chosen."""

    missing = forms.ChoiceField(
        label=_("A step that nobody’s name stands on"),
        choices=[
            (Missing.SKIP, _("leave it out: from the one before to the one after")),
            (Missing.BREAK, _("let it cut the chain: an unknown hand in between")),
        ],
        widget=forms.RadioSelect,
        initial=Missing.SKIP,
    )
    system_parties = forms.CharField(
        label=_("Machines, not people"),
        help_text=_("names as they stand in the log, with commas between: system, batch"),
        required=False,
        max_length=2000,
    )
    works_council = forms.BooleanField(label=_("Replace names while reading"), required=False)

    def __init__(self, *args: object, inspection: Inspection, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # handed on as Django takes them
        names = [column.name for column in inspection.columns]
        likely = [name for name in inspection.parties if name in names]
        for role, (label, hint) in ROLES.items():
            found = [*likely, *(name for name in names if name not in likely)]
            order = found if role == "party" else names
            empty = [("", _("choose") if role in NEEDED else _("none"))]
            self.fields[role] = forms.ChoiceField(
                label=label,
                help_text=hint,
                required=role in NEEDED,
                choices=[*empty, *((name, name) for name in order)],
            )

    def clean_system_parties(self) -> tuple[str, ...]:
        told = str(self.cleaned_data["system_parties"])
        return tuple(name for part in told.split(",") if (name := part.strip()))
