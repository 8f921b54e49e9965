"""What came back from the books: answered in the item, as the next version of the close-out."""

from dataclasses import replace

from fullcircle.foundation import feed
from fullcircle.foundation.transactions import action
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Return
from fullcircle.handoffs.states import ChangeKind
from fullcircle.operations.fieldwork.actions.closing import _write_version
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.fieldwork.queries import latest_close_out
from fullcircle.operations.fieldwork.reports import Answer, PartReport, PhotoReport, Report
from fullcircle.operations.fieldwork.states import CloseOutChannel, Signed
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitResult
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation


@action
def answer_returned(*, by: Actor, visit: Visit, returned: Return, answer: Answer) -> CloseOut:
    """The giver answers the touched item. The old version stays readable; the books see the new one."""
    own = returned.asked_to_id == by.person_id
    policy.require(by, Permission.CLOSE_OUT, Relation.OWN if own else Relation.FOREIGN)
    if not visit.close_outs.filter(handoff=returned.handoff_id).exists():
        raise CloseOut.DoesNotExist
    said = answer.text.strip() or ("a new photo" if answer.photo else "")
    handoffs.answer_return(by=by, returned=returned, answer=said)
    written = _next_version(by, visit, returned.item_key, answer)
    feed.publish([feed.REVIEW], kind="answered", reference=visit.ref, version=written.version)
    return written


@action
def correct_item(
    *, by: Actor, visit: Visit, item_key: str, text: str, change: ChangeKind
) -> CloseOut:
    """The books mend an item themselves because that is quicker; it counts as fixed by the receiver."""
    policy.require(by, Permission.POST, Relation.FOREIGN)
    standing = latest_close_out(visit)
    if standing is None:
        raise CloseOut.DoesNotExist
    handoffs.fix_item(by=by, handoff=standing.handoff, item_key=item_key, change=change, note=text)
    return _next_version(by, visit, item_key, Answer(text=text))


def _next_version(by: Actor, visit: Visit, item_key: str, answer: Answer) -> CloseOut:
    standing = latest_close_out(visit)
    if standing is None:
        raise CloseOut.DoesNotExist
    report = _with_answer(_as_report(standing), item_key, answer)
    return _write_version(
        by=by,
        visit=visit,
        report=report,
        baton=standing.handoff,
        technician=standing.technician,
        version=standing.version + 1,
    )


def _as_report(written: CloseOut) -> Report:
    """A frozen version as a report again, to make the next version of it."""
    return Report(
        result=VisitResult(written.result),
        signed=Signed(written.signed),
        answers=dict(written.answers),
        notes=written.notes,
        recommendation=written.recommendation,
        parts=[PartReport(part.item, part.text, part.hundredths) for part in written.parts.all()],
        photos=[
            PhotoReport(photo.item_key, photo.file)
            for photo in written.photos.select_related("file")
        ],
        signed_by_name=written.signed_by_name,
        signature=written.signature,
        something_left=written.something_left,
        cannot_complete=written.cannot_complete,
        payment_minor=written.payment_minor,
        payment_how=written.payment_how,
        payment_reference=written.payment_reference,
        agreement_sold=written.agreement_sold,
        channel=CloseOutChannel(written.channel),
        device_at=written.device_at,
    )


def _with_answer(report: Report, item_key: str, answer: Answer) -> Report:
    """The report with one item answered: a photo replaces the photo, text goes where the item stands."""
    if answer.photo is not None:
        kept = [photo for photo in report.photos if photo.item_key != item_key]
        return replace(report, photos=[*kept, PhotoReport(item_key, answer.photo)])
    if item_key == "notes":
        return replace(report, notes=answer.text)
    if item_key == "recommendation":
        return replace(report, recommendation=answer.text)
    return replace(report, answers={**report.answers, item_key: answer.text})
