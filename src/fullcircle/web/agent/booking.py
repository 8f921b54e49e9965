"""From the filled form to the call that is booked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from fullcircle.operations.scheduling.actions import Window
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.operations.servicedesk.queries import case_numbered
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Location
from fullcircle.registry.customers.states import Channel
from fullcircle.web.agent import offering
from fullcircle.web.agent.forms import CallForm
from fullcircle.web.cards.customer_card import CustomerCard
from fullcircle.web.cards.windows import Offered, chosen, windows_for


@dataclass
class Choices:
    """What follows from the job type: windows, fee, questions; and what of it was chosen.

    `offer` looks for the windows; it is asked when somebody wants to see or to take one.
    """

    job_type: JobType | None = None
    offer: Callable[[], list[Offered]] = list
    fee: offering.Fee | None = None
    questions: list["Question"] = field(default_factory=list)
    window: str = ""
    window_error: str = ""

    @cached_property
    def windows(self) -> list[Offered]:
        return self.offer()

    @property
    def chosen_words(self) -> str:
        """In the words the caller heard; a soonest window chosen a minute ago is found by its kind."""
        if self.window in ("", offering.NO_WINDOW):
            return ""
        taken = [row.words for row in self.windows if row.value == self.window]
        kind = self.window.partition("|")[0]
        taken += [row.words for row in self.windows if row.window.kind == kind == PromiseKind.ASAP]
        return taken[0] if taken else ""


@dataclass(frozen=True)
class Question:
    """One urgency question of the job type, asked in its own words; `yes` when it was ticked."""

    name: str
    text: str
    yes: bool


def choices_for(
    job_type: JobType | None, location: Location, typed: QueryDict, at: datetime
) -> Choices:
    """Seven queries when the windows of a job type are asked for, none before."""
    if job_type is None:
        return Choices(window=typed.get("window", ""))
    questions = [
        Question(f"question_{place}", str(text), typed.get(f"question_{place}") == "yes")
        for place, text in enumerate(job_type.urgency_questions)
    ]
    return Choices(
        job_type=job_type,
        offer=lambda: windows_for(job_type, location, at),
        fee=offering.fee_of(job_type, location.customer),
        questions=questions,
        window=typed.get("window", ""),
    )


def window_of(choices: Choices) -> Window | None:
    """The promise the caller was told. Notes an error when none was chosen, or it is gone meanwhile."""
    if choices.window == offering.NO_WINDOW or choices.job_type is None:
        return None
    found = chosen(choices.window, choices.windows) if choices.window else None
    if found is None and choices.window:
        choices.window_error = _(
            "That window has gone in this minute. Everything else is kept: choose another."
        )
    elif found is None:
        choices.window_error = _("Choose what you told the caller.")
    return found


def call_of(
    form: CallForm, choices: Choices, card: CustomerCard, location: Location, typed: QueryDict
) -> Call:
    """The call as one value. A wish not typed is the window that was agreed."""
    said: dict[str, Any] = form.cleaned_data
    return Call(
        customer=location.customer,
        location=location,
        words=said["words"],
        channel=Channel(said["channel"]),
        contact=form.chosen_contact,
        job_type=choices.job_type,
        equipment=form.chosen_equipment,
        access=said["access"],
        callback_phone=said["callback_phone"],
        who_is_there=said["who_is_there"],
        urgency={row.text: "yes" if row.yes else "no" for row in choices.questions},
        wish=(said["wish"] or choices.chosen_words)[:40],
        personal_note=said["personal_note"],
        callback_of=_callback(card, typed),
        fee_minor=choices.fee.minor if choices.fee else None,
    )


def _callback(card: CustomerCard, typed: QueryDict) -> Any:
    """The earlier case, when the caller says that the same thing came back; only one of this customer."""
    number = typed.get("callback_of", "")
    if not number:
        return None
    known = {line.record.case_number for line in card.history.lines}
    return case_numbered(number) if number in known else None
