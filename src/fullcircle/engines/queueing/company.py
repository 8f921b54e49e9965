"""A service company as the simulator knows it: who asks, who can do what when, what goes wrong.

Times are minutes. A week has 10,080 of them and begins on Monday at midnight, local time. People
appear only as pairs of hands with duties and skills: nothing here has a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fullcircle.engines.queueing.jobs import Fixed, Length

HOURS, DAY, WEEK = 168, 1_440.0, 10_080.0
NOTHING, NEXT_DAY = Fixed(0.0), Fixed(DAY)


class Stage(StrEnum):
    """Where hands are needed, in the order of the work."""

    CALL = "call"  # the request is taken
    PLAN = "plan"  # it is placed and given out
    FIELD = "field"  # somebody goes there
    BOOKS = "books"  # the close-out is checked and posted


OFFICE = (Stage.CALL, Stage.PLAN, Stage.BOOKS)


class LinkKey(StrEnum):
    """The hand-offs between the stages."""

    INTAKE = "intake"  # call to plan
    BRIEFING = "briefing"  # plan to field
    CLOSEOUT = "closeout"  # field to books


@dataclass(frozen=True)
class Duty:
    """From `start` to `end` (minutes of the company's cycle of weeks; `end` may lie in the next).

    `urgent_only`: on call. Duties of one pair of hands do not overlap.
    """

    start: float
    end: float
    urgent_only: bool = False


@dataclass(frozen=True)
class Hands:
    """Somebody at work. `absence`: share of duties on which they are away."""

    stages: frozenset[Stage]
    duties: tuple[Duty, ...]
    skills: frozenset[str] = frozenset()
    absence: float = 0.0


@dataclass(frozen=True)
class Offer:
    """A window as it was promised once: request, start and end in minutes of one time axis that
    begins on a Monday at midnight (`start` and `end` may lie weeks later)."""

    asked: float
    start: float
    end: float

    @property
    def same_day(self) -> bool:
        return self.start // DAY <= self.asked // DAY


@dataclass(frozen=True)
class WorkType:
    """A kind of job. `rates`: requests per hour for each of the 168 hours of the week.

    `surge`: variance of a day's factor around 1 (0: a plain Poisson day). `classes`: share of each
    customer class. `offers`: windows as promised; one that was asked for at a like time of the week
    is offered again, on the same day as many minutes later, else so many days later at that time. A
    type that is `urgent` is begun before its window if somebody is free. `standard`: the published lead
    time. `again`: chance of a second trip for reasons outside the hand-offs.
    """

    key: str
    skills: frozenset[str]
    rates: tuple[float, ...]
    classes: tuple[float, ...]
    on_site: Length
    offers: tuple[Offer, ...] = (Offer(0.0, 0.0, DAY),)
    urgent: bool = False
    standard: float = DAY
    surge: float = 0.0
    again: float = 0.0
    again_after: Length = NEXT_DAY

    def __post_init__(self) -> None:
        if len(self.rates) != HOURS or min(self.rates) < 0:
            raise ValueError("one rate for each hour of the week, none negative")
        if not self.offers or abs(sum(self.classes) - 1) > 1e-6:
            raise ValueError("at least one window, and classes that add up to 1")


@dataclass(frozen=True)
class Link:
    """A hand-off: how often it comes incomplete and what that costs the receiver.

    `clarify`: minutes until the answer is there. `touch`: minutes of work on it a second time.
    `again`: chance that an incomplete one leads to a second trip.
    """

    incomplete: float = 0.0
    clarify: Length = NOTHING
    touch: float = 0.0
    again: float = 0.0


@dataclass(frozen=True)
class Company:
    """`call`, `plan`, `books`: minutes of work at a desk. `paper`: minutes from leaving to the
    close-out. `other_work`: share of a technician's duty that goes to what is not in the history.
    `overtime`: minutes by which a visit begun in a shift may run over it. `cycle`: so many weeks
    until the duties repeat themselves.

    A stage without hands takes its minutes, and nobody waits for it.
    """

    classes: tuple[str, ...]
    types: tuple[WorkType, ...]
    hands: tuple[Hands, ...]
    links: Mapping[LinkKey, Link] = field(default_factory=dict)
    call: Length = NOTHING
    plan: Length = NOTHING
    travel: Length = NOTHING
    paper: Length = NOTHING
    books: Length = NOTHING
    other_work: float = 0.0
    overtime: float = 60.0
    cycle: int = 1

    def link(self, key: LinkKey) -> Link:
        return self.links.get(key, Link())


@dataclass(frozen=True)
class Policy:
    """What is tried. The empty policy is the company as it is.

    `first_classes`, `first_types` (places in the company's lists) go ahead of everybody and are begun
    before their window. `cap`: so many exceptions a day, urgent jobs included; who comes later that
    day is told the standard time. `reserve`: share of each shift kept free of work that is not
    urgent, other work included. `more`: hands in addition. `complete`: links on which nothing is
    left out. `merged`: two stages whose people do both; intake and planning then happen in one go.
    """

    first_classes: frozenset[int] = frozenset()
    first_types: frozenset[int] = frozenset()
    cap: int | None = None
    reserve: float = 0.0
    more: tuple[Hands, ...] = ()
    complete: frozenset[LinkKey] = frozenset()
    merged: frozenset[Stage] = frozenset()

    def __post_init__(self) -> None:
        if not 0 <= self.reserve < 1:
            raise ValueError("the reserve is a share below 1")
        if self.merged and (len(self.merged) != 2 or Stage.FIELD in self.merged):
            raise ValueError("two roles of the office are merged")


AS_IT_IS = Policy()
