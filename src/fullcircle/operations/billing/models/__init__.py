from fullcircle.operations.billing.models.invoice import Invoice, InvoiceLine
from fullcircle.operations.billing.models.payment import Payment
from fullcircle.operations.billing.models.review import Review

__all__ = ["Invoice", "InvoiceLine", "Payment", "Review"]
