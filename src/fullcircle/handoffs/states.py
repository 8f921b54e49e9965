"""States of the baton."""

from enum import StrEnum


class LinkKey(StrEnum):
    INTAKE = "intake"
    BRIEFING = "briefing"
    VISIT = "visit"
    CLOSEOUT = "closeout"
    RECORD = "record"
    STATUS = "status"
    ANSWER = "answer"


CHAIN = (LinkKey.INTAKE, LinkKey.BRIEFING, LinkKey.VISIT, LinkKey.CLOSEOUT, LinkKey.RECORD)


class HandoffState(StrEnum):
    GIVEN = "given"
    SEEN = "seen"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SILENT = "silent"


class Known(StrEnum):
    """How the outcome is known. Silent is a state of its own, never success."""

    BY_ACT = "by_act"
    SAID = "said"
    SILENT = "silent"


class ReturnKind(StrEnum):
    ASKED = "asked"
    FIXED = "fixed"


class ChangeKind(StrEnum):
    """Why a handed-over item was changed: only the first speaks about accuracy."""

    WAS_WRONG = "was_wrong"
    WORLD_CHANGED = "world_changed"


class CaseState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class AskKind(StrEnum):
    OFFER = "offer"  # how could I serve you better?
    WISH = "wish"  # this would make my job easier


class AskState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    ON_THE_CARD = "on_the_card"
    DECLINED = "declined"
