"""Every write of field work, one verb each."""

from fullcircle.operations.fieldwork.actions.answering import answer_returned, correct_item
from fullcircle.operations.fieldwork.actions.closing import close_out
from fullcircle.operations.fieldwork.actions.travelling import arrive, go_on, pause, set_out
from fullcircle.operations.fieldwork.reports import Answer, PartReport, PhotoReport, Report

__all__ = [
    "Answer",
    "PartReport",
    "PhotoReport",
    "Report",
    "answer_returned",
    "arrive",
    "close_out",
    "correct_item",
    "go_on",
    "pause",
    "set_out",
]
