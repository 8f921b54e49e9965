"""Every write of the service desk, one verb each."""

from fullcircle.operations.servicedesk.actions.circle import (
    close_if_whole,
    confirm,
    dispute,
    fall_silent,
    mark_done,
    reopen,
)
from fullcircle.operations.servicedesk.actions.correcting import (
    answer_intake_question,
    correct_request,
    see_request,
)
from fullcircle.operations.servicedesk.actions.links import issue_status_link, open_status_link
from fullcircle.operations.servicedesk.actions.messages import note_message, tell_customer
from fullcircle.operations.servicedesk.actions.taking import (
    acknowledge,
    cancel_request,
    decline_request,
    mark_converted,
    take_request,
)
from fullcircle.operations.servicedesk.actions.targets import (
    lay_out_targets,
    record_clock_event,
    start_clocks,
)

__all__ = [
    "acknowledge",
    "answer_intake_question",
    "cancel_request",
    "close_if_whole",
    "confirm",
    "correct_request",
    "decline_request",
    "dispute",
    "fall_silent",
    "issue_status_link",
    "lay_out_targets",
    "mark_converted",
    "mark_done",
    "note_message",
    "open_status_link",
    "record_clock_event",
    "reopen",
    "see_request",
    "start_clocks",
    "take_request",
    "tell_customer",
]
