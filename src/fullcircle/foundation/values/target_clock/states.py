"""The words of target clocks, and which kind of clock obeys which act."""

from collections.abc import Mapping
from enum import StrEnum


class ClockKind(StrEnum):
    """What the clock waits for."""

    ACKNOWLEDGEMENT = "acknowledgement"
    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    RESOLUTION = "resolution"
    OPERATING_LEVEL = "operating_level"
    """What one internal team promises another; never shown to the outside customer."""


class ClockState(StrEnum):
    """How the clock stands at the instant it is read."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    """The due time has passed, stopped or not; it does not un-happen."""
    NOT_NEEDED = "not_needed"
    """The requester settled it alone before we were late: neither met nor breached."""
    VOID = "void"
    MERGED = "merged"


class PauseReason(StrEnum):
    """On what the work waits."""

    REQUESTER = "requester"
    ACCESS = "access"
    THIRD_PARTY = "third_party"
    OUR_PARTS = "our_parts"
    OUR_TEAM = "our_team"
    SOLVED = "solved"
    """The time between a solution and its reopening; nobody enters it, a replay finds it."""


class Actor(StrEnum):
    """Who acted."""

    PROVIDER = "provider"
    """A human of the provider."""
    REQUESTER = "requester"
    AUTOMATIC = "automatic"
    """A rule, a bot, an automatic mail."""


class VoidReason(StrEnum):
    """Why a clock does not count at all."""

    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    NO_ANSWER_EXPECTED = "no_answer_expected"
    """A message turned out to be thanks or an automatic reply."""


_NOT_OURS = frozenset(
    {PauseReason.REQUESTER, PauseReason.ACCESS, PauseReason.THIRD_PARTY, PauseReason.SOLVED}
)

PAUSES: Mapping[ClockKind, frozenset[PauseReason]] = {
    ClockKind.ACKNOWLEDGEMENT: frozenset(),
    ClockKind.FIRST_RESPONSE: frozenset(),
    ClockKind.NEXT_RESPONSE: frozenset(),
    # Waiting for our own parts or our own people is our time, not the customer's.
    ClockKind.RESOLUTION: _NOT_OURS,
    ClockKind.OPERATING_LEVEL: _NOT_OURS,
}

STOPPED_BY: Mapping[ClockKind, frozenset[Actor]] = {
    ClockKind.ACKNOWLEDGEMENT: frozenset({Actor.PROVIDER}),
    ClockKind.FIRST_RESPONSE: frozenset({Actor.PROVIDER}),
    ClockKind.NEXT_RESPONSE: frozenset({Actor.PROVIDER}),
    ClockKind.RESOLUTION: frozenset({Actor.PROVIDER, Actor.AUTOMATIC}),
    ClockKind.OPERATING_LEVEL: frozenset({Actor.PROVIDER, Actor.AUTOMATIC}),
}

# A solution may turn out to be none; an acknowledgement stays an acknowledgement.
MAY_REOPEN = frozenset({ClockKind.RESOLUTION, ClockKind.OPERATING_LEVEL})

# Who raises the request for somebody else has spoken with them already.
SPOKEN_WHEN_RAISED = frozenset({ClockKind.ACKNOWLEDGEMENT, ClockKind.FIRST_RESPONSE})
