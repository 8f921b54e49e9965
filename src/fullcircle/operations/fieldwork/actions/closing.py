"""The close-out: what was done, in one step that hands over to the customer, the books and the record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings

from fullcircle.foundation import audit, clock, feed
from fullcircle.foundation.models import StoredFile
from fullcircle.foundation.transactions import action
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import Known, LinkKey
from fullcircle.operations.dispatch.actions.briefing import relation_to
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.fieldwork import handoff as contract
from fullcircle.operations.fieldwork.actions.travelling import arrive
from fullcircle.operations.fieldwork.models import Attendance, CloseOut, CloseOutPhoto, PartUsed
from fullcircle.operations.fieldwork.queries import form_items, latest_close_out
from fullcircle.operations.fieldwork.rules import (
    CloseOutIncomplete,
    FormItem,
    SignatureMissing,
    missing_items,
)
from fullcircle.operations.fieldwork.states import CloseOutChannel, Signed
from fullcircle.operations.scheduling.actions import advance_visit
from fullcircle.operations.scheduling.models import Promise, Visit
from fullcircle.operations.scheduling.states import JobState, VisitResult, VisitState
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.registry.catalogue.models import PriceItem
from fullcircle.registry.customers import actions as customers
from fullcircle.registry.customers.actions.records import Done
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission


@dataclass(frozen=True)
class PartReport:
    """A part or labour line: from the price list or in words; quantity in hundredths."""

    item: PriceItem | None = None
    text: str = ""
    hundredths: int = 100


@dataclass(frozen=True)
class PhotoReport:
    """A photo kept before the close-out was sent, for one item of the form."""

    item_key: str
    file: StoredFile


@dataclass(frozen=True, kw_only=True)
class Report:
    """What the technician reports. `answers`: {form item key: value}; money in minor units.

    `cannot_complete`: the way out of a form that does not fit, with its reason.
    """

    result: VisitResult
    signed: Signed
    answers: dict[str, str] = field(default_factory=dict)
    notes: str = ""
    recommendation: str = ""
    parts: Sequence[PartReport] = ()
    no_parts: bool = False
    photos: Sequence[PhotoReport] = ()
    signed_by_name: str = ""
    signature: StoredFile | None = None
    something_left: str = ""
    cannot_complete: str = ""
    payment_minor: int = 0
    payment_how: str = ""
    payment_reference: str = ""
    nothing_paid: bool = False
    agreement_sold: str = ""
    personal_note: str = ""
    symptom: str = ""
    channel: CloseOutChannel = CloseOutChannel.ONLINE
    arrived_at: datetime | None = None
    device_at: datetime | None = None


@action
def close_out(*, by: Actor, visit: Visit, report: Report, idempotency_key: str = "") -> CloseOut:
    """Done: close-out version 1, the hand-offs to customer and books, the provisional record.

    The same key, or a visit that was closed out already, gives the standing close-out: one effect.
    Raises CloseOutIncomplete naming the items, SignatureMissing.
    """
    policy.require(by, Permission.CLOSE_OUT, relation_to(by, visit))
    standing = latest_close_out(visit)
    if standing is not None:
        return standing
    items = form_items(visit.job.job_type)
    _check(report, items)
    if visit.state not in (VisitState.ARRIVED, VisitState.PAUSED):
        arrive(by=by, visit=visit, source=_source(report), at=report.arrived_at)
    technician = _lead(visit)
    advance_visit(
        by=by,
        visit=visit,
        to=VisitState.LEFT,
        result=report.result,
        source=_source(report),
        device_at=report.device_at,
        on_behalf_of="" if technician.pk == by.person_id else technician.ref,
    )
    at = clock.now()
    Attendance.objects.filter(assignment__visit=visit, left_at__isnull=True).update(left_at=at)
    to_books = _hand_to_books(by, visit, report, items, technician)
    written = write_version(
        by=by,
        visit=visit,
        report=report,
        baton=to_books,
        technician=technician,
        version=1,
        idempotency_key=idempotency_key,
    )
    _write_record(by, visit, report, technician)
    _hand_to_customer(by, visit, report, technician)
    _small_things(by, visit, report)
    _name_the_wrong_line(by, visit, report)
    audit.record(
        by=by.ref,
        verb="close out",
        subject=visit.ref,
        case_number=visit.job.case.number,
        after=report.result,
        source=report.channel,
    )
    feed.publish([feed.REVIEW, feed.BOARD], kind="closed out", reference=visit.ref)
    return written


def write_version(
    *,
    by: Actor,
    visit: Visit,
    report: Report,
    baton: Handoff,
    technician: Person,
    version: int,
    idempotency_key: str = "",
) -> CloseOut:
    """One frozen version with its parts and photos."""
    arrived = visit.arrived_at or clock.now()
    minutes = max(0, round(((visit.left_at or clock.now()) - arrived) / timedelta(minutes=1)))
    written = CloseOut.objects.create(
        visit=visit,
        version=version,
        handoff=baton,
        technician=technician,
        entered_by_id=by.person_id,
        channel=report.channel,
        result=report.result,
        answers=report.answers,
        notes=report.notes.strip(),
        recommendation=report.recommendation.strip()[:240],
        minutes_on_site=minutes,
        signed=report.signed,
        signed_by_name=report.signed_by_name[:120],
        signature=report.signature,
        something_left=report.something_left.strip()[:400],
        cannot_complete=report.cannot_complete.strip()[:240],
        payment_minor=report.payment_minor,
        payment_how=report.payment_how,
        payment_reference=report.payment_reference[:60],
        currency=settings.CURRENCY,
        agreement_sold=report.agreement_sold.strip()[:120],
        submitted_at=clock.now(),
        device_at=report.device_at,
        idempotency_key=idempotency_key or None,
    )
    PartUsed.objects.bulk_create(
        PartUsed(
            close_out=written, item=part.item, text=part.text[:120], hundredths=part.hundredths
        )
        for part in report.parts
    )
    CloseOutPhoto.objects.bulk_create(
        CloseOutPhoto(close_out=written, item_key=photo.item_key, file=photo.file)
        for photo in report.photos
    )
    return written


def _check(report: Report, items: list[FormItem]) -> None:
    if report.signed is Signed.ALL_GOOD and not report.signed_by_name.strip():
        raise SignatureMissing
    if report.signed is Signed.SOMETHING_LEFT and not report.something_left.strip():
        raise SignatureMissing
    if report.cannot_complete.strip():
        return
    missing = missing_items(items, report.answers, [photo.item_key for photo in report.photos])
    if missing:
        raise CloseOutIncomplete(missing)


def _source(report: Report) -> str:
    return "radio" if report.channel is CloseOutChannel.RADIO else "phone"


def _lead(visit: Visit) -> Person:
    lead = Assignment.objects.standing().select_related("person").get(visit=visit, part="lead")
    return lead.person


def _hand_to_books(
    by: Actor, visit: Visit, report: Report, items: list[FormItem], technician: Person
) -> Handoff:
    return handoffs.give(
        by=by,
        case=visit.job.case,
        link=LinkKey.CLOSEOUT,
        item=visit.ref,
        giver=technician,
        gathered=contract.gather(report, visit, items),
        besides=[item.as_part() for item in items],
    )


def _hand_to_customer(by: Actor, visit: Visit, report: Report, technician: Person) -> None:
    job, request = visit.job, visit.job.request
    promise = Promise.objects.standing().filter(job=job).first()
    handoffs.give(
        by=by,
        case=job.case,
        link=LinkKey.VISIT,
        item=visit.ref,
        giver=technician,
        receiver_contact=request.contact,
        gathered=contract.gather_visit(
            report, visit, window_end=promise.window_end if promise else None
        ),
    )
    job.refresh_from_db()
    if report.signed is Signed.SOMETHING_LEFT:
        servicedesk.dispute(
            by=by,
            request=request,
            how="signed at the door",
            words=report.something_left,
            by_name=report.signed_by_name or job.case.customer.name,
            visit_ref=visit.ref,
        )
    elif job.state == JobState.WORK_DONE:
        servicedesk.mark_done(by=by, request=request)
        if report.signed is Signed.ALL_GOOD:
            servicedesk.confirm(
                by=by,
                request=request,
                how="signed at the door",
                by_name=report.signed_by_name,
                visit_ref=visit.ref,
                known=Known.BY_ACT,
            )


def _write_record(by: Actor, visit: Visit, report: Report, technician: Person) -> None:
    job = visit.job
    symptom = report.symptom.strip()
    what = job.job_type.done_as + (f" for {symptom}" if symptom else "")
    customers.write_record(
        by=by,
        done=Done(
            customer=job.case.customer,
            location=job.location,
            equipment=job.equipment,
            case_number=job.case.number,
            visit_ref=visit.ref,
            job_code=job.job_type.code,
            what=what,
            result=report.result,
            technician_ref=technician.ref,
            technician_name=technician.call_name,
            done_at=visit.left_at or clock.now(),
            symptom=symptom,
            notes=report.notes.strip(),
            recommendation=report.recommendation,
        ),
    )


def _small_things(by: Actor, visit: Visit, report: Report) -> None:
    case = visit.job.case
    if report.personal_note.strip():
        customers.note_touch(
            by=by, customer=case.customer, location=case.location, text=report.personal_note
        )
    if report.agreement_sold.strip():
        customers.sell_agreement(
            by=by,
            customer=case.customer,
            location=case.location,
            name=report.agreement_sold,
            case_number=case.number,
        )


def _name_the_wrong_line(by: Actor, visit: Visit, report: Report) -> None:
    # Nobody could get in: the access line of the briefing was not enough, and its giver hears so.
    if report.result is not VisitResult.NO_ACCESS:
        return
    briefing = Briefing.objects.filter(visit=visit, withdrawn_at__isnull=True).first()
    if briefing is not None:
        handoffs.ask_about(
            by=by, handoff=briefing.handoff, item_key="access", question=report.notes[:300]
        )
