"""Two years of closed cases as plain values. People, customers and locations are named by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fullcircle.handoffs.states import HandoffState, Known, LinkKey, ReturnKind
from fullcircle.operations.billing.states import InvoiceKind
from fullcircle.operations.fieldwork.states import CloseOutChannel, Signed
from fullcircle.operations.scheduling.states import PromiseKind, VisitResult
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.catalogue.states import Trade
from fullcircle.registry.customers.states import Channel


@dataclass(frozen=True, slots=True)
class Promise:
    """What the customer was told. `superseded_at` is set when a later one replaced it."""

    kind: PromiseKind
    window_start: datetime
    window_end: datetime
    promised_at: datetime
    promised_by: str
    told_how: Channel
    reason: str
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class CloseOut:
    """`answers`: (form item key, value) pairs given; `parts`: (price code, hundredths)."""

    submitted_at: datetime
    technician: str
    entered_by: str
    channel: CloseOutChannel
    result: VisitResult
    answers: tuple[tuple[str, str], ...]
    notes: str
    recommendation: str
    minutes_on_site: int
    signed: Signed
    signed_by_name: str
    something_left: str
    payment_minor: int
    payment_how: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """Plan and fact of one presence; `number` counts from 1 within its case."""

    number: int
    planned_start: datetime
    planned_end: datetime
    lead: str
    helpers: tuple[str, ...]
    assigned_at: datetime
    assigned_by: str
    dispatched_at: datetime
    dispatched_by: str
    told_by_radio: bool
    seen_at: datetime
    en_route_at: datetime
    arrived_at: datetime
    left_at: datetime
    result: VisitResult
    after_hours: bool
    close_out: CloseOut


@dataclass(frozen=True, slots=True)
class Return:
    """One item touched: asked about and answered, or fixed by the receiver."""

    item: str
    kind: ReturnKind
    question: str
    asked_by: str
    asked_to: str
    asked_at: datetime
    answered_by: str
    answered_at: datetime
    answer: str
    change: str  # "was_wrong", "world_changed"


@dataclass(frozen=True, slots=True)
class Handoff:
    """One pass of the baton. `visit` 0 is the intake, else the visit's number.

    `applies`: part keys of the card (and of the closing form) that counted; `absent`: those of
    them that were not there when it was given. `receiver` is empty on the visit link.
    """

    link: LinkKey
    visit: int
    card_version: int
    giver: str
    receiver: str
    receiver_contact: str
    given_at: datetime
    due_at: datetime | None
    applies: tuple[str, ...]
    absent: tuple[str, ...]
    seen_at: datetime | None
    seen_how: str
    returns: tuple[Return, ...]
    state: HandoffState
    outcome_at: datetime | None
    outcome_by: str  # key of a person, "contact", or empty
    outcome_act: str
    known: Known | None
    later: str
    later_at: datetime | None

    @property
    def returned_first_at(self) -> datetime | None:
        return next((one.asked_at for one in self.returns if one.kind is ReturnKind.ASKED), None)

    @property
    def fixed_first_at(self) -> datetime | None:
        return next((one.asked_at for one in self.returns if one.kind is ReturnKind.FIXED), None)

    @property
    def right_first_time(self) -> bool:
        return self.state is HandoffState.ACCEPTED and not self.returns and not self.later


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice in minor units; `covered_by` names the agreement that pays it."""

    code: str
    text: str
    hundredths: int
    unit_minor: int
    tax_rate: str
    net_minor: int
    tax_minor: int
    covered_by: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """Posted once per visit with something to book, gapless per kind in the order of posting."""

    kind: InvoiceKind
    number: int
    visit: int
    lines: tuple[Line, ...]
    net_minor: int
    tax_minor: int
    total_minor: int
    posted_at: datetime
    posted_by: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the next briefing can say of a visit: "a demand call for a bad thermocouple"."""

    visit: int
    what: str
    symptom: str
    notes: str
    recommendation: str
    written_at: datetime
    confirmed_at: datetime
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class Case:
    """The thread of one piece of work from the call to the closed circle."""

    number: str
    trade: Trade
    job_type: str
    title: str
    customer: str
    payer: str
    ordered_by: str  # key of a contact
    location: str
    equipment: str  # key, or empty
    callback_of: str  # number of a case, or empty
    channel: Channel
    words: str
    access: str
    urgency: tuple[tuple[str, str], ...]
    wish: str
    received_at: datetime
    taken_by: str
    acknowledged_at: datetime
    promises: tuple[Promise, ...]
    visits: tuple[Visit, ...]
    handoffs: tuple[Handoff, ...]
    invoices: tuple[Invoice, ...]
    records: tuple[Record, ...]
    circle: Circle
    circle_at: datetime
    disputed_words: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class CardVersion:
    """A version of a receiver's card. `adds`: (key, label) of parts beyond the shipped ones."""

    link: LinkKey
    trade: Trade
    version: int
    in_force_from: datetime
    retired_at: datetime | None
    written_by: str
    because: str
    adds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Past:
    """The history. `story` names the cases the Tuesday speaks of; `degrees`: daily highs, °F."""

    cases: tuple[Case, ...]
    cards: tuple[CardVersion, ...]
    story: dict[str, str]
    degrees: dict[date, int]
