"""First and last promise of each time somebody was to come."""

from datetime import timedelta

import pytest

from fullcircle.foundation import clock
from fullcircle.insight.reports.measures import Measure, Standing
from fullcircle.operations.scheduling.states import JobState
from fullcircle.operations.servicedesk.states import Circle
from tests.factories.company import TUESDAY, a_company
from tests.rooms.insight.reports.histories import (
    a_plain_job,
    a_plain_request,
    a_plain_visit,
    a_promise,
    ago,
    figure,
    replaced,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def company():
    with clock.standing_at(TUESDAY):
        yield a_company()


def kept(measure: Measure) -> tuple[int, int]:
    found = figure(measure)
    return found.hits, found.n


def test_arrived_at_the_very_end_of_the_window_is_kept_a_minute_later_is_not(company):
    end = ago(days=1)
    for minutes in (0, 1):
        job = a_plain_job(company)
        a_promise(job, end - 20 * HOUR, end)
        a_plain_visit(job, end + timedelta(minutes=minutes))
    assert kept(Measure.FIRST_PROMISE) == (1, 2)


def test_nobody_yet_is_broken_past_the_window_and_left_out_before(company):
    a_promise(a_plain_job(company), ago(days=1), ago(minutes=1))
    a_promise(a_plain_job(company), ago(days=1), ago(minutes=0))
    found = figure(Measure.FIRST_PROMISE)
    assert found.n == 1
    assert found.against == {Standing.NEVER_CAME: 1}
    # Not due yet and dated by its end: it belongs to no span that ends now.
    assert found.left_out == {}


def test_what_was_cancelled_before_anybody_came_is_left_out(company):
    a_promise(a_plain_job(company, state=JobState.CANCELLED), ago(days=1), ago(hours=1))
    gone = a_plain_request(company, circle=Circle.VOID)
    a_promise(a_plain_job(company, gone), ago(days=1), ago(hours=1))
    assert figure(Measure.FIRST_PROMISE).left_out == {Standing.CANCELLED: 2}


def test_a_promise_made_anew_in_time_is_kept_as_last_and_broken_as_first(company):
    job, until = a_plain_job(company), ago(days=1)
    first = a_promise(job, until - 9 * HOUR, until)
    replaced(first, until - HOUR, until + 3 * HOUR)
    a_plain_visit(job, until + 2 * HOUR)
    assert kept(Measure.FIRST_PROMISE) == (0, 1)
    assert kept(Measure.LAST_PROMISE) == (1, 1)
    assert kept(Measure.RENEGOTIATED) == (1, 1)


def test_a_promise_made_anew_after_it_fell_due_is_no_renegotiation(company):
    job, until = a_plain_job(company), ago(days=1)
    first = a_promise(job, until - 9 * HOUR, until)
    replaced(first, until + HOUR, until + 3 * HOUR)
    a_plain_visit(job, until + 2 * HOUR)
    assert kept(Measure.RENEGOTIATED) == (0, 1)
    assert kept(Measure.FIRST_PROMISE) == (0, 1)


def test_a_promise_for_a_second_visit_is_a_promise_of_its_own(company):
    job, until = a_plain_job(company), ago(days=3)
    first = a_promise(job, until - 9 * HOUR, until)
    a_plain_visit(job, until - HOUR)
    second = replaced(first, until + HOUR, until + 24 * HOUR)
    a_plain_visit(job, until + 25 * HOUR)
    assert second.supersedes == first
    assert kept(Measure.FIRST_PROMISE) == (1, 2)
    assert kept(Measure.LAST_PROMISE) == (1, 2)
    assert kept(Measure.RENEGOTIATED) == (0, 2)


def test_lateness_is_nought_when_kept_and_goes_on_while_nobody_came(company):
    until = ago(hours=5)
    for minutes in (-60, 0, 30):
        job = a_plain_job(company)
        a_promise(job, until - 20 * HOUR, until)
        a_plain_visit(job, until + timedelta(minutes=minutes))
    a_promise(a_plain_job(company), until - 20 * HOUR, until)
    found = figure(Measure.LATENESS).wait
    assert found is not None
    # Nought of two in four, 30 of one in two, one still open after five hours.
    assert (found.median, found.p90, found.still_open) == (0, None, 1)
