"""Request and its circle: two machines, kept apart."""

from enum import StrEnum


class RequestState(StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    DECLINED = "declined"
    CONVERTED = "converted"


class Circle(StrEnum):
    OPEN = "open"
    DONE = "done"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    SILENT = "silent"
    EXPIRED = "expired"
    VOID = "void"


class ClockKind(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"


class LinkPurpose(StrEnum):
    STATUS = "status"
