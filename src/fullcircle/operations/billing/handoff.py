"""What the books hand back to the next briefing: the parts of the record's card."""

from typing import Any

from fullcircle.handoffs.models import Case
from fullcircle.registry.customers.models import ServiceRecord


def gather(record: ServiceRecord, case: Case) -> dict[str, Any]:
    """Part key -> value."""
    return {
        "notes": record.notes,
        "history": record.what,
        "balance": case.payer.balance_minor,
        "agreement": True,
    }
