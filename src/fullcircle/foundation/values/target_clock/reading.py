"""What a clock shows at one instant."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fullcircle.foundation.values.target_clock.policy import TargetPolicy
from fullcircle.foundation.values.target_clock.states import ClockState, PauseReason
from fullcircle.foundation.values.working_time import NO_TIME


class NoteCode(StrEnum):
    """What a reader of the log should know beside the sums."""

    STAMPED_BEFORE_START = "stamped_before_start"
    STOP_DOES_NOT_COUNT = "stop_does_not_count"
    DOES_NOT_PAUSE = "does_not_pause"
    ALREADY_WAITING = "already_waiting"
    NOTHING_TO_RESUME = "nothing_to_resume"
    CLOSED_ALREADY = "closed_already"
    NOT_REOPENED = "not_reopened"
    POLICY_CHANGED = "policy_changed"
    REBASED = "rebased"
    RESTARTED = "restarted"
    REOPENED = "reopened"
    STARTS_EARLIER = "starts_earlier"
    KEEPS_OWN_START = "keeps_own_start"
    SPOKEN_WHEN_RAISED = "spoken_when_raised"
    FOUND_NOT_OURS = "found_not_ours"


@dataclass(frozen=True, slots=True)
class Note:
    """One remark: when, what, and about whom or what (a reference, a reason, a name)."""

    at: datetime
    code: NoteCode
    subject: str = ""


@dataclass(frozen=True, slots=True)
class PauseSpan:
    """An interval in which the work waited; `end` is None while it still does."""

    reason: PauseReason
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Breach:
    """A due time that was passed.

    `late_by` is working time beyond the target under that policy. `recorded`: it was told to
    somebody. `no_longer_follows`: facts that arrived later would have prevented it; it stands.
    `struck_by` names who declared the policy wrong from the beginning; a struck breach is shown
    and does not count.
    """

    policy: TargetPolicy
    due: datetime
    at: datetime
    late_by: timedelta
    recorded: bool = False
    no_longer_follows: bool = False
    struck_by: str = ""


@dataclass(frozen=True)
class ClockReading:
    """The clock at `at`.

    `due` is None while paused: a pause hides the urgency; `projected_due` then says when it would
    be due if work went on at once. `elapsed`, `remaining` and `overdue` are working time and none
    is negative. `received` is when the request came, `start` from when time is counted.
    """

    state: ClockState
    at: datetime
    received: datetime
    start: datetime
    policy: TargetPolicy
    due: datetime | None
    projected_due: datetime
    elapsed: timedelta
    stopped_at: datetime | None = None
    first_stopped_at: datetime | None = None
    reopened: int = 0
    not_ours: bool = False
    is_open: bool = True
    waiting_on: frozenset[PauseReason] = frozenset()
    pauses: tuple[PauseSpan, ...] = ()
    breaches: tuple[Breach, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def remaining(self) -> timedelta:
        """Working time left until due; zero when there is none."""
        return max(NO_TIME, self.policy.target - self.elapsed)

    @property
    def overdue(self) -> timedelta:
        """Working time beyond the target; zero when there is none."""
        return max(NO_TIME, self.elapsed - self.policy.target)

    @property
    def breach(self) -> Breach | None:
        """The worst breach that counts, whatever the policy is now."""
        counting = [breach for breach in self.breaches if not breach.struck_by]
        return max(counting, key=lambda breach: breach.late_by) if counting else None

    @property
    def is_paused(self) -> bool:
        """Say whether the clock stands still, breached or not."""
        return bool(self.waiting_on)

    @property
    def used(self) -> float | None:
        """Share of the target that is used, 1.0 at the due time; None for a target of zero."""
        return self.elapsed / self.policy.target if self.policy.target else None


def shown_elapsed_minutes(elapsed: timedelta) -> int:
    """Return whole minutes for display, rounded up; never compare with it."""
    return -(-elapsed // timedelta(minutes=1))


def shown_remaining_minutes(remaining: timedelta) -> int:
    """Return whole minutes for display, rounded down; never compare with it."""
    return remaining // timedelta(minutes=1)
