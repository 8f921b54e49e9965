"""The rows of one case as plain values, without numbers of rows, to be compared."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from fullcircle.handoffs.models import Case, Handoff, Return
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Payment, Review
from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.fieldwork.models import Attendance, CloseOut, PartUsed
from fullcircle.operations.scheduling.models import Job, Promise, Visit, VisitStep
from fullcircle.operations.servicedesk.models import Confirmation, Request, RequestClock
from fullcircle.registry.customers.models import ServiceRecord

# What the history tells in another way than the actions can, field by field, with the reason.
APPROXIMATIONS: dict[str, set[str]] = {
    # A call begins some minutes before it is saved; the actions know the saving. The history closes
    # cases; no action does so yet.
    "Case": {"opened_at", "closed_at", "state", "number"},
    "Request": {"received_at", "acknowledged_at"},
    "RequestClock": {"started_at", "due_at", "stopped_at", "outcome"},
    # Which lines of a briefing were there was told, the actions compose them from today's record.
    # A record's next reader belongs to another case. Weights follow the parts.
    # What is found out later is found out by another case.
    "Handoff": {"later", "later_at"},
    # A technician leaves, and sends the paper some minutes later: two instants, one act.
    "CloseOut": {"submitted_at", "cannot_complete"},
    "ServiceRecord": {"written_at", "case_number"},
    "Invoice": {"number"},
}
_NUMBERS = {"id", "idempotency_key"}
_NAMES_ROWS = {"item", "visit_ref", "source"}
BRIEFED = {"parts", "present_weight", "total_weight", "missing"}
SENT_LATER = {"given_at", "due_at"}
READ_LATER = {"state", "receiver_id", "seen_at", "seen_how", "outcome_at", "outcome_by",
              "outcome_act", "known"}  # fmt: skip


def rows_of(case: Case) -> dict[str, list[dict[str, Any]]]:
    """Model -> its rows of this case, in a settled order."""
    found: dict[str, Iterable[models.Model]] = {
        "Case": [case],
        "Request": Request.objects.filter(case=case),
        "RequestClock": RequestClock.objects.filter(request__case=case).order_by("kind"),
        "Handoff": Handoff.objects.filter(case=case).order_by("link__position"),
        "Return": Return.objects.filter(handoff__case=case).order_by("asked_at", "item_key"),
        "Job": Job.objects.filter(case=case),
        "Promise": Promise.objects.filter(job__case=case).order_by("promised_at"),
        "Visit": Visit.objects.filter(job__case=case),
        "VisitStep": VisitStep.objects.filter(visit__job__case=case).order_by("at", "id"),
        "Assignment": Assignment.objects.filter(visit__job__case=case).order_by("part", "person"),
        "Attendance": Attendance.objects.filter(assignment__visit__job__case=case).order_by(
            "person"
        ),
        "CloseOut": CloseOut.objects.filter(visit__job__case=case).order_by("version"),
        "PartUsed": PartUsed.objects.filter(close_out__visit__job__case=case).order_by(
            "close_out__version", "item"
        ),
        "Review": Review.objects.filter(visit__job__case=case),
        "Invoice": Invoice.objects.filter(case=case),
        "InvoiceLine": InvoiceLine.objects.filter(invoice__case=case),
        "Payment": Payment.objects.filter(case=case, source__startswith="visit:"),
        "ServiceRecord": ServiceRecord.objects.filter(case_number=case.number),
        "Confirmation": Confirmation.objects.filter(request__case=case).order_by("at"),
    }
    return {name: [_plain(name, row, case) for row in rows] for name, rows in found.items()}


def _plain(name: str, row: models.Model, case: Case) -> dict[str, Any]:
    left_out = _NUMBERS | APPROXIMATIONS.get(name, set())
    if isinstance(row, Handoff):
        left_out |= _told_otherwise(row.link.key)
    plain = {}
    for field in row._meta.local_concrete_fields:
        value = getattr(row, field.attname)
        if field.attname in left_out:
            continue
        if field.is_relation and _is_of_the_case(field.related_model):
            value = value is not None
        if field.attname in _NAMES_ROWS:
            value = str(value).partition(":")[0]
        if field.attname in {"by", "outcome_by"} and str(value).startswith("link:"):
            value = f"link:{value == f'link:{case.pk}'}"
        plain[field.attname] = value
    return plain


def _told_otherwise(link: str) -> set[str]:
    return {
        "briefing": BRIEFED,
        "closeout": SENT_LATER,
        "record": READ_LATER,
    }.get(link, set())


def _is_of_the_case(model: Any) -> bool:
    return model.__name__ in {
        "Case", "Request", "Handoff", "Job", "Promise", "Visit", "Assignment", "CloseOut",
        "Review", "Invoice", "ClosingForm", "ServiceRecord",
    }  # fmt: skip
