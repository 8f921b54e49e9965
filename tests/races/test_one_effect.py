"""Two people do the same thing at the same moment: one effect, and a clear answer to each."""

from collections.abc import Iterator

import pytest

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.billing.actions import open_review, post, send_back
from fullcircle.operations.billing.models import Invoice
from fullcircle.operations.dispatch.actions import assign, dispatch_visit, place_visit
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.dispatch.rules import PersonBookedAlready
from fullcircle.operations.fieldwork.actions import Answer, answer_returned, close_out
from fullcircle.operations.fieldwork.models import CloseOut
from fullcircle.operations.scheduling.models import Visit, VisitStep
from fullcircle.operations.servicedesk.actions import correct_request, take_request
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.states import Seat
from tests.databases import FreshDatabase
from tests.factories.company import (
    TUESDAY,
    Company,
    a_call,
    a_closed_out_visit,
    a_company,
    a_person,
    a_promised_job,
    a_report,
    a_request,
    an_arrived_visit,
    an_assigned_visit,
)
from tests.races.together import Outcomes, at_once

THREADS = 6


@pytest.fixture
def company(fresh_database: FreshDatabase) -> Iterator[Company]:
    with clock.standing_at(TUESDAY):
        yield a_company()


def again(visit: Visit) -> Visit:
    """The row as another screen has read it."""
    return Visit.objects.select_related("job__case", "job__request").get(pk=visit.pk)


