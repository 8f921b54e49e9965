"""One case through five stages: each hand-off has its row, and the record is back for the next briefing."""

import pytest

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.queries import chains_for
from fullcircle.handoffs.states import HandoffState, Known, LinkKey
from fullcircle.operations.billing.actions import open_review, post, send_back
from fullcircle.operations.dispatch.models import Briefing
from fullcircle.operations.fieldwork.actions import Answer, answer_returned
from fullcircle.operations.scheduling.states import JobState
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.customers.models import ServiceRecord
from tests.factories.company import (
    TUESDAY,
    a_closed_out_visit,
    a_company,
    a_dispatched_visit,
    a_promised_job,
    a_request,
    an_assigned_visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_tuesday():
    with clock.standing_at(TUESDAY):
        yield


def baton(case, link):
    return Handoff.objects.get(case=case, link__key=link)


def test_placing_the_job_accepts_the_intake_by_act():
    company = a_company()
    job = a_promised_job(company)
    assert baton(job.case, LinkKey.INTAKE).state == HandoffState.GIVEN
    an_assigned_visit(company, job)
    intake = baton(job.case, LinkKey.INTAKE)
    assert (intake.state, intake.known, intake.outcome_act) == ("accepted", "by_act", "placed")
    assert intake.receiver == company.dispatcher


def test_completeness_is_frozen_when_the_intake_is_given():
    company = a_company()
    request = a_request(company, callback_phone="", access="")
    company.location.access = ""
    handoff = request.handoff
    assert handoff.present_weight < handoff.total_weight or handoff.missing == []
    before = (handoff.present_weight, handoff.total_weight, handoff.parts)
    request.access = "side door"
    request.save()
    handoff.refresh_from_db()
    assert (handoff.present_weight, handoff.total_weight, handoff.parts) == before


def test_on_my_way_accepts_the_briefing_and_arriving_does_not_accept_it_twice():
    company = a_company()
    visit = a_dispatched_visit(company)
    assert baton(visit.job.case, LinkKey.BRIEFING).state == HandoffState.GIVEN
    from fullcircle.operations.fieldwork.actions import arrive, set_out

    set_out(by=company.by_technician, visit=visit)
    accepted = baton(visit.job.case, LinkKey.BRIEFING)
    assert (accepted.state, accepted.outcome_act) == ("accepted", "on my way")
    arrive(by=company.by_technician, visit=visit)
    assert baton(visit.job.case, LinkKey.BRIEFING).outcome_act == "on my way"


def test_the_signature_accepts_the_visit_and_closes_the_circle():
    company = a_company()
    written = a_closed_out_visit(company)
    case = written.visit.job.case
    visit = baton(case, LinkKey.VISIT)
    assert (visit.state, visit.known) == (HandoffState.ACCEPTED, Known.BY_ACT)
    assert visit.receiver_contact == company.contact
    assert case.request.circle == Circle.CONFIRMED
    assert written.visit.job.state == JobState.WORK_DONE


def test_nobody_at_the_door_leaves_the_circle_open_and_the_visit_undecided():
    company = a_company()
    written = a_closed_out_visit(company, signed="nobody_there", signed_by_name="")
    case = written.visit.job.case
    assert baton(case, LinkKey.VISIT).state == HandoffState.GIVEN
    assert case.request.circle == Circle.DONE


def test_notes_are_in_the_history_at_close_out_and_checked_at_posting():
    company = a_company()
    written = a_closed_out_visit(company)
    record = ServiceRecord.objects.get(visit_ref=written.visit.ref)
    assert not record.checked
    review = open_review(by=company.by_bookkeeper, visit=written.visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    record.refresh_from_db()
    assert record.checked


def test_a_touched_item_comes_back_is_answered_and_the_close_out_is_then_accepted():
    company = a_company()
    written = a_closed_out_visit(company)
    visit = written.visit
    returned = send_back(
        by=company.by_bookkeeper, visit=visit, item_key="pressure", question="psi?"
    )
    assert returned.asked_to == company.technician
    assert baton(visit.job.case, LinkKey.CLOSEOUT).state == HandoffState.RETURNED
    answer_returned(
        by=company.by_technician, visit=visit, returned=returned, answer=Answer(text="118 psi")
    )
    assert [row.version for row in visit.close_outs.order_by("version")] == [1, 2]
    assert visit.close_outs.get(version=2).answers["pressure"] == "118 psi"
    assert visit.close_outs.get(version=1).answers["pressure"] == "118"
    review = open_review(by=company.by_bookkeeper, visit=visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    closeout = baton(visit.job.case, LinkKey.CLOSEOUT)
    assert closeout.state == HandoffState.ACCEPTED
    assert closeout.returned_first_at is not None
    assert closeout not in Handoff.objects.right_first_time()


def test_the_next_briefing_tells_today_and_accepts_the_record():
    company = a_company()
    written = a_closed_out_visit(company)
    review = open_review(by=company.by_bookkeeper, visit=written.visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    first = written.visit.job.case
    assert baton(first, LinkKey.RECORD).state == HandoffState.GIVEN
    again = a_dispatched_visit(company, a_promised_job(company), minutes=120)
    words = " ".join(sentence["text"] for sentence in Briefing.objects.get(visit=again).sentences)
    assert "dead thermostat" in words
    assert "You did" in words
    record = baton(first, LinkKey.RECORD)
    assert (record.state, record.outcome_act) == (
        "accepted",
        "briefing dispatched with it",
    )


def test_the_chain_of_a_posted_case_has_four_closed_arcs_and_one_given():
    company = a_company()
    written = a_closed_out_visit(company)
    review = open_review(by=company.by_bookkeeper, visit=written.visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    case = written.visit.job.case
    chain = chains_for([case.pk], at=clock.now())[case.pk]
    assert [arc.state for arc in chain.arcs] == [
        "accepted",
        "accepted",
        "accepted",
        "accepted",
        "given",
    ]


def test_chains_of_many_cases_take_one_query(django_assert_num_queries):
    company = a_company()
    cases = [a_request(company).case_id for _ in range(12)]
    with django_assert_num_queries(1):
        found = chains_for(cases, at=clock.now())
    assert set(found) == set(cases)


def test_the_case_is_over_when_it_is_confirmed_and_posted():
    company = a_company()
    written = a_closed_out_visit(company)
    assert written.visit.job.case.state == "open"
    review = open_review(by=company.by_bookkeeper, visit=written.visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    written.visit.job.case.refresh_from_db()
    assert written.visit.job.case.state == "closed"


def test_posted_but_not_confirmed_stays_open():
    company = a_company()
    written = a_closed_out_visit(company, signed="nobody_there", signed_by_name="")
    review = open_review(by=company.by_bookkeeper, visit=written.visit)
    post(by=company.by_bookkeeper, review=review, version=review.version)
    written.visit.job.case.refresh_from_db()
    assert written.visit.job.case.state == "open"
