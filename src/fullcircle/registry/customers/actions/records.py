"""The service record: written at close-out, checked at posting."""

from dataclasses import dataclass
from datetime import datetime

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import action
from fullcircle.registry.customers.models import Customer, Equipment, Location, ServiceRecord
from fullcircle.registry.customers.states import RecordState
from fullcircle.registry.people.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Done:
    """What was done, in the words of the next briefing. `what` has its article: "a tune-up"."""

    customer: Customer
    location: Location
    equipment: Equipment | None
    case_number: str
    visit_ref: str
    job_code: str
    what: str
    result: str
    technician_ref: str
    technician_name: str
    done_at: datetime
    symptom: str = ""
    notes: str = ""
    recommendation: str = ""


@action
def write_record(*, by: Actor, done: Done) -> ServiceRecord:
    """Provisional: in the history this second, marked not checked. A later close-out version replaces it."""
    values = {
        "customer": done.customer,
        "location": done.location,
        "equipment": done.equipment,
        "case_number": done.case_number,
        "job_code": done.job_code,
        "what": done.what[:200],
        "result": done.result,
        "technician_ref": done.technician_ref,
        "technician_name": done.technician_name,
        "done_at": done.done_at,
        "symptom": done.symptom[:120],
        "notes": done.notes,
        "recommendation": done.recommendation[:240],
        "written_at": clock.now(),
    }
    record, _ = ServiceRecord.objects.update_or_create(visit_ref=done.visit_ref, defaults=values)
    return record


@action
def confirm_record(*, by: Actor, visit_ref: str) -> ServiceRecord:
    """Checked by the books: from now on briefings say it without a mark."""
    record = ServiceRecord.objects.get(visit_ref=visit_ref)
    if record.state != RecordState.CONFIRMED:
        record.state = RecordState.CONFIRMED
        record.confirmed_at = clock.now()
        record.confirmed_by = by.ref
        record.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    return record


@action
def note_balance(*, by: Actor, customer: Customer, balance_minor: int) -> None:
    """What the customer owes now, written down by billing for whoever picks up the phone."""
    Customer.objects.filter(pk=customer.pk).update(balance_minor=balance_minor)
