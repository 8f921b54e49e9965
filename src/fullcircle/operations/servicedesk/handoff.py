"""What intake hands to the dispatcher: the parts of its card, gathered by key."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fullcircle.registry.customers.queries import agreement_in_force

if TYPE_CHECKING:
    from fullcircle.operations.servicedesk.actions.taking import Call

# Card part -> field of Request; parts that stand elsewhere (location, agreement) are not edited here.
FIELDS = {
    "words": "words",
    "access": "access",
    "callback_phone": "callback_phone",
    "wish": "wish",
    "job_type": "job_type",
    "contact": "contact",
    "urgency": "urgency",
}


def gather(call: "Call", *, agreement: str) -> dict[str, Any]:
    """Part key -> value. Parts that do not apply to this call are absent."""
    gathered: dict[str, Any] = {
        "words": call.words,
        "location": call.location.spoken,
        "contact": call.contact.name if call.contact else "",
        "callback_phone": call.callback_phone or (call.contact.phone if call.contact else ""),
        "job_type": call.job_type.code if call.job_type else "",
        "access": call.access or call.location.access,
        "wish": call.wish,
        "agreement": agreement,
        "touch": call.personal_note,
    }
    if call.job_type is None or call.job_type.urgency_questions:
        gathered["urgency"] = call.urgency
    if call.affected or call.customer.is_inside:
        gathered["affected"] = call.affected or (call.contact.name if call.contact else "")
    return gathered


def agreement_words(call: "Call") -> str:
    """The agreement in force, or that there is none: both are an answer."""
    agreement = agreement_in_force(call.customer, call.location)
    return agreement.name if agreement else str(_("no agreement"))
