"""What is promised: one version of a target."""

from dataclasses import dataclass
from datetime import timedelta

from fullcircle.foundation.values.target_clock.states import ClockKind
from fullcircle.foundation.values.working_time import WorkingCalendar

_TWO_WEEKS = timedelta(days=14)


class BadPolicy(ValueError):
    """A policy promises something impossible."""


@dataclass(frozen=True)
class TargetPolicy:
    """One version of a policy with the version of the calendar it counts in.

    `target` is working time. `reopen_within` is real time after the stop; a complaint that comes
    later belongs to a new linked case with a new clock. `emergency` targets count in a calendar
    that is always open and their escalations wake people.
    """

    name: str
    version: int
    kind: ClockKind
    target: timedelta
    calendar: WorkingCalendar
    emergency: bool = False
    reopen_within: timedelta = _TWO_WEEKS

    def __post_init__(self) -> None:
        if self.target < timedelta():
            raise BadPolicy(f"{self.name}: a target cannot be {self.target}")

    @property
    def reference(self) -> str:
        """Name and version, for logs and idempotency keys."""
        return f"{self.name}@{self.version}"
