"""The paperwork: what waits for review, an item sent back or mended, lines, the invoice posted once."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from fullcircle.api.closeouts import CloseOutRow, close_out_row
from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import among, known, review_of, visit_of
from fullcircle.api.once import IdempotencyKey, once, own_key
from fullcircle.api.requests import Asked
from fullcircle.api.shapes import (
    After,
    In,
    Key,
    Limit,
    Line,
    Named,
    Out,
    Page,
    Version,
    Word,
    behind,
    named,
    page_of,
    place_of,
)
from fullcircle.handoffs.states import ChangeKind
from fullcircle.operations.billing import actions as billing
from fullcircle.operations.billing import rules
from fullcircle.operations.billing.models import Invoice, Review
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.people.policy import Permission

router = Router(tags=["reviews"])


class QueueRow(Out):
    """A visit that was left and is not posted. `opened`: somebody has its paperwork in hand."""

    visit: int
    case: str
    title: str
    customer: str
    left_at: datetime
    opened: bool


class LineRow(Out):
    """Quantity in hundredths of the unit; money in minor units; tax as a share."""

    text: str
    hundredths: int
    unit_minor: int
    tax_rate: Decimal
    net_minor: int
    tax_minor: int
    covered_by: str
    item: int | None


class InvoiceRow(Out):
    """A draft until `posted_at`; then it has its number and never changes."""

    id: int
    case: str
    kind: str
    number: int | None
    currency: str
    net_minor: int
    tax_minor: int
    total_minor: int
    posted_at: datetime | None
    lines: list[LineRow]


class ReviewCard(Out):
    id: int
    visit: int
    version: int
    opened_by: Named | None
    opened_at: datetime
    posted_at: datetime | None
    close_out: CloseOutRow
    invoice: InvoiceRow


class LineIn(In):
    text: Annotated[Line, Field(min_length=1, max_length=160)]
    hundredths: Annotated[int, Field(ge=-10_000_000, le=10_000_000)] = 100
    unit_minor: Annotated[int, Field(ge=-(10**12), le=10**12)]
    tax_rate: Annotated[Decimal, Field(ge=0, le=1, max_digits=6, decimal_places=4)] = Decimal(0)
    discount: Annotated[Decimal, Field(ge=0, le=1, max_digits=6, decimal_places=4)] = Decimal(0)
    covered_by: Annotated[Line, Field(max_length=120)] = ""
    item: Key | None = None


class LinesIn(In):
    version: Version
    lines: list[LineIn] = Field(max_length=100)


class ReturnIn(In):
    item: Word
    question: Line = ""


class FixIn(In):
    text: Line
    change: ChangeKind = ChangeKind.WAS_WRONG


class PostIn(In):
    version: Version


@router.get("", response=Page[QueueRow], auth=Seated(Permission.SEE_REVIEW))
def list_reviews(request: HttpRequest, after: After = "", limit: Limit = 25) -> Page[QueueRow]:
    """Left and not posted, oldest first."""
    rows = Visit.objects.filter(state=VisitState.LEFT, close_outs__version=1)
    rows = rows.filter(Q(review__isnull=True) | Q(review__posted_at__isnull=True))
    last = behind(after)
    if last is not None:
        at, key = last
        rows = rows.filter(Q(left_at__gt=at) | Q(left_at=at, pk__gt=key))
    wide = rows.select_related("job__case__customer", "review").order_by("left_at", "pk")
    return page_of(
        list(wide[: limit + 1]), limit, _queued, lambda row: place_of(_left(row), row.pk)
    )


@router.post("/of-visit/{int:number}", response=ReviewCard, auth=Seated(Permission.SEE_REVIEW))
def open_review(request: HttpRequest, number: int) -> ReviewCard:
    """Take the close-out in hand: it is seen, and the draft is made from it."""
    by = actor_of(request)
    visit = visit_of(by, number, Permission.SEE_REVIEW)
    return _card(review_of(by, billing.open_review(by=by, visit=visit).pk))


@router.get("/{int:number}", response=ReviewCard, auth=Seated(Permission.SEE_REVIEW))
def read_review(request: HttpRequest, number: int) -> ReviewCard:
    return _card(review_of(actor_of(request), number))


@router.post("/{int:number}/questions", response=Asked, auth=Seated(Permission.POST))
def send_back(request: HttpRequest, number: int, body: ReturnIn) -> Asked:
    """Touch the item: the question goes to the technician."""
    by = actor_of(request)
    review = review_of(by, number)
    _item(review, body.item)
    made = billing.send_back(by=by, visit=review.visit, item_key=body.item, question=body.question)
    return Asked(id=made.pk, item=made.item_key, question=made.question, asked_to=made.asked_to_id)


@router.patch("/{int:number}/items/{slug:item}", response=ReviewCard, auth=Seated(Permission.POST))
def fix_item(request: HttpRequest, number: int, item: str, body: FixIn) -> ReviewCard:
    """Mend it because that is quicker; it counts as fixed by the receiver."""
    by = actor_of(request)
    review = review_of(by, number)
    _item(review, item)
    billing.fix_close_out(
        by=by, visit=review.visit, item_key=item, text=body.text, change=body.change
    )
    return _card(review_of(by, number))


@router.put("/{int:number}/lines", response=InvoiceRow, auth=Seated(Permission.POST))
def set_lines(request: HttpRequest, number: int, body: LinesIn) -> InvoiceRow:
    """The draft's lines, all of them. Refused once posted."""
    by = actor_of(request)
    lines = [
        rules.Line(
            text=line.text,
            hundredths=line.hundredths,
            unit_minor=line.unit_minor,
            tax_rate=line.tax_rate,
            discount=line.discount,
            covered_by=line.covered_by,
            item_id=item.pk if (item := among(PriceItem.objects.all(), line.item)) else None,
        )
        for line in body.lines
    ]
    review = review_of(by, number)
    return _invoice(billing.set_lines(by=by, review=review, version=body.version, lines=lines))


