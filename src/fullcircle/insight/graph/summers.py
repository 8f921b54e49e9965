"""Our Summers (A9): through whom most things pass, what stops without them, and whether we are good
to them, by facts."""

from dataclasses import dataclass
from datetime import datetime

from fullcircle.engines.eventlog.graph import Graph
from fullcircle.engines.statistics.intervals import Share
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require


@dataclass(frozen=True)
class Word:
    """Somebody's own signed word."""

    name: str
    text: str
    said_at: datetime


@dataclass(frozen=True)
class Kindness:
    """Are we good to her: facts about what the others do, no survey. None is "no data".

    `complete`: share of what reaches her that had everything her card asks for. `interruptions`: how
    often something she had handed over was asked back, per 100 hand-offs. `answered`: share of her
    wishes that were answered. `thanks`: distinct people who thanked.
    """

    complete: Share | None
    interruptions: float | None
    answered: Share | None
    thanks: int
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Summer:
    """A seat that much passes through. `holders`: who sits there now. `load`: of all cases, those
    that pass through the seat. `alone`: one person only, nobody takes over. `stops`: of all cases,
    those that stand still when the busiest holder is out and nobody takes over."""

    key: str
    name: str
    holders: tuple[str, ...]
    cases: int
    load: float
    stops: float
    a_day: float
    kindness: Kindness | None = None

    @property
    def alone(self) -> bool:
        return len(self.holders) == 1


@dataclass(frozen=True)
class LogSummer:
    """A party of an imported log. `betweenness`: share of the shortest ways between two others that
    lead through it, 0 to 1. `only_source_of`: parties that get something from nobody else;
    `only_customer_of`: parties that give to nobody else."""

    name: str
    cases: int
    load: float
    betweenness: float | None
    only_source_of: tuple[str, ...]
    only_customer_of: tuple[str, ...]


def our_summers(*, by: Actor, period: Period, most: int = 3) -> tuple[Summer, ...]:
    """The seats with the highest load, the highest first."""
    require(by, Permission.SEE_GRAPH)
    return ()


def summers_of(graph: Graph, most: int = 3) -> tuple[LogSummer, ...]:
    return ()
