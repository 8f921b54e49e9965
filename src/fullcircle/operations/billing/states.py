"""Paperwork of a visit: derived from rows, never set."""

from enum import StrEnum

from fullcircle.operations.fieldwork.states import PaymentHow as PaymentHow


class Paperwork(StrEnum):
    NOT_READY = "not_ready"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    INVOICED = "invoiced"
    POSTED = "posted"
    PAID = "paid"


class InvoiceKind(StrEnum):
    INVOICE = "invoice"
    CHARGE_BACK = "charge_back"  # an inside department: cost, no revenue, no tax
    NO_CHARGE = "no_charge"


class Queue(StrEnum):
    """The piles on the bookkeeper's desk."""

    REVIEW = "review"  # everything the office can work on now
    ANSWERED = "answered"  # came back answered
    OUT = "out"  # out for an answer
    POSTED = "posted"  # posted today


class Age(StrEnum):
    """How long work is done and not billed, in days of the company's calendar."""

    TODAY = "today"
    FRESH = "fresh"  # 1 to 2 days
    DUE = "due"  # 3 to 7 days
    OLD = "old"


class Holder(StrEnum):
    """Who holds what is not billed."""

    OFFICE = "office"  # to review
    TECHNICIAN = "technician"  # to answer
