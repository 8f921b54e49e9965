"""Close-outs with every version, reviews, invoices, payments, and the record they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.conf import settings

from fullcircle.demo import past
from fullcircle.demo.writing.index import Index, instant, set_many, write
from fullcircle.demo.writing.offer import ON_EVERY_CARD
from fullcircle.demo.writing.threads import Thread
from fullcircle.foundation import clock
from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs.states import LinkKey, ReturnKind
from fullcircle.operations.billing.models import Invoice, InvoiceLine, Payment, Review
from fullcircle.operations.billing.states import InvoiceKind, PaymentHow
from fullcircle.operations.fieldwork.models import CloseOut, CloseOutPhoto, PartUsed
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.customers.models import ServiceRecord
from fullcircle.registry.customers.states import RecordState

PHOTO = "photo"
PAYS_WITHIN = timedelta(days=30)
FORGETS_EVERY = 41
_POST = "UPDATE billing_invoice SET number = %s, posted_at = %s, posted_by_id = %s WHERE id = %s"


@dataclass
class Paper:
    """What is written for one visit: its close-out versions, newest last, and its review."""

    thread: Thread
    told: past.Visit
    versions: list[CloseOut] = field(default_factory=list)
    shots: list[list[str]] = field(default_factory=list)
    review: Review = field(init=False)


def write_records(index: Index, threads: Sequence[Thread]) -> None:
    told = [(thread, one) for thread in threads for one in thread.told.records]
    rows = write(ServiceRecord, (_record(thread, one, index) for thread, one in told))
    for (thread, one), row in zip(told, rows, strict=True):
        thread.records[one.visit] = row


def _record(thread: Thread, one: past.Record, index: Index) -> ServiceRecord:
    visit = next(row for row in thread.told.visits if row.number == one.visit)
    spoken = index.job_types[thread.told.job_type].done_as
    cause = one.what.removeprefix(spoken).removeprefix(" for ")
    found = visit.result is not VisitResult.NO_ACCESS
    return ServiceRecord(
        customer=thread.case.customer,
        location=thread.case.location,
        equipment=index.equipment.get(thread.told.equipment),
        case_number=thread.told.number,
        visit_ref=thread.visits[one.visit].ref,
        job_code=thread.told.job_type,
        what=one.what[:200],
        symptom=cause[:120] if found else "",
        result=visit.result,
        technician_ref=index.ref(visit.lead),
        technician_name=index.call_name(visit.lead),
        done_at=visit.left_at,
        notes=_last_notes(thread, one),
        recommendation=one.recommendation,
        state=RecordState.CONFIRMED,
        written_at=one.written_at,
        confirmed_at=one.confirmed_at,
        confirmed_by=index.ref(one.confirmed_by),
    )


def _last_notes(thread: Thread, one: past.Record) -> str:
    """The notes as the close-out first said them: an answer later makes a version, not a record."""
    return one.notes


def write_paper(index: Index, threads: Sequence[Thread], photos: Sequence[StoredFile]) -> None:
    papers = [Paper(thread, visit) for thread in threads for visit in thread.told.visits]
    for paper in papers:
        _draft_versions(paper, index)
    write(CloseOut, (row for paper in papers for row in paper.versions))
    prices = index.prices
    write(
        PartUsed,
        (
            PartUsed(close_out=row, item=prices[code], hundredths=count)
            for paper in papers
            for row in paper.versions
            for code, count in paper.told.close_out.parts
        ),
    )
    write(
        CloseOutPhoto,
        (
            CloseOutPhoto(close_out=row, item_key=key, file=photos[row.visit_id % len(photos)])
            for paper in papers
            for row, keys in zip(paper.versions, paper.shots, strict=True)
            for key in keys
        ),
    )
    _write_reviews(index, papers)
    _write_invoices(index, papers)


def _draft_versions(paper: Paper, index: Index) -> None:
    """Version 1 as it was sent; each answered or mended item makes the next one."""
    told = paper.told.close_out
    shots = [key for key, value in told.answers if value == PHOTO]
    first = _close_out(paper, index)
    first.answers = {
        key: value for key, value in told.answers if value != PHOTO and key not in ON_EVERY_CARD
    }
    paper.versions, paper.shots = [first], [shots]
    handed = paper.thread.handed(LinkKey.CLOSEOUT, paper.told.number)
    for touched in sorted(handed.returns, key=lambda one: one.answered_at):
        before = paper.versions[-1]
        row = _close_out(paper, index)
        row.version = before.version + 1
        row.answers, row.notes = dict(before.answers), before.notes
        row.recommendation = before.recommendation
        row.entered_by_id = index.person_id(touched.answered_by)
        row.submitted_at = touched.answered_at
        if touched.kind == "fixed":
            row.submitted_at = touched.asked_at
        _put_in(row, shots, touched)
        paper.versions.append(row)
        paper.shots.append(list(shots))


def _put_in(row: CloseOut, shots: list[str], touched: past.Return) -> None:
    if touched.item == "data_plate" and touched.kind is ReturnKind.ASKED:
        shots.append(touched.item)
    elif touched.item == "notes":
        row.notes = touched.answer
    elif touched.item == "recommendation":
        row.recommendation = touched.answer[:240]
    else:
        row.answers = {**row.answers, touched.item: touched.answer}


def _close_out(paper: Paper, index: Index) -> CloseOut:
    told, number = paper.told.close_out, paper.told.number
    return CloseOut(
        visit=paper.thread.visits[number],
        handoff=paper.thread.batons[LinkKey.CLOSEOUT, number],
        technician=index.people[told.technician],
        entered_by_id=index.person_id(told.entered_by),
        channel=told.channel,
        result=told.result,
        notes=told.notes,
        recommendation=told.recommendation,
        minutes_on_site=told.minutes_on_site,
        signed=told.signed,
        signed_by_name=told.signed_by_name,
        something_left=told.something_left,
        payment_minor=told.payment_minor,
        payment_how=told.payment_how,
        currency=settings.CURRENCY,
        submitted_at=told.submitted_at,
    )


def _write_reviews(index: Index, papers: Sequence[Paper]) -> None:
    rows = write(Review, (_review(paper, index) for paper in papers))
    for paper, row in zip(papers, rows, strict=True):
        paper.review = row


def _review(paper: Paper, index: Index) -> Review:
    handed = paper.thread.handed(LinkKey.CLOSEOUT, paper.told.number)
    keeper = index.people[handed.outcome_by]
    return Review(
        visit=paper.thread.visits[paper.told.number],
        close_out=paper.versions[-1],
        opened_at=handed.seen_at or handed.given_at,
        opened_by=keeper,
        posted_at=handed.outcome_at,
        version=3 if paper.told.number in _billed(paper) else 2,
        changed_by_name=keeper.call_name,
    )


def _billed(paper: Paper) -> set[int]:
    return {one.visit for one in paper.thread.told.invoices}


def _write_invoices(index: Index, papers: Sequence[Paper]) -> None:
    """Drafts with their lines first, then posted: the database refuses lines on posted ones."""
    told = [
        (paper, one)
        for paper in papers
        for one in paper.thread.told.invoices
        if one.visit == paper.told.number
    ]
    rows = write(Invoice, (_invoice(paper, one) for paper, one in told))
    write(
        InvoiceLine,
        (
            line
            for (_, one), row in zip(told, rows, strict=True)
            for line in _lines(row, one, index)
        ),
    )
    set_many(
        _POST,
        [
            (one.number, instant(one.posted_at), index.person_id(one.posted_by), row.pk)
            for (_, one), row in zip(told, rows, strict=True)
        ],
    )
    write(
        Payment,
        (
            payment
            for (paper, one), row in zip(told, rows, strict=True)
            for payment in _payments(paper, one, row, index)
        ),
    )


def _invoice(paper: Paper, one: past.Invoice) -> Invoice:
    return Invoice(
        review=paper.review,
        case=paper.thread.case,
        payer=paper.thread.case.payer,
        kind=one.kind,
        currency=settings.CURRENCY,
        net_minor=one.net_minor,
        tax_minor=one.tax_minor,
        total_minor=one.total_minor,
        made_at=paper.review.opened_at,
    )


def _lines(row: Invoice, one: past.Invoice, index: Index) -> Iterable[InvoiceLine]:
    for position, line in enumerate(one.lines, start=1):
        yield InvoiceLine(
            invoice=row,
            position=position,
            item=index.prices[line.code],
            text=line.text,
            hundredths=line.hundredths,
            unit_minor=line.unit_minor,
            tax_rate=Decimal(line.tax_rate),
            discount=Decimal(1) if line.covered_by else None,
            net_minor=line.net_minor,
            tax_minor=line.tax_minor,
            covered_by=line.covered_by,
        )


def _payments(paper: Paper, one: past.Invoice, row: Invoice, index: Index) -> Iterable[Payment]:
    """At the door with the close-out; else by transfer some weeks later, a few never."""
    if one.kind is not InvoiceKind.INVOICE:
        return
    payment = Payment(
        case=row.case,
        payer=row.payer,
        currency=row.currency,
        by=index.ref(one.posted_by),
        amount_minor=one.total_minor,
        how=PaymentHow.TRANSFER,
        at=one.posted_at + PAYS_WITHIN * ((one.number * 37 % 97 + 12) / 60),
        source=f"invoice:{row.pk}",
    )
    door = paper.told.close_out
    if door.payment_minor:
        payment.amount_minor, payment.how = door.payment_minor, PaymentHow(door.payment_how)
        payment.at, payment.source = one.posted_at, f"visit:{row.review.visit_id}"
        yield payment
        return
    forgets = one.number % FORGETS_EVERY == 0
    if one.total_minor > 0 and not forgets and payment.at < clock.now():
        yield payment
