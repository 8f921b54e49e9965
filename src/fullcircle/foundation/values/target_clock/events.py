"""What can happen to a clock: frozen values, each with the instant it happened.

`sequence` orders what happened in the same instant: it is counted where the event arises (the
device, the case), so it does not depend on the order of arrival.
"""

from dataclasses import dataclass
from datetime import datetime

from fullcircle.foundation.values.target_clock.policy import TargetPolicy
from fullcircle.foundation.values.target_clock.states import Actor, PauseReason, VoidReason
from fullcircle.foundation.values.window import require_instant
from fullcircle.foundation.values.working_time import WorkingCalendar


class NotAuthorised(ValueError):
    """A restart or a move to another calendar names the person who ordered it."""


@dataclass(frozen=True, kw_only=True)
class ClockEvent:
    """Something that happened at `at` (aware; kept in UTC)."""

    at: datetime
    sequence: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", require_instant(self.at))

    @property
    def subject(self) -> str:
        """What tells two events of one kind and instant apart."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Started(ClockEvent):
    """The clock begins to wait.

    `counts_from` moves the counting to a later instant (the requester wants next Tuesday) or an
    earlier one (a split that counts since the original). `raised_by` PROVIDER: one of our own
    took the request from somebody's mouth.
    """

    policy: TargetPolicy
    counts_from: datetime | None = None
    raised_by: Actor = Actor.REQUESTER

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.counts_from is not None:
            object.__setattr__(self, "counts_from", require_instant(self.counts_from))

    @property
    def start(self) -> datetime:
        """The instant from which time is counted."""
        return self.at if self.counts_from is None else self.counts_from


@dataclass(frozen=True, kw_only=True)
class Paused(ClockEvent):
    """The work begins to wait on somebody; whether that stops the clock is the kind's matter."""

    reason: PauseReason

    @property
    def subject(self) -> str:
        """The reason."""
        return self.reason


@dataclass(frozen=True, kw_only=True)
class Resumed(ClockEvent):
    """The waiting for `reason` is over; None: all waiting is over."""

    reason: PauseReason | None = None

    @property
    def subject(self) -> str:
        """The reason, or nothing for all."""
        return self.reason or ""


@dataclass(frozen=True, kw_only=True)
class Stopped(ClockEvent):
    """Acknowledged, answered, solved or handed back, by a human or not."""

    by: Actor = Actor.PROVIDER

    @property
    def subject(self) -> str:
        """Who stopped it."""
        return self.by


@dataclass(frozen=True, kw_only=True)
class Reopened(ClockEvent):
    """The solution was none: the same clock goes on and the solved time becomes a pause."""


@dataclass(frozen=True, kw_only=True)
class Withdrawn(ClockEvent):
    """The requester needs nothing any more, or closed it alone."""


@dataclass(frozen=True, kw_only=True)
class Voided(ClockEvent):
    """The clock does not count: cancelled, duplicate, spam, no answer expected."""

    reason: VoidReason

    @property
    def subject(self) -> str:
        """The reason."""
        return self.reason


@dataclass(frozen=True, kw_only=True)
class PolicyChanged(ClockEvent):
    """Another priority, category or customer tier: same start, same pauses, new target."""

    policy: TargetPolicy

    @property
    def subject(self) -> str:
        """The new policy."""
        return self.policy.reference


@dataclass(frozen=True, kw_only=True)
class Rebased(ClockEvent):
    """An open clock is moved to another version of its calendar, by order of a person."""

    calendar: WorkingCalendar
    authorised_by: str

    def __post_init__(self) -> None:
        super().__post_init__()
        _require_person(self.authorised_by)

    @property
    def subject(self) -> str:
        """The new calendar."""
        return str(self.calendar)


@dataclass(frozen=True, kw_only=True)
class Restarted(ClockEvent):
    """The policy was wrong from the beginning: the clock starts anew, earlier breaches are struck.

    Counts from `at`, or from `counts_from` where that is given.
    """

    policy: TargetPolicy
    authorised_by: str
    counts_from: datetime | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _require_person(self.authorised_by)
        if self.counts_from is not None:
            object.__setattr__(self, "counts_from", require_instant(self.counts_from))

    @property
    def subject(self) -> str:
        """The right policy."""
        return self.policy.reference


@dataclass(frozen=True, kw_only=True)
class Merged(ClockEvent):
    """This case was merged into another; its clock ends outside the figures."""

    into: str

    @property
    def subject(self) -> str:
        """The surviving case."""
        return self.into


@dataclass(frozen=True, kw_only=True)
class MergeUndone(ClockEvent):
    """The merge of this case did not happen after all."""


@dataclass(frozen=True, kw_only=True)
class Absorbed(ClockEvent):
    """Another case was merged into this one; the earlier start counts for the same requester."""

    other: str
    other_start: datetime
    same_requester: bool

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "other_start", require_instant(self.other_start))

    @property
    def subject(self) -> str:
        """The absorbed case."""
        return self.other


@dataclass(frozen=True, kw_only=True)
class AbsorptionUndone(ClockEvent):
    """The merge of `other` into this case did not happen after all."""

    other: str

    @property
    def subject(self) -> str:
        """The case that goes its own way again."""
        return self.other


@dataclass(frozen=True, kw_only=True)
class BreachRecorded(ClockEvent):
    """The breach was told to somebody; facts that arrive later annotate it, never remove it."""

    policy: TargetPolicy
    due: datetime

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "due", require_instant(self.due))

    @property
    def subject(self) -> str:
        """The policy that was breached."""
        return self.policy.reference


@dataclass(frozen=True, kw_only=True)
class FoundNotOurs(ClockEvent):
    """A finding: not our fault. The result stays and is reported in its own column."""


def _require_person(authorised_by: str) -> None:
    if not authorised_by.strip():
        raise NotAuthorised("name the person who ordered it")
