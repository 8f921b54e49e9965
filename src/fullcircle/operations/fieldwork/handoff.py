"""What a close-out hands to the books: the parts of its card, gathered by key."""

from typing import TYPE_CHECKING, Any

from fullcircle.operations.fieldwork.rules import FormItem
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling.models import Visit

if TYPE_CHECKING:
    from fullcircle.operations.fieldwork.reports import Report


def gather(report: "Report", visit: Visit, items: list[FormItem]) -> dict[str, Any]:
    """Part key -> value. "None used", "nothing paid", "nobody there" are answers too."""
    gathered: dict[str, Any] = {
        "result": report.result,
        "times": bool(visit.arrived_at),
        "notes": report.notes,
        "parts": bool(report.parts) or report.no_parts,
        "signature": _signature(report),
        "recommendation": report.recommendation,
    }
    if not visit.job.case.customer.is_inside:
        gathered["payment"] = report.payment_minor > 0 or report.nothing_paid
    shot = {photo.item_key for photo in report.photos}
    for item in items:
        if item.kind == "signature":
            gathered[item.key] = _signature(report)
        elif item.kind == "photo":
            gathered[item.key] = item.key in shot
        else:
            gathered[item.key] = report.answers.get(item.key, "")
    return gathered


def gather_visit(report: "Report", visit: Visit, *, window_end: Any) -> dict[str, Any]:
    """What the customer outside was handed: the work, on time, with a word about it."""
    gathered: dict[str, Any] = {"result": report.result, "told": report.notes}
    if window_end is not None and visit.arrived_at is not None:
        gathered["in_window"] = visit.arrived_at <= window_end
    return gathered


def _signature(report: "Report") -> str:
    if report.signed in (Signed.NOBODY_THERE, Signed.REFUSED):
        return str(report.signed)
    return report.signed_by_name
