"""Close-outs with every version, reviews, invoices, payments, and the record they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings

from fullcircle.demo import past
from fullcircle.demo.writing.books import write_invoices
from fullcircle.demo.writing.index import Index, write
from fullcircle.demo.writing.offer import ON_EVERY_CARD
from fullcircle.demo.writing.threads import Thread
from fullcircle.foundation.models import StoredFile
from fullcircle.handoffs.states import LinkKey, ReturnKind
from fullcircle.operations.billing.models import Review
from fullcircle.operations.fieldwork.models import CloseOut, CloseOutPhoto, PartUsed
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.customers.models import ServiceRecord
from fullcircle.registry.customers.states import RecordState

PHOTO = "photo"


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
        notes=one.notes,
        recommendation=one.recommendation,
        state=RecordState.CONFIRMED,
        written_at=one.written_at,
        confirmed_at=one.confirmed_at,
        confirmed_by=index.ref(one.confirmed_by),
    )


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
    write_invoices(index, papers)


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
