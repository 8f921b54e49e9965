"""What a briefing may say: plain values only, gathered by the dispatcher's room.

Every part is optional. A blank text and a placeholder such as "n/a" mean the same: nobody
said. Neither a phone number nor a gate or alarm code has a field here, so neither can be
spoken.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PartKey(StrEnum):
    """The parts of a technician's card, in the order in which a dispatcher speaks them."""

    LINE = "line"
    WHAT = "what"
    WHERE = "where"
    WHO = "who"
    HISTORY = "history"
    EQUIPMENT = "equipment"
    AGREEMENT = "agreement"
    PROMISE = "promise"
    ACCESS = "access"
    HAZARDS = "hazards"
    TOUCH = "touch"
    OPPORTUNITY = "opportunity"
    DIRECTIONS = "directions"


class Salutation(StrEnum):
    """How a person is addressed; the only ground on which a briefing says she or he."""

    UNKNOWN = ""
    MR = "mr"
    MRS = "mrs"
    MS = "ms"
    MISS = "miss"


class AgreementState(StrEnum):
    """What is known about a service agreement."""

    ACTIVE = "active"
    NONE = "none"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class PromiseKind(StrEnum):
    """The kinds of promise that an agent or a dispatcher makes."""

    ASAP = "asap"
    FIRST_OF_MORNING = "first_of_morning"
    FIRST_OF_AFTERNOON = "first_of_afternoon"
    WINDOW = "window"
    ANY_TIME = "any_time"
    EXACT = "exact"


class Deed(StrEnum):
    """The verb for a past visit: somebody *did* a demand call, *gave* them a tune-up, *came*
    for a leak; PLAIN words bring their own verb ("replaced the igniter")."""

    DID = "did"
    GAVE = "gave"
    CAME = "came_for"
    PLAIN = "plain"


class TouchForm(StrEnum):
    """How a personal note joins its sentence: a thing they have, a thing they do, a clause."""

    HAS = "has"
    DOES = "does"
    SAYS = "says"


@dataclass(frozen=True, slots=True)
class DispatcherLine:
    """The dispatcher's own sentence, signed with the name that is spoken."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class What:
    """The job. `job_type` as it is spoken ("no-cool call"), `problem` in the caller's words,
    `urgency` in short phrases ("infant in the house"). With `equipment_matters` the briefing
    says so when no equipment is on record."""

    job_type: str = ""
    problem: str = ""
    urgency: tuple[str, ...] = ()
    equipment_matters: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """The place. `street` as spoken ("120 Maple"); `town` is spoken when it differs from
    `home_town`. `zone` is an IANA name, `latitude` in degrees decides the seasons' names."""

    street: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    place: str = ""
    town: str = ""
    home_town: str = ""
    zone: str = "UTC"
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """The customer and the human to ask for. `salutation` belongs to the contact when there
    is one, else to the customer. `at_site` says who opens the door ("her son Tom", "nobody")."""

    customer: str = ""
    is_organisation: bool = False
    contact: str = ""
    salutation: Salutation = Salutation.UNKNOWN
    at_site: str = ""


@dataclass(frozen=True, slots=True)
class CrewMember:
    """A person sent on this visit, the reader among them. `name` is the call name."""

    ref: str
    name: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit from the service record. `when` is an aware instant, `zone` an IANA name (the
    location's when blank). `what` is spoken with its article ("a demand call for a bad
    thermocouple"). `callback`: that visit itself was a return for our workmanship.
    `returned_to`: today's job comes back to this visit."""

    when: datetime
    what: str = ""
    technician_ref: str = ""
    technician_name: str = ""
    zone: str = ""
    cause: str = ""
    deed: Deed | None = None
    checked: bool = True
    callback: bool = False
    returned_to: bool = False
    equipment: str = ""


@dataclass(frozen=True, slots=True)
class Equipment:
    """One piece of equipment. `parts_hint` ("capacitor likely"), `on_van` ("two on your van")."""

    kind: str = ""
    make: str = ""
    model: str = ""
    year: int | None = None
    note: str = ""
    parts_hint: str = ""
    on_van: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The service agreement, by the name customers know it by."""

    state: AgreementState
    name: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the customer was told. `start` and `end` are aware instants: the window, or the
    exact time in `start`. `be_there_by` is our own aim. `zone` defaults to the location's."""

    kind: PromiseKind
    start: datetime | None = None
    end: datetime | None = None
    be_there_by: datetime | None = None
    zone: str = ""
    already_late: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """How to get in. `code_kept`: a code exists and is shown on arrival; it is never here."""

    text: str = ""
    code_kept: bool = False


@dataclass(frozen=True, slots=True)
class Touch:
    """A personal note, only what one would say to the customer's face. `confirmed_at` is the
    aware instant at which somebody last said it still holds; older than two years it fades."""

    text: str
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opportunity:
    """What may be worth offering: `plan` by name, because of `calls` in `months`."""

    plan: str = ""
    text: str = ""
    calls: int = 0
    months: int = 0
    call_kind: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """The reader's last known place ("heading east on Arbor Way") and when it was known."""

    text: str
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BriefingFacts:
    """Everything a briefing may speak of.

    `history` is None when nobody looked and empty when the record holds nothing.
    `hazards` may be blank; `no_hazards` says that somebody asked and there are none.
    """

    line: DispatcherLine | None = None
    what: What | None = None
    where: Where | None = None
    who: Who | None = None
    crew: tuple[CrewMember, ...] = ()
    history: tuple[PastVisit, ...] | None = None
    equipment: tuple[Equipment, ...] = ()
    agreement: Agreement | None = None
    promise: Promise | None = None
    access: Access | None = None
    hazards: tuple[str, ...] = ()
    no_hazards: bool = False
    do_not_service: bool = False
    cash_on_delivery: bool = False
    balance_owed: bool = False
    touches: tuple[Touch, ...] = ()
    opportunity: Opportunity | None = None
    directions: str = ""
    drive_minutes: int | None = None
    position: Position | None = None