@router.post("/{int:number}/invoice", response={201: InvoiceRow}, auth=Seated(Permission.POST))
def post_invoice(
    request: HttpRequest,
    response: HttpResponse,
    number: int,
    body: PostIn,
    idempotency_key: IdempotencyKey = "",
) -> InvoiceRow:
    """Post once: the close-out is accepted, the record confirmed, the invoice numbered."""
    by = actor_of(request)
    review = review_of(by, number)

    def effect() -> InvoiceRow:
        posted = billing.post(
            by=by,
            review=review,
            version=body.version,
            idempotency_key=own_key(by, idempotency_key),
        )
        return _invoice(posted)

    return once(
        by=by,
        key=idempotency_key,
        response=response,
        asked=(f"reviews/{number}/invoice", body),
        effect=effect,
        kind=InvoiceRow,
    )


def _item(review: Review, key: str) -> None:
    """404 for an item that the close-out does not have."""
    known(key if key in {part["key"] for part in review.close_out.handoff.parts} else None)


def _left(row: Visit) -> datetime:
    assert row.left_at is not None  # the database says so for a visit that was left
    return row.left_at


def _queued(row: Visit) -> QueueRow:
    return QueueRow(
        visit=row.pk,
        case=row.job.case.number,
        title=row.job.case.title,
        customer=row.job.case.customer.name,
        left_at=_left(row),
        opened=hasattr(row, "review"),
    )


def _invoice(row: Invoice) -> InvoiceRow:
    return InvoiceRow(
        id=row.pk,
        case=row.case.number,
        kind=row.kind,
        number=row.number,
        currency=row.currency,
        net_minor=row.net_minor,
        tax_minor=row.tax_minor,
        total_minor=row.total_minor,
        posted_at=row.posted_at,
        lines=[
            LineRow(
                text=line.text,
                hundredths=line.hundredths,
                unit_minor=line.unit_minor,
                tax_rate=line.tax_rate,
                net_minor=line.net_minor,
                tax_minor=line.tax_minor,
                covered_by=line.covered_by,
                item=line.item_id,
            )
            for line in row.lines.all()
        ],
    )


def _card(row: Review) -> ReviewCard:
    invoice = Invoice.objects.select_related("case").filter(review=row).first()
    return ReviewCard(
        id=row.pk,
        visit=row.visit_id,
        version=row.version,
        opened_by=named(row.opened_by),
        opened_at=row.opened_at,
        posted_at=row.posted_at,
        close_out=close_out_row(row.close_out),
        invoice=_invoice(known(invoice)),
    )
