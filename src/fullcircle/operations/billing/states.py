"""Paperwork of a visit: derived from rows, never set."""

from enum import StrEnum


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


class PaymentHow(StrEnum):
    CASH = "cash"
    CHEQUE = "cheque"
    CARD = "card"
    TRANSFER = "transfer"
