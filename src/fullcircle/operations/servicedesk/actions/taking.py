"""The request comes in."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from fullcircle.foundation import audit, clock, feed, news
from fullcircle.foundation.transactions import action
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Case, Handoff
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.servicedesk import handoff as contract
from fullcircle.operations.servicedesk.actions.links import issue_status_link
from fullcircle.operations.servicedesk.actions.messages import tell_customer
from fullcircle.operations.servicedesk.actions.targets import record_clock_event, start_clocks
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.rules import WordsMissing, check_request_step
from fullcircle.operations.servicedesk.states import Circle, ClockKind, RequestState
from fullcircle.registry.catalogue.models import JobType
from fullcircle.registry.customers import actions as customers
from fullcircle.registry.customers.models import Contact, Customer, Equipment, Location
from fullcircle.registry.customers.states import Channel
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Party


@dataclass(frozen=True, kw_only=True)
class Call:
    """What the caller said, as taken down. `words`: the problem in the caller's own words.

    Three parties: `customer` is served and pays unless `payer` does, `contact` orders, `affected`
    names whoever sits with the problem. `fee_minor`: the fee the caller was told.
    """

    customer: Customer
    location: Location
    words: str
    channel: Channel = Channel.PHONE
    contact: Contact | None = None
    job_type: JobType | None = None
    equipment: Equipment | None = None
    payer: Customer | None = None
    affected: str = ""
    access: str = ""
    callback_phone: str = ""
    who_is_there: str = ""
    urgency: dict[str, str] = field(default_factory=dict)
    wish: str = ""
    personal_note: str = ""
    callback_of: Case | None = None
    fee_minor: int | None = None


@action
def take_request(*, by: Actor, call: Call, idempotency_key: str = "") -> Request:
    """Write the request, its case, its clocks and the intake hand-off; tell the caller it is here.

    The same key gives the same request, once. A caller without words is refused (WordsMissing).
    """
    if idempotency_key:
        known = Request.objects.filter(idempotency_key=idempotency_key).first()
        if known is not None:
            return known
    _check(by, call)
    case = handoffs.open_case(
        by=by,
        customer=call.customer,
        location=call.location,
        title=_title(call),
        trade=_trade(call),
        payer=call.payer,
        ordered_by=call.contact,
        affected=call.affected,
        callback_of=call.callback_of,
    )
    if call.personal_note.strip():
        customers.note_touch(
            by=by, customer=call.customer, location=call.location, text=call.personal_note
        )
    agreement = contract.agreement_words(call)
    baton = handoffs.give(
        by=by,
        case=case,
        link=LinkKey.INTAKE,
        item=case.ref,
        gathered=contract.gather(call, agreement=agreement),
    )
    request = _write(by, call, baton, agreement=agreement, key=idempotency_key)
    urgency = call.job_type.urgency if call.job_type else 3
    start_clocks(
        by=by, request=request, trade=case.trade, urgency=urgency, spoken=_spoken(by, call)
    )
    _tell_caller(by, call, request)
    if call.callback_of is not None:
        _remember_callback(by, call.callback_of)
    feed.publish([feed.QUEUE, feed.BOARD], kind="request", reference=request.ref)
    return request


def _check(by: Actor, call: Call) -> None:
    if by.party is Party.PERSON and not policy.allows(by, Permission.ASK_FOR_OURSELVES):
        policy.require(by, Permission.TAKE_REQUEST)
    if not call.words.strip():
        raise WordsMissing


def _write(by: Actor, call: Call, baton: Handoff, *, agreement: str, key: str) -> Request:
    at = clock.now()
    spoken = _spoken(by, call)
    return Request.objects.create(
        case=baton.case,
        handoff=baton,
        channel=call.channel,
        contact=call.contact,
        taken_by_id=by.person_id,
        job_type=call.job_type,
        equipment=call.equipment,
        words=call.words.strip(),
        access=call.access.strip(),
        callback_phone=call.callback_phone,
        who_is_there=call.who_is_there.strip(),
        urgency=call.urgency,
        wish=call.wish,
        agreement_said=agreement,
        fee_said_minor=call.fee_minor,
        received_at=at,
        acknowledged_at=at if spoken else None,
        acknowledged_by_id=by.person_id if spoken else None,
        state=RequestState.ACKNOWLEDGED if spoken else RequestState.RECEIVED,
        changed_by_name=by.call_name or by.name,
        idempotency_key=key or None,
    )


def _spoken(by: Actor, call: Call) -> bool:
    # Whoever takes it from somebody's mouth has acknowledged it; a form has not.
    return (
        by.party is Party.PERSON
        and policy.allows(by, Permission.TAKE_REQUEST)
        and (call.channel in (Channel.PHONE, Channel.WALK_UP, Channel.RADIO))
    )


def _title(call: Call) -> str:
    what = call.job_type.name if call.job_type else call.words.strip().split("\n")[0][:60]
    return f"{what}, {call.location.spoken}"


def _trade(call: Call) -> str:
    if call.job_type is not None:
        return call.job_type.trade
    return call.customer.trade or "home_service"


def _tell_caller(by: Actor, call: Call, request: Request) -> None:
    if call.contact is None:
        return
    token = issue_status_link(by=by, request=request)
    address = f"{settings.PUBLIC_ADDRESS}/s/{token}"
    text = _("We have your call: %(what)s.") % {"what": request.case.title}
    link = _("Follow it here: %(address)s") % {"address": address}
    tell_customer(by=by, case=request.case, contact=call.contact, text=text, link=link)


def _remember_callback(by: Actor, earlier: Case) -> None:
    visit = earlier.handoffs.filter(link__key=LinkKey.VISIT).order_by("-given_at").first()
    if visit is not None:
        handoffs.report_later(by=by, handoff=visit, what="callback")


@action
def acknowledge(*, by: Actor, request: Request) -> Request:
    """A person saw it and says so by taking it up. Only the first acknowledgement counts."""
    policy.require(by, Permission.SEE_REQUESTS)
    rows = Request.objects.filter(pk=request.pk, state=RequestState.RECEIVED)
    if rows.update(
        state=RequestState.ACKNOWLEDGED,
        acknowledged_at=clock.now(),
        acknowledged_by_id=by.person_id,
    ):
        record_clock_event(
            by=by, request=request, kind=ClockKind.ACKNOWLEDGE, what="stopped", detail="provider"
        )
        feed.publish(
            [feed.QUEUE, feed.case_topic(request.case_id)],
            kind="acknowledged",
            reference=request.ref,
        )
    request.refresh_from_db()
    return request


@action
def mark_converted(*, by: Actor, request: Request) -> Request:
    """Work comes of it: called by scheduling when the job is made."""
    if request.state == RequestState.CONVERTED:
        return request
    check_request_step(RequestState(request.state), RequestState.CONVERTED)
    at = clock.now()
    if request.acknowledged_at is None:
        request.acknowledged_at, request.acknowledged_by_id = at, by.person_id
        record_clock_event(
            by=by, request=request, kind=ClockKind.ACKNOWLEDGE, what="stopped", detail="provider"
        )
    request.state = RequestState.CONVERTED
    request.save(update_fields=["state", "acknowledged_at", "acknowledged_by"])
    return request


@action
def decline_request(*, by: Actor, request: Request, reason: str) -> Request:
    """We do not do this; the reason is told."""
    policy.require(by, Permission.CORRECT_REQUEST)
    return _end(by, request, RequestState.DECLINED, reason)


@action
def cancel_request(*, by: Actor, request: Request, reason: str) -> Request:
    """The customer withdraws. Rooms that hold work for it hear the news."""
    policy.require(by, Permission.CORRECT_REQUEST)
    if request.state != RequestState.CONVERTED:
        _end(by, request, RequestState.DECLINED, reason)
    request.circle = Circle.VOID
    request.circle_at = clock.now()
    request.save(update_fields=["circle", "circle_at"])
    for kind in ClockKind:
        record_clock_event(by=by, request=request, kind=kind, what="voided", detail="cancelled")
    news.announce(
        news.RequestCancelled(
            at=clock.now(), by=by.ref, case_number=request.case.number, reason=reason
        )
    )
    handoffs.close_case(by=by, case=request.case)
    return request


def _end(by: Actor, request: Request, state: RequestState, reason: str) -> Request:
    if not reason.strip():
        raise WordsMissing
    check_request_step(RequestState(request.state), state)
    request.state = state
    request.reason = reason.strip()[:200]
    request.save(update_fields=["state", "reason"])
    audit.record(
        by=by.ref,
        verb="end request",
        subject=request.ref,
        after=state,
        case_number=request.case.number,
    )
    return request
