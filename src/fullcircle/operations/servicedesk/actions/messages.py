"""Words on the case's timeline, and words to the customer."""

from fullcircle.foundation import clock, deliveries, feed
from fullcircle.foundation.transactions import action
from fullcircle.handoffs.models import Case
from fullcircle.operations.servicedesk.models import CaseMessage
from fullcircle.registry.customers.models import Contact
from fullcircle.registry.customers.states import Channel
from fullcircle.registry.people.actor import Actor


@action
def note_message(
    *,
    by: Actor,
    case: Case,
    channel: Channel,
    text: str,
    outgoing: bool = False,
    inside: bool = True,
) -> CaseMessage:
    """Written, spoken and in-person words land in one timeline."""
    message = CaseMessage.objects.create(
        case=case,
        at=clock.now(),
        channel=channel,
        outgoing=outgoing,
        inside=inside,
        by=by.ref,
        by_name=by.name,
        text=text.strip(),
    )
    feed.publish([feed.case_topic(case.pk)], kind="message", reference=case.ref)
    return message


@action
def tell_customer(
    *, by: Actor, case: Case, contact: Contact | None, text: str, link: str = ""
) -> str:
    """Send by the channel the contact wants. Returns the channel, or "" when nobody can be reached.

    The words stand on the timeline too, so that a colleague knows what the customer was told;
    `link` does not: whoever holds it is the customer.
    """
    channel, address = _way_to(contact)
    if not address:
        return ""
    kind = "text" if channel is Channel.TEXT else "email"
    deliveries.queue(
        kind=kind,
        address=address,
        text=f"{text} {link}".strip(),
        about=case.ref,
        subject=case.title,
    )
    CaseMessage.objects.create(
        case=case,
        at=clock.now(),
        channel=channel,
        outgoing=True,
        inside=False,
        by=by.ref,
        by_name=by.name,
        text=text,
    )
    return channel


def _way_to(contact: Contact | None) -> tuple[Channel, str]:
    if contact is None:
        return Channel.PHONE, ""
    if contact.preferred_channel == Channel.EMAIL and contact.email:
        return Channel.EMAIL, contact.email
    if contact.may_text and contact.phone:
        return Channel.TEXT, contact.phone
    if contact.email:
        return Channel.EMAIL, contact.email
    return Channel.PHONE, ""
