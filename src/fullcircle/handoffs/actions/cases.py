"""Opening and closing the thread."""

from fullcircle.foundation import audit, clock, counters
from fullcircle.foundation.transactions import action
from fullcircle.handoffs.models import Case
from fullcircle.handoffs.states import CaseState
from fullcircle.registry.customers.models import Contact, Customer, Location
from fullcircle.registry.people.actor import Actor


@action
def open_case(
    *,
    by: Actor,
    customer: Customer,
    location: Location,
    title: str,
    trade: str,
    payer: Customer | None = None,
    ordered_by: Contact | None = None,
    affected: str = "",
    callback_of: Case | None = None,
) -> Case:
    """A new thread. Without a payer, whoever the customer's bills go to pays."""
    case = Case.objects.create(
        number=f"C{counters.next_number('case'):06d}",
        customer=customer,
        payer=payer or customer.bill_to or customer,
        ordered_by=ordered_by,
        affected=affected,
        location=location,
        title=title[:160],
        trade=trade,
        opened_at=clock.now(),
        callback_of=callback_of,
    )
    audit.record(by=by.ref, verb="open case", subject=case.ref, case_number=case.number)
    return case


@action
def close_case(*, by: Actor, case: Case) -> Case:
    """The circle is closed. A closed case stays closed; a later word opens a new one."""
    if case.state == CaseState.CLOSED:
        return case
    case.state = CaseState.CLOSED
    case.closed_at = clock.now()
    case.save(update_fields=["state", "closed_at"])
    audit.record(by=by.ref, verb="close case", subject=case.ref, case_number=case.number)
    return case
