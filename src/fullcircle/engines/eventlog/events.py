"""Events, and how far a study has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """One completed step of our own history. `at` and `start` are aware instants.

    `more` are further attributes, by name, for exports; the study does not read them.
    """

    case: str
    activity: str
    party: str
    at: datetime
    start: datetime | None = None
    item: str = ""
    more: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Progress:
    """`share` lies between 0 and 1 and never goes back; `stage` is a word for people."""

    stage: str
    share: float
    events: int = 0


def since_1970(microseconds: int) -> datetime:
    """The instant; exact, where a float of seconds is not."""
    return EPOCH + timedelta(microseconds=microseconds)
