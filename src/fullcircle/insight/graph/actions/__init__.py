"""Every write around the customer graph, one verb each."""

from fullcircle.insight.graph.actions.logs import (
    add_log,
    cancel_study,
    choose_mapping,
    forget_expired_logs,
    inspect_later,
    note_inspection,
    note_unreadable,
    remove_log,
)
from fullcircle.insight.graph.actions.proposals import confirm_link, decline_link, propose_link
from fullcircle.insight.graph.actions.studies import (
    begin_study,
    fail_study,
    finish_inspection,
    finish_study,
    note_progress,
    settle_interrupted,
)
from fullcircle.insight.graph.actions.words import say_own_word, withdraw_own_word

__all__ = [
    "add_log",
    "begin_study",
    "cancel_study",
    "choose_mapping",
    "confirm_link",
    "decline_link",
    "fail_study",
    "finish_inspection",
    "finish_study",
    "forget_expired_logs",
    "inspect_later",
    "note_inspection",
    "note_progress",
    "note_unreadable",
    "propose_link",
    "remove_log",
    "say_own_word",
    "settle_interrupted",
    "withdraw_own_word",
]
