"""Closing out: one effect, what must be said, what follows for customer, books and record."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import HandoffState, Known, LinkKey
from fullcircle.operations.fieldwork.actions import close_out
from fullcircle.operations.fieldwork.models import Attendance, CloseOut
from fullcircle.operations.fieldwork.rules import CloseOutIncomplete, SignatureMissing
from fullcircle.operations.fieldwork.states import CloseOutChannel, Signed
from fullcircle.operations.scheduling.models import VisitStep
from fullcircle.operations.scheduling.states import JobState, VisitResult, VisitState
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.catalogue.models import ClosingFormItem
from fullcircle.registry.customers.models import ServiceRecord
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.refusals import NotAllowed, NotYours
from tests.factories.company import a_dispatched_visit, a_report, an_arrived_visit


def baton(visit, link):
    return Handoff.objects.get(case=visit.job.case, link__key=link)


def test_a_close_out_hands_over_to_customer_books_and_history_in_one_step(company):
    visit = an_arrived_visit(company)
    written = close_out(by=company.by_technician, visit=visit, report=a_report(company))
    assert (written.version, written.technician) == (1, company.technician)
    assert baton(visit, LinkKey.CLOSEOUT).state == HandoffState.GIVEN
    told = baton(visit, LinkKey.VISIT)
    assert (told.state, told.known) == (HandoffState.ACCEPTED, Known.BY_ACT)
    record = ServiceRecord.objects.get()
    assert (record.what, record.checked) == ("a demand call for a dead thermostat", False)
    visit.job.refresh_from_db()
    assert visit.job.state == JobState.WORK_DONE


def test_the_second_sending_gives_the_standing_close_out(company):
    visit = an_arrived_visit(company)
    report = a_report(company)
    first = close_out(by=company.by_technician, visit=visit, report=report, idempotency_key="k1")
    visit.refresh_from_db()
    again = close_out(by=company.by_technician, visit=visit, report=report, idempotency_key="k1")
    other = close_out(by=company.by_technician, visit=visit, report=report, idempotency_key="k2")
    assert first == again == other
    assert CloseOut.objects.count() == 1
    assert Handoff.objects.filter(link__key=LinkKey.CLOSEOUT).count() == 1
    assert VisitStep.objects.filter(visit=visit, after=VisitState.LEFT).count() == 1


def test_required_items_are_named_and_nothing_was_written(company):
    visit = an_arrived_visit(company)
    with pytest.raises(CloseOutIncomplete) as refusal:
        close_out(by=company.by_technician, visit=visit, report=a_report(company, answers={}))
    assert refusal.value.missing == {"pressure": "Suction pressure"}
    visit.refresh_from_db()
    assert visit.state == VisitState.ARRIVED
    assert not CloseOut.objects.exists()


def test_a_reason_opens_the_way_out_and_the_gap_stays_countable(company):
    visit = an_arrived_visit(company)
    report = a_report(
        company, answers={}, result=VisitResult.NEEDS_RETURN, cannot_complete="too hot up there"
    )
    close_out(by=company.by_technician, visit=visit, report=report)
    assert [part["key"] for part in baton(visit, LinkKey.CLOSEOUT).missing] == ["pressure"]
    visit.job.refresh_from_db()
    assert visit.job.state == JobState.UNSCHEDULED


@pytest.mark.parametrize(
    "door",
    [
        {"signed": Signed.ALL_GOOD, "signed_by_name": " "},
        {"signed": Signed.SOMETHING_LEFT, "something_left": ""},
    ],
)
def test_a_button_at_the_door_says_who_or_what(company, door):
    visit = an_arrived_visit(company)
    with pytest.raises(SignatureMissing):
        close_out(by=company.by_technician, visit=visit, report=a_report(company, **door))


@pytest.mark.parametrize("signed", [Signed.NOBODY_THERE, Signed.REFUSED])
def test_no_signature_with_its_reason_is_an_answer_but_no_confirmation(company, signed):
    ClosingFormItem.objects.create(
        form=company.job_type.form, position=5, key="signature", label="Signature", kind="signature"
    )
    visit = an_arrived_visit(company)
    report = a_report(company, signed=signed, signed_by_name="")
    close_out(by=company.by_technician, visit=visit, report=report)
    assert baton(visit, LinkKey.CLOSEOUT).missing == []
    assert baton(visit, LinkKey.VISIT).state == HandoffState.GIVEN
    visit.job.request.refresh_from_db()
    assert visit.job.request.circle == Circle.DONE


def test_something_left_is_a_dispute_and_never_a_confirmation(company):
    visit = an_arrived_visit(company)
    report = a_report(company, signed=Signed.SOMETHING_LEFT, something_left="the hall is warm")
    close_out(by=company.by_technician, visit=visit, report=report)
    visit.job.request.refresh_from_db()
    assert visit.job.request.circle == Circle.DISPUTED
    assert baton(visit, LinkKey.VISIT).state != HandoffState.ACCEPTED


def test_no_access_sends_the_access_line_back_to_whoever_briefed(company):
    visit = an_arrived_visit(company)
    report = a_report(
        company,
        result=VisitResult.NO_ACCESS,
        answers={},
        cannot_complete="gate locked",
        notes="The gate is locked and the code is refused",
    )
    close_out(by=company.by_technician, visit=visit, report=report)
    returned = Return.objects.get()
    assert (returned.item_key, returned.asked_to) == ("access", company.dispatcher)


def test_minutes_on_site_come_from_the_taps(company):
    visit = an_arrived_visit(company)
    with clock.standing_at(clock.now() + timedelta(minutes=47)):
        written = close_out(by=company.by_technician, visit=visit, report=a_report(company))
    assert written.minutes_on_site == 47
    assert Attendance.objects.get().left_at is not None


def test_the_dispatcher_types_it_from_the_radio_for_the_technician(company):
    visit = a_dispatched_visit(company)
    report = a_report(company, channel=CloseOutChannel.RADIO)
    written = close_out(by=company.by_dispatcher, visit=visit, report=report)
    assert (written.technician, written.entered_by) == (company.technician, company.dispatcher)
    assert written.channel == CloseOutChannel.RADIO
    assert baton(visit, LinkKey.BRIEFING).state == HandoffState.ACCEPTED


def test_somebody_who_is_not_sent_does_not_close_it_out(company):
    visit = an_arrived_visit(company)
    with pytest.raises(NotYours):
        close_out(by=actor_for(company.other_technician), visit=visit, report=a_report(company))
    with pytest.raises(NotAllowed):
        close_out(by=company.by_bookkeeper, visit=visit, report=a_report(company))


def test_a_written_version_cannot_be_changed_or_deleted(company):
    visit = an_arrived_visit(company)
    written = close_out(by=company.by_technician, visit=visit, report=a_report(company))
    with pytest.raises(DatabaseError), transaction.atomic():
        CloseOut.objects.filter(pk=written.pk).update(notes="never said")
    with pytest.raises(DatabaseError), transaction.atomic():
        CloseOut.objects.filter(pk=written.pk).delete()
