"""Every write of scheduling, one verb each."""

from fullcircle.operations.scheduling.actions.jobs import cancel_job, hold_job, make_job, wake_job
from fullcircle.operations.scheduling.actions.promises import Window, book_call, promise_window
from fullcircle.operations.scheduling.actions.visits import (
    advance_visit,
    cancel_visit,
    move_visit,
    plan_visit,
    refresh_job,
)

__all__ = [
    "Window",
    "advance_visit",
    "book_call",
    "cancel_job",
    "cancel_visit",
    "hold_job",
    "make_job",
    "move_visit",
    "plan_visit",
    "promise_window",
    "refresh_job",
    "wake_job",
]
