"""Windows that can be kept, as choices: what the caller or the customer is offered."""

from dataclasses import dataclass
from datetime import datetime

from fullcircle.operations.scheduling.actions import Window
from fullcircle.operations.scheduling.queries import offered_windows
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Location
from fullcircle.web.cards.words import window_words

MOST_OFFERED = 8


@dataclass(frozen=True)
class Offered:
    """One window as a choice: `value` travels in the form, `words` are said to the caller."""

    value: str
    words: str
    window: Window


def windows_for(job_type: JobType, location: Location, at: datetime) -> list[Offered]:
    """Soonest first, at most eight: more nobody listens to."""
    slots = offered_windows(job_type, location, at)[:MOST_OFFERED]
    return [
        Offered(
            value=f"{slot.kind}|{slot.start.isoformat()}|{slot.end.isoformat()}",
            words=window_words(slot.kind, slot.start, slot.end, location.zone, at),
            window=Window(slot.kind, slot.start, slot.end),
        )
        for slot in slots
    ]


def chosen(value: str, windows: list[Offered]) -> Window | None:
    """The window chosen a minute ago, if it is still offered. As soon as possible begins now, always."""
    for offered in windows:
        if offered.value == value:
            return offered.window
    if value.startswith(f"{PromiseKind.ASAP}|"):
        return next((row.window for row in windows if row.window.kind is PromiseKind.ASAP), None)
    return None
