"""What a caller can be offered: job types, windows that can be kept, the fee to say."""

from dataclasses import dataclass
from datetime import datetime

from fullcircle.operations.scheduling.actions import Window
from fullcircle.operations.scheduling.queries import offered_windows
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.registry.catalogue.job_queries import job_types_offered
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Customer, Location
from fullcircle.web.cards.words import window_words

MOST_OFFERED = 8
NO_WINDOW = "none"


@dataclass(frozen=True)
class Offered:
    """One window as a choice: `value` travels in the form, `words` are said to the caller."""

    value: str
    words: str
    window: Window


@dataclass(frozen=True)
class Fee:
    """What coming costs, in minor units; an inside department pays none."""

    minor: int
    currency: str
    name: str


def types_for(customer: Customer) -> list[JobType]:
    """Job types of the customer's own trade first, then by service and name."""
    return sorted(
        job_types_offered(),
        key=lambda row: (row.service.trade != customer.trade, row.service.name, row.name),
    )


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


def chosen(value: str, windows: list[Offered], at: datetime) -> Window | None:
    """The window chosen a minute ago, if it is still offered. As soon as possible begins now, always."""
    for offered in windows:
        if offered.value == value:
            return offered.window
    if value.startswith(f"{PromiseKind.ASAP}|"):
        return next((row.window for row in windows if row.window.kind is PromiseKind.ASAP), None)
    return None


def fee_of(job_type: JobType, customer: Customer) -> Fee | None:
    if job_type.fee is None or customer.is_inside:
        return None
    fee = job_type.fee
    return Fee(fee.unit_minor, fee.price_list.currency, fee.name)
