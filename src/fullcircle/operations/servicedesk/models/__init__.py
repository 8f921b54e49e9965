from fullcircle.operations.servicedesk.models.clock import (
    CalendarVersion,
    ClockEvent,
    RequestClock,
    TargetPolicy,
)
from fullcircle.operations.servicedesk.models.confirmation import Confirmation
from fullcircle.operations.servicedesk.models.message import CaseMessage
from fullcircle.operations.servicedesk.models.request import Request
from fullcircle.operations.servicedesk.models.status_link import StatusLink

__all__ = [
    "CalendarVersion",
    "CaseMessage",
    "ClockEvent",
    "Confirmation",
    "Request",
    "RequestClock",
    "StatusLink",
    "TargetPolicy",
]
