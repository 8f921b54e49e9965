"""Reads of billing: the desk of the bookkeeper, one review, invoices, what is done and not billed."""

from fullcircle.operations.billing.queries.desk import (
    QueueCounts,
    next_to_review,
    queue,
    queue_counts,
)
from fullcircle.operations.billing.queries.invoices import (
    InvoiceSheet,
    invoice_sheet,
    invoices,
    posted_with,
)
from fullcircle.operations.billing.queries.papers import Behind, Paper
from fullcircle.operations.billing.queries.sheet import ReviewSheet, review_sheet, standing_review
from fullcircle.operations.billing.queries.unbilled import (
    Bounds,
    Cell,
    unbilled,
    unbilled_by_age,
)

__all__ = [
    "Behind",
    "Bounds",
    "Cell",
    "InvoiceSheet",
    "Paper",
    "QueueCounts",
    "ReviewSheet",
    "invoice_sheet",
    "invoices",
    "next_to_review",
    "posted_with",
    "queue",
    "queue_counts",
    "review_sheet",
    "standing_review",
    "unbilled",
    "unbilled_by_age",
]
