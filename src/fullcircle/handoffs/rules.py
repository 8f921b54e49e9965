"""What may follow on what for the baton, and what the ring shows. Plain functions over values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fullcircle.handoffs.states import HandoffState

_NEXT = {
    HandoffState.GIVEN: {
        HandoffState.SEEN,
        HandoffState.RETURNED,
        HandoffState.ACCEPTED,
        HandoffState.SILENT,
    },
    HandoffState.SEEN: {HandoffState.RETURNED, HandoffState.ACCEPTED, HandoffState.SILENT},
    HandoffState.RETURNED: {HandoffState.SEEN, HandoffState.ACCEPTED, HandoffState.RETURNED},
    # Silence is not the end: a late word still counts, and is shown as late.
    HandoffState.SILENT: {HandoffState.ACCEPTED, HandoffState.RETURNED},
    # Done is done by act, but what turns out wrong afterwards can still be asked about.
    HandoffState.ACCEPTED: set(),
}


class StepNotPossible(Exception):
    """The baton cannot go from its state to the wanted one."""


def check_step(before: HandoffState, after: HandoffState) -> None:
    if after not in _NEXT[before]:
        raise StepNotPossible(f"{before} -> {after}")


@dataclass(frozen=True)
class Outcome:
    """What decides whether a hand-off was right the first time."""

    state: HandoffState
    returned: bool
    fixed: bool
    later: str = ""


def is_known(outcome: Outcome) -> bool:
    """Accepted, returned or fixed by the receiver. Silence is not knowledge (METRICS 1.5)."""
    return outcome.state is HandoffState.ACCEPTED or outcome.returned or outcome.fixed


def is_right_first_time(outcome: Outcome) -> bool:
    return (
        outcome.state is HandoffState.ACCEPTED
        and not outcome.returned
        and not outcome.fixed
        and not outcome.later
    )


def arc_state(
    *, state: HandoffState, returned: bool, fixed: bool, due_at: datetime | None, at: datetime
) -> str:
    """The word of the ring for one arc: given, accepted, fixed, returned, late, silent."""
    if state is HandoffState.RETURNED:
        return "returned"
    if state is HandoffState.SILENT:
        return "silent"
    if state is HandoffState.ACCEPTED:
        return "fixed" if fixed and not returned else "accepted"
    if due_at is not None and at > due_at:
        return "late"
    return "given"


LEAST_SILENCE = timedelta(days=3)


def silence_after(answered_after: Sequence[timedelta]) -> timedelta:
    """How long without a word counts as silence: the 95th percentile of observed answers, at least
    three days (METRICS 1.5). Nearest rank; without observations the three days hold."""
    if not answered_after:
        return LEAST_SILENCE
    ordered = sorted(answered_after)
    rank = -(-95 * len(ordered) // 100)
    return max(LEAST_SILENCE, ordered[rank - 1])
