"""Every write on the baton, one verb each."""

from fullcircle.handoffs.actions.asking import answer_ask, ask_colleague, say_thanks
from fullcircle.handoffs.actions.baton import accept, give, mark_silent, report_later, see
from fullcircle.handoffs.actions.cards import change_card, lay_out_links, object_to_card
from fullcircle.handoffs.actions.cases import close_case, open_case
from fullcircle.handoffs.actions.returns import answer_return, ask_about, fix_item

__all__ = [
    "accept",
    "answer_ask",
    "answer_return",
    "ask_about",
    "ask_colleague",
    "change_card",
    "close_case",
    "fix_item",
    "give",
    "lay_out_links",
    "mark_silent",
    "object_to_card",
    "open_case",
    "report_later",
    "say_thanks",
    "see",
]
