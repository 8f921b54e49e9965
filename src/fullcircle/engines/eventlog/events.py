"""Events, and how far a study has come."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One completed step of our own history. `at` and `start` are aware instants."""

    case: str
    activity: str
    party: str
    at: datetime
    start: datetime | None = None
    item: str = ""


@dataclass(frozen=True)
class Progress:
    """`share` lies between 0 and 1 and never goes back; `stage` is a word for people."""

    stage: str
    share: float
    events: int = 0
