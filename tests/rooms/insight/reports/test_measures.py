"""Each figure against a history whose answer is worked out by hand beside it."""

from datetime import timedelta

import pytest

from fullcircle.engines.statistics.intervals import wilson
from fullcircle.foundation import clock
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.insight.reports.measures import Kind, Measure, Standing
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.catalogue.models import Service
from tests.factories.company import TUESDAY, a_company
from tests.rooms.insight.reports import histories as had
from tests.rooms.insight.reports.histories import ago, figure
from tests.rooms.insight.rows_by_hand import a_handoff

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    with clock.standing_at(TUESDAY):
        yield a_company()


@pytest.mark.parametrize("measure", list(Measure))
def test_without_rows_there_is_no_data(company, measure):
    found = figure(measure)
    assert (found.value, found.n, found.rows) == (None, 0, 0)
    if found.kind is Kind.TIME:
        assert found.wait is not None
        assert found.wait.median is None


def test_completeness_is_the_mean_of_the_shares_of_weight(company):
    # Weights 3 and 1: complete 4/4, without notes 3/4, without result 1/4.
    a_handoff(company)
    a_handoff(company, missing=("notes",))
    a_handoff(company, missing=("result",))
    a_handoff(company, carded=False)
    found = figure(Measure.COMPLETENESS)
    assert found.value == pytest.approx((1 + 0.75 + 0.25) / 3)
    assert (found.n, found.left_out) == (3, {Standing.NO_CARD: 1})


def test_everything_there_counts_hand_offs_without_a_missing_part(company):
    a_handoff(company)
    a_handoff(company)
    a_handoff(company, missing=("notes",))
    a_handoff(company, carded=False)
    found = figure(Measure.COMPLETE)
    assert (found.hits, found.n, found.left_out) == (2, 3, {Standing.NO_CARD: 1})
    share = wilson(2, 3)
    assert share is not None
    assert (found.low, found.high) == (share.low, share.high)


def test_right_the_first_time_says_what_spoke_against(company):
    for _ in range(4):
        a_handoff(company)
    a_handoff(company, returned_first_at=ago(hours=1))
    a_handoff(company, fixed_first_at=ago(hours=1))
    a_handoff(company, returned_first_at=ago(hours=1), fixed_first_at=ago(hours=1))
    a_handoff(company, later="callback", later_at=ago(hours=1))
    a_handoff(company, state=HandoffState.SILENT)
    a_handoff(company, state=HandoffState.GIVEN)
    found = figure(Measure.RIGHT_FIRST_TIME)
    assert (found.hits, found.n) == (4, 8)
    assert found.against == {
        Standing.WAS_SENT_BACK: 2,
        Standing.WAS_FIXED: 1,
        Standing.WAS_REPORTED: 1,
    }
    assert found.left_out == {Standing.SILENT: 1, Standing.PENDING: 1}
    assert found.if_silent == (4 / 9, 5 / 9)


def test_the_lenient_form_forgives_questions_and_nothing_else(company):
    a_handoff(company)
    a_handoff(company, returned_first_at=ago(hours=1))
    a_handoff(company, fixed_first_at=ago(hours=1))
    a_handoff(company, later="callback", later_at=ago(hours=1))
    a_handoff(company, state=HandoffState.RETURNED, returned_first_at=ago(hours=1))
    found = figure(Measure.RIGHT_LENIENT)
    assert (found.hits, found.n, found.left_out) == (2, 4, {Standing.PENDING: 1})


def test_sent_back_and_fixed_are_shares_of_known_outcomes(company):
    for _ in range(3):
        a_handoff(company)
    a_handoff(company, state=HandoffState.RETURNED, returned_first_at=ago(hours=1))
    a_handoff(company, fixed_first_at=ago(hours=1))
    a_handoff(company, state=HandoffState.SILENT)
    back, fixed = figure(Measure.SENT_BACK), figure(Measure.FIXED)
    assert (back.hits, back.n) == (1, 5)
    assert (fixed.hits, fixed.n) == (1, 5)


def test_in_time_leaves_out_what_is_not_due_and_counts_what_is_overdue(company):
    given = ago(hours=10)
    a_handoff(company, given_at=given, minutes=60, due_at=given + timedelta(minutes=60))
    a_handoff(company, given_at=given, minutes=61, due_at=given + timedelta(minutes=60))
    a_handoff(company, state=HandoffState.SEEN, given_at=given, due_at=ago(minutes=1))
    a_handoff(company, state=HandoffState.GIVEN, given_at=given, due_at=ago(minutes=-1))
    a_handoff(company, given_at=given)
    found = figure(Measure.IN_TIME)
    assert (found.hits, found.n) == (1, 3)
    assert found.left_out == {Standing.NO_PROMISE: 1, Standing.NOT_DUE: 1}
    assert found.against == {Standing.AGAINST: 1, Standing.STILL_OPEN: 1}


