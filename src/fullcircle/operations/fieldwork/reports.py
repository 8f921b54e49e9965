"""What a technician reports, before it is a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fullcircle.foundation.models import StoredFile
from fullcircle.operations.fieldwork.states import CloseOutChannel, Signed
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.catalogue.models import PriceItem


@dataclass(frozen=True)
class PartReport:
    """A part or labour line: from the price list or in words; quantity in hundredths."""

    item: PriceItem | None = None
    text: str = ""
    hundredths: int = 100


@dataclass(frozen=True)
class PhotoReport:
    """A photo kept before the close-out was sent, for one item of the form."""

    item_key: str
    file: StoredFile


@dataclass(frozen=True, kw_only=True)
class Report:
    """What the technician reports. `answers`: {form item key: value}; money in minor units.

    `cannot_complete`: the way out of a form that does not fit, with its reason.
    """

    result: VisitResult
    signed: Signed
    answers: dict[str, str] = field(default_factory=dict)
    notes: str = ""
    recommendation: str = ""
    parts: Sequence[PartReport] = ()
    no_parts: bool = False
    photos: Sequence[PhotoReport] = ()
    signed_by_name: str = ""
    signature: StoredFile | None = None
    something_left: str = ""
    cannot_complete: str = ""
    payment_minor: int = 0
    payment_how: str = ""
    payment_reference: str = ""
    nothing_paid: bool = False
    agreement_sold: str = ""
    personal_note: str = ""
    symptom: str = ""
    channel: CloseOutChannel = CloseOutChannel.ONLINE
    arrived_at: datetime | None = None
    device_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What goes into the item: text, or a photo kept before."""

    text: str = ""
    photo: StoredFile | None = None
