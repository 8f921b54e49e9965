"""Every write of dispatch, one verb each."""

from fullcircle.operations.dispatch.actions.assigning import (
    assign,
    free_people,
    place_request,
    place_visit,
    withdraw,
)
from fullcircle.operations.dispatch.actions.briefing import (
    answer_briefing_question,
    ask_about_line,
    dispatch_visit,
    see_briefing,
    tell_by_radio,
)
from fullcircle.operations.dispatch.actions.positions import note_position

__all__ = [
    "answer_briefing_question",
    "ask_about_line",
    "assign",
    "dispatch_visit",
    "free_people",
    "note_position",
    "place_request",
    "place_visit",
    "see_briefing",
    "tell_by_radio",
    "withdraw",
]