def test_one_visit_is_dispatched_once_whoever_presses_first(company: Company) -> None:
    visit = an_assigned_visit(company)
    colleague = actor_for(a_person("Dana Cole", Seat.DISPATCHER))
    both = [company.by_dispatcher, colleague] * (THREADS // 2)
    rows = [again(visit) for _ in both]
    outcomes = at_once(
        [
            lambda by=by, row=row: dispatch_visit(by=by, visit=row, version=visit.version)
            for by, row in zip(both, rows, strict=True)
        ],
        at=TUESDAY,
    )
    assert len(outcomes.done) == 1, outcomes.refused
    assert len(outcomes.refusals(StaleEdit)) == THREADS - 1, outcomes.refused
    assert Briefing.objects.filter(visit=visit).count() == 1
    assert Handoff.objects.filter(link__key=LinkKey.BRIEFING).count() == 1
    assert VisitStep.objects.filter(visit=visit, after="dispatched").count() == 1


def test_the_refused_dispatcher_hears_who_was_faster(company: Company) -> None:
    visit = an_assigned_visit(company)
    seen = again(visit)
    dispatch_visit(by=company.by_dispatcher, visit=visit, version=visit.version)
    colleague = actor_for(a_person("Dana Cole", Seat.DISPATCHER))
    with pytest.raises(StaleEdit) as refusal:
        dispatch_visit(by=colleague, visit=seen, version=seen.version)
    assert refusal.value.who == "Summer"


def test_a_close_out_sent_many_times_at_once_is_one(company: Company) -> None:
    visit = an_arrived_visit(company)
    by, report = company.by_technician, a_report(company)
    rows = [again(visit) for _ in range(THREADS)]
    outcomes = at_once(
        [
            lambda row=row: close_out(by=by, visit=row, report=report, idempotency_key="tap-1").pk
            for row in rows
        ],
        at=TUESDAY,
    )
    assert CloseOut.objects.filter(visit=visit).count() == 1
    assert Handoff.objects.filter(link__key=LinkKey.CLOSEOUT).count() == 1
    assert Handoff.objects.filter(link__key=LinkKey.VISIT).count() == 1
    assert outcomes.done, outcomes.refused
    assert len(set(outcomes.done)) == 1
    assert all(isinstance(error, StaleEdit) for error in outcomes.refused), outcomes.refused


def test_an_invoice_posted_many_times_at_once_is_one_with_one_number(company: Company) -> None:
    written = a_closed_out_visit(company)
    by = company.by_bookkeeper
    review = open_review(by=by, visit=written.visit)
    outcomes = at_once(
        [
            lambda: (
                post(
                    by=by,
                    review=type(review).objects.get(pk=review.pk),
                    version=review.version,
                    idempotency_key="post-1",
                ).number
            )
            for _ in range(THREADS)
        ],
        at=TUESDAY,
    )
    assert list(Invoice.objects.posted().values_list("number", flat=True)) == [1]
    assert set(outcomes.done) == {1}, outcomes.refused
    assert Handoff.objects.filter(link__key=LinkKey.RECORD).count() == 1
    assert not outcomes.refused, outcomes.refused


def test_two_bookkeepers_with_their_own_forms_post_once(company: Company) -> None:
    written = a_closed_out_visit(company)
    review = open_review(by=company.by_bookkeeper, visit=written.visit)
    colleague = actor_for(a_person("Noor Abadi", Seat.BOOKKEEPER))
    forms = [(company.by_bookkeeper, "form-1"), (colleague, "form-2")]
    outcomes = at_once(
        [
            lambda by=by, key=key: post(
                by=by,
                review=type(review).objects.get(pk=review.pk),
                version=review.version,
                idempotency_key=key,
            )
            for by, key in forms
        ],
        at=TUESDAY,
    )
    assert len(outcomes.done) == 1
    assert len(outcomes.refusals(StaleEdit)) == 1, outcomes.refused


def test_invoice_numbers_have_no_gap_when_many_are_posted_at_once(company: Company) -> None:
    reviews = []
    for minutes in range(THREADS):
        job = a_promised_job(company, a_request(company))
        visit = an_assigned_visit(company, job, minutes=70 * (minutes + 1))
        dispatch_visit(by=company.by_dispatcher, visit=visit, version=visit.version)
        visit = again(visit)
        written = close_out(by=company.by_technician, visit=visit, report=a_report(company))
        reviews.append(open_review(by=company.by_bookkeeper, visit=written.visit))
    outcomes = at_once(
        [
            lambda review=review: post(
                by=company.by_bookkeeper, review=review, version=review.version
            )
            for review in reviews
        ],
        at=TUESDAY,
    )
    assert not outcomes.refused
    numbers = sorted(Invoice.objects.posted().values_list("number", flat=True))
    assert numbers == list(range(1, THREADS + 1))


def test_nobody_is_booked_twice_by_dispatchers_in_a_hurry(company: Company) -> None:
    visits = [
        Visit.objects.get(pk=an_assigned_visit(company, minutes=70 * (n + 1)).pk)
        for n in range(THREADS)
    ]
    busy, start = company.other_technician, visits[0].planned_start
    rows = [again(visit) for visit in visits]
    outcomes = at_once(
        [
            lambda row=row: place_visit(
                by=company.by_dispatcher, visit=row, version=row.version, person=busy, start=start
            )
            for row in rows
        ],
        at=TUESDAY,
    )
    assert len(outcomes.done) == 1, outcomes.refused
    assert len(outcomes.refusals(PersonBookedAlready)) == THREADS - 1, outcomes.refused
    assert Assignment.objects.standing().filter(person=busy).count() == 1
    untouched = Visit.objects.filter(version=visits[0].version).count()
    assert untouched == THREADS - 1, "a refused move must leave nothing behind"


def test_a_stale_edit_of_the_intake_is_refused_with_the_others_name(company: Company) -> None:
    request = a_request(company)
    colleague = actor_for(a_person("Dana Cole", Seat.DISPATCHER))
    rows = [Request.objects.select_related("case", "handoff").get(pk=request.pk) for _ in "12"]
    outcomes = at_once(
        [
            lambda: correct_request(
                by=company.by_dispatcher,
                request=rows[0],
                version=1,
                item_key="access",
                value="side door",
            ),
            lambda: correct_request(
                by=colleague,
                request=rows[1],
                version=1,
                item_key="access",
                value="back door",
            ),
        ],
        at=TUESDAY,
    )
    assert len(outcomes.done) == 1
    (refused,) = outcomes.refusals(StaleEdit)
    assert refused.who in {"Summer", "Dana"}
    request.refresh_from_db()
    assert (request.version, request.access in {"side door", "back door"}) == (2, True)
    assert Return.objects.filter(handoff=request.handoff).count() == 1


def test_a_call_saved_twice_by_an_impatient_click_is_one_request(company: Company) -> None:
    call, by = a_call(company), company.by_agent
    outcomes = at_once(
        [lambda: take_request(by=by, call=call, idempotency_key="form-7").pk] * THREADS,
        at=TUESDAY,
    )
    assert Request.objects.count() == 1
    assert len(set(outcomes.done)) == 1, outcomes.refused
    assert not outcomes.refused, outcomes.refused


def test_an_item_touched_by_two_is_one_question_and_its_answer_is_taken_once(
    company: Company,
) -> None:
    written = a_closed_out_visit(company)
    visit, by = written.visit, company.by_bookkeeper
    seen = again(visit)
    asked = at_once(
        [lambda: send_back(by=by, visit=seen, item_key="pressure")] * 3,
        at=TUESDAY,
    )
    assert not asked.refused, asked.refused
    returned = Return.objects.unanswered().get()
    answered: Outcomes = at_once(
        [
            lambda: answer_returned(
                by=company.by_technician,
                visit=again(visit),
                returned=Return.objects.get(pk=returned.pk),
                answer=Answer(text="118"),
            )
        ]
        * 3,
        at=TUESDAY,
    )
    assert len(answered.done) == 1, answered.refused
    assert CloseOut.objects.filter(visit=visit).count() == 2


def test_two_give_the_same_visit_to_two_people_and_one_is_told(company: Company) -> None:
    visit = an_assigned_visit(company)
    rows = [again(visit), again(visit)]
    people = [company.technician, company.other_technician]
    outcomes = at_once(
        [
            lambda row=row, person=person: assign(
                by=company.by_dispatcher, visit=row, version=visit.version, person=person
            )
            for row, person in zip(rows, people, strict=True)
        ],
        at=TUESDAY,
    )
    assert len(outcomes.done) == 1, outcomes.refused
    assert len(outcomes.refusals(StaleEdit)) == 1, outcomes.refused
    assert Assignment.objects.standing().filter(visit=visit).count() == 1
