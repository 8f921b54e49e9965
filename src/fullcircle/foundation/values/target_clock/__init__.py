"""Target clocks: how long something may take, read from the log of what happened.

`read_clock(events, at)` is a pure function: the same log gives the same reading, in whatever
order its rows arrived. Nothing is counted down and nothing is stored but the log.
"""

from fullcircle.foundation.values.target_clock.events import (
    Absorbed,
    AbsorptionUndone,
    BreachRecorded,
    ClockEvent,
    FoundNotOurs,
    Merged,
    MergeUndone,
    Paused,
    PolicyChanged,
    Rebased,
    Reopened,
    Restarted,
    Resumed,
    Started,
    Stopped,
    Voided,
    Withdrawn,
)
from fullcircle.foundation.values.target_clock.policy import BadPolicy, TargetPolicy
from fullcircle.foundation.values.target_clock.reading import Breach, ClockReading
from fullcircle.foundation.values.target_clock.replay import ClockNotStarted, read_clock
from fullcircle.foundation.values.target_clock.states import (
    Actor,
    ClockKind,
    ClockState,
    PauseReason,
    VoidReason,
)

__all__ = [
    "Absorbed",
    "AbsorptionUndone",
    "Actor",
    "BadPolicy",
    "Breach",
    "BreachRecorded",
    "ClockEvent",
    "ClockKind",
    "ClockNotStarted",
    "ClockReading",
    "ClockState",
    "FoundNotOurs",
    "MergeUndone",
    "Merged",
    "PauseReason",
    "Paused",
    "PolicyChanged",
    "Rebased",
    "Reopened",
    "Restarted",
    "Resumed",
    "Started",
    "Stopped",
    "TargetPolicy",
    "VoidReason",
    "Voided",
    "Withdrawn",
    "read_clock",
]
