"""What is done again and again, in one list. Kept in memory: everything here may run twice.

An action is named by its dotted path and takes no arguments; it is called in the worker, outside
any transaction. At the start of a worker each one waits only its `first` seconds.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog
from django.utils.module_loading import import_string

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Periodic:
    what: str
    every: float
    first: float = 5.0


SCHEDULE: tuple[Periodic, ...] = (
    Periodic("fullcircle.handoffs.tasks.notice_silence", every=HOUR, first=30.0),
    Periodic(
        "fullcircle.operations.servicedesk.tasks.notice_silent_circles", every=HOUR, first=30.0
    ),
    Periodic("fullcircle.insight.graph.tasks.settle_interrupted", every=MINUTE, first=20.0),
    Periodic("fullcircle.insight.whatif.tasks.settle_interrupted", every=MINUTE, first=25.0),
    Periodic("fullcircle.insight.graph.tasks.forget_expired_logs", every=10 * MINUTE, first=60.0),
    Periodic("fullcircle.config.housekeeping.forget_ended_sessions", every=DAY, first=HOUR),
    Periodic("fullcircle.config.housekeeping.forget_stray_logs", every=DAY, first=3 * HOUR),
    Periodic("fullcircle.config.housekeeping.forget_finished_tasks", every=DAY, first=2 * HOUR),
)


@dataclass
class Timetable:
    """When each action is due next, in seconds of `now` (any clock that only goes forward)."""

    actions: Sequence[Periodic] = SCHEDULE
    now: Callable[[], float] = time.monotonic
    _due: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        start = self.now()
        self._due = {action.what: start + action.first for action in self.actions}

    def run_due(self) -> int:
        """Runs what is due; an action that fails is logged and comes again at its next time."""
        ran = 0
        for action in self.actions:
            if self.now() < self._due[action.what]:
                continue
            self._due[action.what] = self.now() + action.every
            try:
                import_string(action.what)()
            except Exception:
                log.exception("scheduled action failed", what=action.what)
            ran += 1
        return ran
