"""Reads of the desk: my calls, and circles that nobody has closed."""

from datetime import timedelta

from fullcircle.foundation import clock
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.queries import (
    case_numbered,
    not_yet_confirmed,
    request_of_case,
    taken_by,
)
from tests.factories.company import Company, a_closed_out_visit, a_request


def test_my_calls_are_mine_and_of_today(company: Company) -> None:
    asked = a_request(company)
    at = clock.now()
    assert list(taken_by(company.agent.pk, since=at)) == [asked]
    assert list(taken_by(company.agent.pk, since=at + timedelta(seconds=1))) == []
    assert list(taken_by(company.manager.pk, since=at)) == []


def test_a_signed_visit_needs_no_call(company: Company) -> None:
    a_closed_out_visit(company)
    assert not_yet_confirmed() == []


def test_unsigned_work_waits_oldest_first(company: Company) -> None:
    a_closed_out_visit(company, signed=Signed.NOBODY_THERE, signed_by_name="")
    asked = Request.objects.get()
    assert not_yet_confirmed() == [asked]
    assert asked.done_at is not None
    assert not_yet_confirmed(after=(asked.done_at, asked.pk)) == []


def test_a_case_is_found_by_its_number_in_any_case(company: Company) -> None:
    asked = a_request(company)
    assert case_numbered(asked.case.number.lower()) == asked.case
    assert request_of_case(f" {asked.case.number} ") == asked
    assert request_of_case("C999999") is None
