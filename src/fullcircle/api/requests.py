"""Requests: list, read, take a call, open, acknowledge, correct an item, ask about one, end."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from fullcircle.api.calls import CallIn, Taken, call_of, job_type_of
from fullcircle.api.customers import CustomerRow, Place, place_row, row_of
from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import known, request_of
from fullcircle.api.once import IdempotencyKey, once, own_key
from fullcircle.api.shapes import (
    After,
    In,
    Key,
    Limit,
    Line,
    Named,
    Out,
    Page,
    Text,
    Version,
    Word,
    behind,
    named,
    page_of,
    place_of,
)
from fullcircle.foundation.keyset import rows_behind
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.states import ChangeKind
from fullcircle.operations.scheduling.actions import Window, book_call
from fullcircle.operations.servicedesk import actions as desk
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.states import RequestState
from fullcircle.registry.customers.models import Contact
from fullcircle.registry.people.policy import Permission

router = Router(tags=["requests"])


class RequestRow(Out):
    """`version` guards the next edit; `state` and `circle` are two machines."""

    id: int
    case: str
    title: str
    state: str
    circle: str
    received_at: datetime
    acknowledged_at: datetime | None
    version: int
    customer: CustomerRow
    location: Place


class RequestCard(RequestRow):
    words: str
    access: str
    callback_phone: str
    contact: Named | None
    job_type: str
    urgency: dict[str, Any]
    wish: str
    agreement_said: str
    taken_by: Named | None
    channel: str


class Correction(In):
    """One item. For `contact` the value is a key, for `job_type` a code, for `urgency` the answers."""

    value: Text | Key | dict[Word, Line]
    version: Version
    change: ChangeKind = ChangeKind.WAS_WRONG


class Question(In):
    question: Line = ""


class Ended(In):
    reason: Line


class Asked(Out):
    id: int
    item: str
    question: str
    asked_to: int | None


@router.get("", response=Page[RequestRow], auth=Seated(Permission.SEE_REQUESTS))
def list_requests(
    request: HttpRequest,
    state: RequestState | None = None,
    after: After = "",
    limit: Limit = 25,
) -> Page[RequestRow]:
    """Newest first."""
    # Only what a row shows: with all that its card names, planning the query costs more than the page.
    shown = Request.objects.select_related("case__customer", "case__location")
    rows = shown.order_by("-received_at", "-pk")
    if state is not None:
        rows = rows.filter(state=state)
    last = behind(after)
    if last is not None:
        at, key = last
        rows = rows.filter(rows_behind("received_at", at, key, falling=True))
    found = list(rows[: limit + 1])
    return page_of(found, limit, _row, lambda row: place_of(row.received_at, row.pk))


@router.post("", response={201: Taken}, auth=Seated(Permission.TAKE_REQUEST))
def take_request(
    request: HttpRequest, response: HttpResponse, body: CallIn, idempotency_key: IdempotencyKey = ""
) -> Taken:
    """Write the request, its case, its clocks and the intake hand-off; the caller is told."""
    by = actor_of(request)

    def effect() -> Taken:
        window = body.window
        made, job = book_call(
            by=by,
            call=call_of(body),
            window=Window(window.kind, window.start, window.end) if window else None,
            idempotency_key=own_key(by, idempotency_key),
        )
        return Taken(
            request=made.pk,
            case=made.case.number,
            version=made.version,
            job=job.pk if job else None,
        )

    return once(
        by=by,
        key=idempotency_key,
        response=response,
        asked=("requests", body),
        effect=effect,
        kind=Taken,
    )


@router.get("/{int:number}", response=RequestCard, auth=Seated(Permission.SEE_REQUESTS))
def read_request(request: HttpRequest, number: int) -> RequestCard:
    """Reading it here does not count as seen; `seen` is a call of its own."""
    return card_of(request_of(actor_of(request), number))


@router.post("/{int:number}/seen", response=RequestRow, auth=Seated(Permission.SEE_REQUESTS))
def see_request(request: HttpRequest, number: int) -> RequestRow:
    """Opened on a board: seen, and acknowledged by a person if nobody had yet."""
    by = actor_of(request)
    return _row(desk.see_request(by=by, request=request_of(by, number)))


@router.post(
    "/{int:number}/acknowledgement", response=RequestRow, auth=Seated(Permission.SEE_REQUESTS)
)
def acknowledge(request: HttpRequest, number: int) -> RequestRow:
    """A person saw it and says so. Only the first time counts."""
    by = actor_of(request)
    return _row(desk.acknowledge(by=by, request=request_of(by, number)))


@router.patch(
    "/{int:number}/items/{slug:item}",
    response=RequestCard,
    auth=Seated(Permission.CORRECT_REQUEST),
)
def correct_item(request: HttpRequest, number: int, item: str, body: Correction) -> RequestCard:
    """Change one item. By somebody else than the giver it counts as fixed by the receiver."""
    by = actor_of(request)
    row = request_of(by, number)
    value = value_for(row, item, body.value)
    desk.correct_request(
        by=by, request=row, version=body.version, item_key=item, value=value, change=body.change
    )
    return card_of(request_of(by, number))


@router.post(
    "/{int:number}/items/{slug:item}/question",
    response=Asked,
    auth=Seated(Permission.CORRECT_REQUEST),
)
def ask_about_item(request: HttpRequest, number: int, item: str, body: Question) -> Asked:
    """Touch the item: the question goes to whoever took the call."""
    by = actor_of(request)
    baton = known(request_of(by, number).handoff)
    known(item if item in {part["key"] for part in baton.parts} else None)
    made = handoffs.ask_about(by=by, handoff=baton, item_key=item, question=body.question)
    return Asked(id=made.pk, item=made.item_key, question=made.question, asked_to=made.asked_to_id)


@router.post(
    "/{int:number}/cancellation", response=RequestRow, auth=Seated(Permission.CORRECT_REQUEST)
)
def cancel_request(request: HttpRequest, number: int, body: Ended) -> RequestRow:
    """The customer withdraws; planned work is told."""
    by = actor_of(request)
    row = request_of(by, number)
    return _row(desk.cancel_request(by=by, request=row, reason=body.reason))


@router.post("/{int:number}/refusal", response=RequestRow, auth=Seated(Permission.CORRECT_REQUEST))
def decline_request(request: HttpRequest, number: int, body: Ended) -> RequestRow:
    """We do not do this; the reason is told."""
    by = actor_of(request)
    row = request_of(by, number)
    return _row(desk.decline_request(by=by, request=row, reason=body.reason))


def value_for(row: Request, item: str, value: object) -> object:
    """The value as the item keeps it; for keys and codes the row behind it."""
    if item == "contact":
        key = value if isinstance(value, int) else 0
        return known(Contact.objects.filter(customer=row.case.customer, pk=key).first())
    if item == "job_type":
        return job_type_of(str(value))
    if item == "urgency":
        return value if isinstance(value, dict) else {}
    return str(value)[: {"callback_phone": 24, "wish": 40}.get(item, 4000)]


def card_of(row: Request) -> RequestCard:
    return RequestCard(
        **_row(row).model_dump(),
        words=row.words,
        access=row.access,
        callback_phone=row.callback_phone,
        contact=named(row.contact),
        job_type=row.job_type.code if row.job_type else "",
        urgency=row.urgency,
        wish=row.wish,
        agreement_said=row.agreement_said,
        taken_by=named(row.taken_by),
        channel=row.channel,
    )


def _row(row: Request) -> RequestRow:
    return RequestRow(
        id=row.pk,
        case=row.case.number,
        title=row.case.title,
        state=row.state,
        circle=row.circle,
        received_at=row.received_at,
        acknowledged_at=row.acknowledged_at,
        version=row.version,
        customer=row_of(row.case.customer),
        location=place_row(row.case.location),
    )
