"""A call as a program takes it down: what the caller said, and the rows that it names."""

from pydantic import Field

from fullcircle.api.finding import among, known
from fullcircle.api.shapes import In, Instant, Key, Line, Out, Text, Word
from fullcircle.handoffs.models import Case
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers.models import Contact, Customer, Equipment, Location
from fullcircle.registry.customers.states import Channel


class WindowIn(In):
    """What is promised: a kind and the instants between which somebody comes."""

    kind: PromiseKind
    start: Instant
    end: Instant


class CallIn(In):
    """What the caller said. `window` promises one of the offered windows in the same step."""

    customer: Key
    location: Key
    words: Text
    contact: Key | None = None
    job_type: Word = ""
    equipment: Key | None = None
    payer: Key | None = None
    channel: Channel = Channel.API
    affected: Line = ""
    access: Line = ""
    callback_phone: Word = ""
    who_is_there: Line = ""
    urgency: dict[Word, Line] = Field(default_factory=dict, max_length=20)
    wish: Word = ""
    personal_note: Line = ""
    callback_of: Word = ""
    window: WindowIn | None = None


class Taken(Out):
    """The request, its case, and the job when a window was promised."""

    request: int
    case: str
    version: int
    job: int | None


def call_of(body: CallIn) -> Call:
    """The call with its rows. Location, contact and equipment must be the customer's own."""
    customer = known(among(Customer.objects.all(), body.customer))
    location = known(among(Location.objects.filter(customer=customer), body.location))
    here = Equipment.objects.filter(location__customer=customer)
    return Call(
        customer=customer,
        location=location,
        words=body.words,
        channel=body.channel,
        contact=among(Contact.objects.filter(customer=customer), body.contact),
        job_type=job_type_of(body.job_type),
        equipment=among(here, body.equipment),
        payer=among(Customer.objects.all(), body.payer),
        affected=body.affected[:120],
        access=body.access,
        callback_phone=body.callback_phone[:24],
        who_is_there=body.who_is_there[:120],
        urgency=dict(body.urgency),
        wish=body.wish,
        personal_note=body.personal_note[:160],
        callback_of=_earlier(customer, body.callback_of),
    )


def job_type_of(code: str) -> JobType | None:
    """The job type in use with this code; None for no code."""
    if not code:
        return None
    rows = JobType.objects.select_related("service").filter(retired_on__isnull=True)
    return known(rows.filter(code=code).first())


def _earlier(customer: Customer, number: str) -> Case | None:
    if not number:
        return None
    return known(Case.objects.filter(customer=customer, number=number).first())
