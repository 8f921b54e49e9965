"""A case while it is being told: whole minutes, filled in stage by stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from fullcircle.demo.cast.catalogue import JobType
from fullcircle.demo.cast.values import Contact, Customer, Equipment, Location
from fullcircle.handoffs.states import HandoffState, Known, LinkKey, ReturnKind
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.customers.states import Channel


@dataclass(slots=True)
class Finding:
    """What turned out to be wrong and what was done about it."""

    cause: str
    parts: tuple[str, ...]
    notes: str
    recommendation: str


@dataclass(slots=True)
class Touch:
    """An item of a hand-off that was asked about or fixed, in minutes."""

    item: str
    kind: ReturnKind
    question: str
    asked_by: str
    asked_to: str
    asked: int
    answered_by: str
    answered: int
    answer: str
    change: str = "was_wrong"


@dataclass(slots=True)
class Pass:
    """A hand-off in minutes."""

    link: LinkKey
    visit: int
    version: int
    giver: str
    receiver: str
    given: int
    due: int | None
    applies: tuple[str, ...]
    absent: tuple[str, ...] = ()
    seen: int | None = None
    seen_how: str = ""
    touches: list[Touch] = field(default_factory=list)
    state: HandoffState = HandoffState.GIVEN
    outcome: int | None = None
    outcome_by: str = ""
    act: str = ""
    known: Known | None = None
    later: str = ""
    later_at: int | None = None
    contact: str = ""

    def accept(self, at: int, *, by: str, act: str, known: Known = Known.BY_ACT) -> None:
        self.state, self.outcome, self.outcome_by = HandoffState.ACCEPTED, at, by
        self.act, self.known = act, known

    def fall_silent(self, at: int) -> None:
        self.state, self.outcome, self.known = HandoffState.SILENT, at, Known.SILENT
        self.act = "no word"

    def come_true(self, at: int, what: str) -> None:
        """An outcome found late; the first finding stands."""
        if not self.later:
            self.later, self.later_at = what, at


@dataclass(slots=True)
class Stop:
    """One visit in minutes; facts are 0 until the day is lived through."""

    number: int
    day: date
    lead: str
    helpers: tuple[str, ...]
    start: int
    end: int
    result: VisitResult
    night: bool
    assigned: int
    assigned_by: str
    dispatched: int = 0
    dispatched_by: str = ""
    radio: bool = False
    seen: int = 0
    en_route: int = 0
    arrived: int = 0
    left: int = 0
    submitted: int = 0
    posted: int = 0
    posted_by: str = ""
    signed: Signed = Signed.ALL_GOOD
    something_left: str = ""
    window: tuple[str, int, int] = ("any_time", 0, 0)
    promised: int = 0
    promised_by: str = ""
    promised_reason: str = ""
    broken_told: int | None = None


@dataclass(slots=True)
class Draft:
    """The case."""

    arrived: int
    job: JobType
    customer: Customer
    contact: Contact
    location: Location
    equipment: Equipment | None
    finding: Finding
    words: str
    channel: Channel = Channel.PHONE
    at_risk: bool = False
    callback_of: Draft | None = None
    technician: str = ""  # when the story wants this very one
    tag: str = ""  # name in the story of the Tuesday
    taken_by: str = ""
    taken: int = 0
    acknowledged: int = 0
    placed: int = 0
    placed_by: str = ""
    stops: list[Stop] = field(default_factory=list)
    passes: list[Pass] = field(default_factory=list)
    number: str = ""
    circle_at: int = 0
    circle: str = ""
    disputed: str = ""
    closed: int = 0
    _order: int = 0

    @property
    def is_repair(self) -> bool:
        return not self.job.code.startswith(("tune-up", "estimate", "install", "new-pc", "set-up"))

    def passed(self, link: LinkKey, visit: int) -> Pass:
        return next(one for one in self.passes if one.link is link and one.visit == visit)
