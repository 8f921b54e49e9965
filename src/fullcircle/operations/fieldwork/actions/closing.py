"""The close-out: what was done, in one step that hands over to the customer, the books and the record."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from fullcircle.foundation import audit, clock, feed
from fullcircle.foundation.transactions import action
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import Known, LinkKey
from fullcircle.operations.dispatch.access import relation_to
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.fieldwork import handoff as contract
from fullcircle.operations.fieldwork.actions.travelling import arrive
from fullcircle.operations.fieldwork.models import Attendance, CloseOut, CloseOutPhoto, PartUsed
from fullcircle.operations.fieldwork.queries import form_items, latest_close_out
from fullcircle.operations.fieldwork.reports import Report
from fullcircle.operations.fieldwork.rules import (
    CloseOutIncomplete,
    FormItem,
    PaymentNotUnderstood,
    SignatureMissing,
    missing_items,
)
from fullcircle.operations.fieldwork.states import CloseOutChannel, PaymentHow, Signed
from fullcircle.operations.scheduling.actions import advance_visit
from fullcircle.operations.scheduling.models import Promise, Visit
from fullcircle.operations.scheduling.states import JobState, VisitResult, VisitState
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.registry.customers import actions as customers
from fullcircle.registry.customers.actions.records import Done
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission


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
    _leave(by, visit, report, technician)
    to_books = _hand_to_books(by, visit, report, items, technician)
    written = _write_version(
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


def _leave(by: Actor, visit: Visit, report: Report, technician: Person) -> None:
    advance_visit(
        by=by,
        visit=visit,
        to=VisitState.LEFT,
        result=report.result,
        source=_source(report),
        device_at=report.device_at,
        on_behalf_of="" if technician.pk == by.person_id else technician.ref,
    )
    there = Attendance.objects.filter(assignment__visit=visit, left_at__isnull=True)
    there.update(left_at=clock.now())


def _write_version(
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
    written = CloseOut.objects.create(
        visit=visit,
        version=version,
        handoff=baton,
        technician=technician,
        entered_by_id=by.person_id,
        minutes_on_site=_minutes_on_site(visit),
        currency=settings.CURRENCY,
        submitted_at=clock.now(),
        idempotency_key=idempotency_key or None,
        **_said(report),
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


def _minutes_on_site(visit: Visit) -> int:
    end = visit.left_at or clock.now()
    return max(0, round((end - (visit.arrived_at or end)) / timedelta(minutes=1)))


def _said(report: Report) -> dict[str, Any]:
    """The report's words, each as long as its column."""
    return {
        "channel": report.channel,
        "result": report.result,
        "answers": report.answers,
        "notes": report.notes.strip(),
        "recommendation": report.recommendation.strip()[:240],
        "signed": report.signed,
        "signed_by_name": report.signed_by_name[:120],
        "signature": report.signature,
        "something_left": report.something_left.strip()[:400],
        "cannot_complete": report.cannot_complete.strip()[:240],
        "payment_minor": report.payment_minor,
        "payment_how": report.payment_how,
        "payment_reference": report.payment_reference[:60],
        "agreement_sold": report.agreement_sold.strip()[:120],
        "device_at": report.device_at,
    }


def _check(report: Report, items: list[FormItem]) -> None:
    if report.signed == Signed.ALL_GOOD and not report.signed_by_name.strip():
        raise SignatureMissing
    if report.signed == Signed.SOMETHING_LEFT and not report.something_left.strip():
        raise SignatureMissing
    if report.payment_minor > 0 and report.payment_how not in set(PaymentHow):
        raise PaymentNotUnderstood(report.payment_how)
    if report.cannot_complete.strip():
        return
    # A form's signature is the one at the door: a name, or who was not there, answers it too.
    asked = [item for item in items if item.kind != "signature"]
    missing = missing_items(asked, report.answers, [photo.item_key for photo in report.photos])
    if missing:
        raise CloseOutIncomplete(missing)


def _source(report: Report) -> str:
    return "radio" if report.channel == CloseOutChannel.RADIO else "phone"


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
    if report.signed == Signed.SOMETHING_LEFT:
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
        if report.signed == Signed.ALL_GOOD:
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
    if report.result != VisitResult.NO_ACCESS:
        return
    briefing = Briefing.objects.filter(visit=visit, withdrawn_at__isnull=True).first()
    if briefing is not None:
        handoffs.ask_about(
            by=by, handoff=briefing.handoff, item_key="access", question=report.notes[:300]
        )
