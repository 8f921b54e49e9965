"""What the simulator is told of our past, as plain values. No row carries a name: people appear as
numbers that stand for a pair of hands, and nothing of it is kept."""

from dataclasses import dataclass, field
from datetime import datetime

from fullcircle.handoffs.states import LinkKey

LINKS = (LinkKey.INTAKE, LinkKey.BRIEFING, LinkKey.CLOSEOUT)


@dataclass(frozen=True)
class Kind:
    """A job type of the catalogue. `standard`: the published lead time in minutes."""

    key: str
    trade: str
    urgency: int
    minutes: int
    standard: int
    skills: frozenset[int]


@dataclass(frozen=True)
class Asked:
    """A request: when, what, by whom; minutes until it was handed to the planner."""

    at: datetime
    kind: str
    customer: int
    customer_kind: str
    taken_minutes: float | None


@dataclass(frozen=True)
class Went:
    """A visit that was made, of job `job`. Minutes; None where nobody noted it."""

    job: int
    kind: str
    arrived: datetime
    left: datetime
    travel: float | None


@dataclass(frozen=True)
class Told:
    """A first promise: when it was asked for, and its window."""

    kind: str
    asked: datetime
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Outcome:
    """First visit of a request: who for, minutes until somebody was there, promise kept or not."""

    kind: str
    customer: int
    customer_kind: str
    wait: float
    kept: bool | None


@dataclass(frozen=True)
class LinkCounts:
    """Of the hand-offs whose outcome is known: how many were asked about or mended."""

    known: int = 0
    touched: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Duties:
    """When hands were there: (person, start, end, on call), and their skills and seats."""

    shifts: tuple[tuple[int, datetime, datetime, str], ...]
    seats: dict[int, frozenset[str]]
    skills: dict[int, frozenset[int]]
    led: dict[int, frozenset[str]]
    away_minutes: float
    planned_minutes: float


@dataclass(frozen=True)
class History:
    at: datetime
    kinds: dict[str, Kind]
    asked: tuple[Asked, ...]
    went: tuple[Went, ...]
    told: tuple[Told, ...]
    outcomes: tuple[Outcome, ...]
    links: dict[LinkKey, LinkCounts]
    answers: dict[LinkKey, tuple[float, ...]]
    briefed: tuple[tuple[int, bool], ...]  # (job, the briefing of its first visit was touched)
    paper: tuple[float, ...]
    booked: tuple[float, ...]
    duties: Duties = field(repr=False)
