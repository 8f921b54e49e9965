"""One review: the close-out in all its versions, what was asked about it, and the invoice draft."""

from dataclasses import dataclass, field

from django.db.models import Q

from fullcircle.foundation.gathering import Gathered, gather
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Payment, Review
from fullcircle.operations.fieldwork.models import CloseOut, CloseOutPhoto, PartUsed
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.catalogue.models import ClosingFormItem, PriceItem
from fullcircle.registry.customers.models import PersonalNote
from fullcircle.registry.people.models import Person


@dataclass(frozen=True)
class ReviewSheet:
    """Everything that one screen of the review shows. `close_outs`: oldest version first.

    `review` and `invoice` are None until the back office has opened it.
    """

    visit: Visit
    close_outs: list[CloseOut]
    review: Review | None
    invoice: Invoice | None
    lines: list[InvoiceLine]
    returns: list[Return]
    parts: dict[int, list[PartUsed]]
    photos: dict[int, list[CloseOutPhoto]]
    form: dict[str, ClosingFormItem]
    prices: dict[int, PriceItem]
    people: dict[int, Person]
    payments: list[Payment] = field(default_factory=list)
    touches: list[PersonalNote] = field(default_factory=list)

    @property
    def latest(self) -> CloseOut:
        return self.close_outs[-1]

    @property
    def handoff(self) -> Handoff:
        return self.latest.handoff

    @property
    def out(self) -> list[Return]:
        """Items that are out for an answer."""
        return [row for row in self.returns if row.kind == "asked" and row.answered_at is None]


def standing_review(visit_id: int) -> Review | None:
    return Review.objects.select_related("visit__job", "close_out").filter(visit=visit_id).first()


def review_sheet(visit_id: int) -> ReviewSheet | None:
    """None when there is no such visit or nothing was closed out. Three queries."""
    rows = Visit.objects.select_related(
        "job__case__customer",
        "job__case__payer",
        "job__location",
        "job__job_type",
        "job__equipment",
        "review__invoice__posted_by",
    )
    visit = rows.filter(pk=visit_id).first()
    versions = CloseOut.objects.filter(visit=visit_id).order_by("version")
    close_outs = list(versions.select_related("handoff", "technician", "entered_by"))
    if visit is None or not close_outs:
        return None
    found = _besides(visit, close_outs[0])
    review = getattr(visit, "review", None)
    return ReviewSheet(
        visit=visit,
        close_outs=close_outs,
        review=review,
        invoice=getattr(review, "invoice", None),
        lines=sorted(found.of(InvoiceLine), key=lambda line: line.position),
        returns=sorted(found.of(Return), key=lambda row: row.asked_at),
        parts=_by_version(found.of(PartUsed)),
        photos=_by_version(found.of(CloseOutPhoto)),
        form={item.key: item for item in found.of(ClosingFormItem)},
        prices=found.by_key(PriceItem),
        people=found.by_key(Person),
        payments=found.of(Payment),
        touches=found.of(PersonalNote),
    )


def _besides(visit: Visit, close_out: CloseOut) -> Gathered:
    """Eight kinds of short lists in one query."""
    used = PartUsed.objects.filter(close_out__visit=visit)
    returns = Return.objects.filter(
        handoff__link__key=LinkKey.CLOSEOUT, handoff_id=close_out.handoff_id
    )
    asking = Q(pk__in=returns.values("asked_by")) | Q(pk__in=returns.values("answered_by"))
    customer = visit.job.case.customer_id
    return gather(
        used,
        CloseOutPhoto.objects.filter(close_out__visit=visit),
        PriceItem.objects.filter(pk__in=used.values("item")),
        returns,
        Person.objects.filter(asking),
        InvoiceLine.objects.filter(invoice__review__visit=visit),
        ClosingFormItem.objects.filter(form=visit.job.job_type.form_id),
        Payment.objects.filter(source=visit.ref),
        PersonalNote.objects.filter(customer=customer, removed_at__isnull=True),
    )


def _by_version[R: (PartUsed, CloseOutPhoto)](rows: list[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = {}
    for row in rows:
        found.setdefault(row.close_out_id, []).append(row)
    return found
