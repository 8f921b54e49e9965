"""Paperwork as it follows from close-outs, questions and postings; how the door was signed."""

from enum import StrEnum


class Signed(StrEnum):
    ALL_GOOD = "all_good"
    SOMETHING_LEFT = "something_left"
    NOBODY_THERE = "nobody_there"
    REFUSED = "refused"


class CloseOutChannel(StrEnum):
    ONLINE = "online"
    RADIO = "radio"
    OFFLINE = "offline"


class PaymentHow(StrEnum):
    CASH = "cash"
    CHEQUE = "cheque"
    CARD = "card"
    TRANSFER = "transfer"