def test_a_wait_that_goes_on_counts_as_long_as_it_lasted(company):
    # Ended after 10, 20, 30 minutes; one open for 25. Kaplan-Meier: 3/4, 1/2, then of one left 0.
    for minutes in (10, 20, 30):
        a_handoff(company, given_at=ago(hours=3), minutes=minutes)
    a_handoff(company, state=HandoffState.GIVEN, given_at=ago(minutes=25))
    found = figure(Measure.WAIT)
    assert found.wait is not None
    assert (found.wait.median, found.wait.p90) == (20, 30)
    assert (found.wait.n, found.wait.still_open, found.n) == (3, 1, 4)


def test_seen_ends_with_the_look_or_with_the_act(company):
    given = ago(hours=5)
    a_handoff(company, given_at=given, minutes=100, seen_at=given + timedelta(minutes=7))
    a_handoff(company, given_at=given, minutes=40)
    found = figure(Measure.SEEN)
    assert found.wait is not None
    assert (found.wait.median, found.wait.p90) == (7, 40)


def test_the_answer_to_a_question_is_timed_from_the_question(company):
    row = a_handoff(company, returned_first_at=ago(hours=5))
    had.a_question(row, ago(hours=5), 12)
    had.a_question(row, ago(hours=4), 30)
    had.a_question(row, ago(minutes=50), None)
    found = figure(Measure.ANSWER)
    assert found.wait is not None
    # 12 of three, then 30 of two, one open for 50.
    assert (found.wait.median, found.wait.n, found.wait.still_open) == (30, 2, 1)


def test_the_first_answer_leaves_out_what_was_answered_in_the_call(company):
    had.a_plain_request(company, received_at=ago(hours=3), acknowledged_at=ago(hours=2))
    had.a_plain_request(company, received_at=ago(hours=1))
    had.a_plain_request(company, received_at=ago(hours=1), circle=Circle.VOID)
    for channel in ("phone", "walk_up", "radio"):
        had.a_plain_request(
            company, channel=channel, received_at=ago(hours=1), acknowledged_at=ago(hours=1)
        )
    found = figure(Measure.FIRST_WORD)
    assert found.wait is not None
    assert (found.n, found.wait.n, found.wait.still_open) == (2, 1, 1)
    assert found.left_out == {Standing.CANCELLED: 1, Standing.SPOKEN: 3}


def test_a_circle_closes_by_the_customers_word_alone(company):
    for circle, count in ((Circle.CONFIRMED, 3), (Circle.SILENT, 2), (Circle.DISPUTED, 1)):
        for _ in range(count):
            had.a_done_request(company, circle)
    had.a_done_request(company, Circle.EXPIRED)
    had.a_done_request(company, Circle.DONE)
    had.a_done_request(company, Circle.DONE, done_at=ago(days=8))
    had.a_done_request(company, Circle.OPEN)
    had.a_done_request(company, Circle.VOID)
    had.a_plain_request(company)
    found = figure(Measure.CLOSED)
    assert (found.hits, found.n) == (3, 8)
    assert found.against == {
        Standing.SAID_NOTHING: 3,
        Standing.EXPIRED: 1,
        Standing.DISPUTED: 1,
    }
    assert found.left_out == {Standing.PENDING: 1, Standing.NOT_DUE: 1, Standing.CANCELLED: 1}


def test_the_loop_is_timed_from_the_visit_to_the_posting(company):
    for minutes in (30, 90):
        visit = had.a_plain_visit(had.a_plain_job(company), ago(hours=9))
        had.a_posting(company, visit, visit.left_at + timedelta(minutes=minutes))
    open_one = had.a_plain_visit(had.a_plain_job(company), ago(hours=3))
    had.a_posting(company, open_one, None)
    had.a_plain_visit(had.a_plain_job(company), ago(hours=2))
    found = figure(Measure.LOOP_TIME)
    assert found.wait is not None
    # 30 of four, an hour open gone, 90 of two: 3/4, then 3/8.
    assert (found.wait.median, found.wait.n, found.wait.still_open) == (90, 2, 2)


def test_earlier_than_standard_knows_services_without_one_and_further_visits(company):
    Service.objects.filter(pk=company.job_type.service_id).update(lead_time_minutes=600)
    at = ago(days=2)
    for hours in (9, 11):
        job = had.a_plain_job(company, had.a_plain_request(company, received_at=at))
        first = had.a_promise(job, at, at + timedelta(hours=hours))
    had.a_plain_visit(job, at + timedelta(hours=10))
    had.replaced(first, at + timedelta(hours=12), at + timedelta(hours=13))
    found = figure(Measure.EARLY)
    assert (found.hits, found.n, found.left_out) == (1, 2, {Standing.FURTHER: 1})
    Service.objects.filter(pk=company.job_type.service_id).update(lead_time_minutes=0)
    assert figure(Measure.EARLY).left_out == {Standing.FURTHER: 1, Standing.NO_STANDARD: 2}


def test_what_was_given_outside_the_span_is_not_in_it(company):
    a_handoff(company, given_at=ago(days=40))
    a_handoff(company, LinkKey.INTAKE, given_at=ago(days=1))
    found = had.asked(Measure.COMPLETE, span=had.Span.ONE)
    assert found.whole.n == 1
    assert {cell.key: cell.figure.n for cell in found.by_month if cell.figure.n} == {
        "2026-06": 1,
        "2026-07": 1,
    }
