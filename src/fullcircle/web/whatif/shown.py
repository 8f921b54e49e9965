"""What the page of a trial shows, as plain values between the result and the template."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a class ends up; colour, sign and word of it."""

    GAINS = "gains"
    SECOND = "second"
    LAST = "last"
    OPEN = "open"  # cannot be told apart from before


LOOKS = {
    Place.GAINS: ("accepted", "arrow-up", "is-better"),
    Place.SECOND: ("returned", "arrow-down", "is-worse"),
    Place.LAST: ("late", "arrow-down", "is-worst"),
    Place.OPEN: ("idle", "question-mark", "is-open"),
}


@dataclass(frozen=True)
class Change:
    """One class and one measure: how it changes, drawn and said."""

    name: str
    said: str
    between: str
    bar: str  # safe markup
    n: int


@dataclass(frozen=True)
class ClassRow:
    """A class in the table behind the charts."""

    name: str
    cases: int
    place: Place
    word: str
    tone: str
    sign: str
    waits: tuple[str, str, str, str]  # before, after, change, interval
    longest: tuple[str, str]
    kept: tuple[str, str, str, str]
    later: str


@dataclass(frozen=True)
class Verdict:
    """One line of the answer: "Comes last: organisations, home service, 19 min later"."""

    word: str
    tone: str
    sign: str
    names: str
    said: str


@dataclass(frozen=True)
class TrialShown:
    anchor: str
    title: str
    explained: str
    never_done: bool
    verdicts: tuple[Verdict, ...] = ()
    costs: tuple[str, ...] = ()
    waits: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    rows: tuple[ClassRow, ...] = ()
    links: tuple[tuple[str, str, str, str], ...] = ()
    whole: tuple[tuple[str, str, str, str], ...] = ()
    ends: tuple[str, str] = ("", "")
    kept_ends: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class EstimateShown:
    value: str
    said: str
    between: str
    n: int
    how: str
    tone: str
    assumed: bool


@dataclass(frozen=True)
class Resemblance:
    name: str
    n: int
    wait: tuple[str, str]
    kept: tuple[str, str]


@dataclass(frozen=True)
class RunShown:
    trials: tuple[TrialShown, ...]
    estimates: tuple[EstimateShown, ...]
    resembles: tuple[Resemblance, ...]
