"""Inside and outside, case by case: what was planted is found, too little is said to be too little."""

from datetime import timedelta
from random import Random

import pytest

from fullcircle.engines.statistics.goes_with import GoesWith, Verdict
from fullcircle.engines.statistics.reasons import NoData, Reason
from fullcircle.foundation import clock
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.satisfaction import SatisfactionReport, satisfaction
from fullcircle.insight.reports.spans import months
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.customers.models import Customer
from tests.factories.company import TUESDAY, ZONE, a_company
from tests.rooms.insight.reports.histories import a_done_request, a_word, ago
from tests.rooms.insight.rows_by_hand import a_case, a_handoff

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    with clock.standing_at(TUESDAY):
        yield a_company()


def found() -> SatisfactionReport:
    at = clock.now()
    series = months(until=at, count=3, zone=ZONE)
    return satisfaction(Period(next(iter(series.values())).start, at), series)


def a_told_case(company, customer: Customer, *, right: bool, content: bool, hours: float) -> None:
    case = a_case(company)
    case.customer = customer
    case.save()
    touched = {} if right else {"returned_first_at": ago(days=3)}
    a_handoff(company, LinkKey.INTAKE, case=case, given_at=ago(days=4), **touched)
    done = ago(hours=hours)
    request = a_done_request(company, Circle.CONFIRMED, case=case, done_at=done)
    a_word(request, all_good=content, at=done + timedelta(minutes=5))


def a_history(company, *, planted: bool, cases: int = 240) -> None:
    """Half the intakes are right; when planted, those bring content customers far more often."""
    dice = Random(7)
    customers = [
        Customer.objects.create(number=f"S{n}", name=f"House {n}", kind="person", side="outside")
        for n in range(24)
    ]
    for place in range(cases):
        right = dice.random() < 0.5
        chance = (0.9 if right else 0.4) if planted else 0.65
        a_told_case(
            company,
            customers[place % 24],
            right=right,
            content=dice.random() < chance,
            hours=2 + place / 20,
        )


def test_what_was_planted_goes_together_and_both_controls_are_silent(company):
    a_history(company, planted=True)
    model = found().found
    assert isinstance(model, GoesWith)
    assert model.verdict is Verdict.GOES_TOGETHER
    # Odds .9/.1 against .4/.6 are 13.5 times as high.
    assert model.odds.low < 13.5 < model.odds.high
    assert model.odds.low > 1
    assert model.wording == "goes together with"


def test_what_was_not_planted_cannot_be_told(company):
    a_history(company, planted=False)
    model = found().found
    assert isinstance(model, GoesWith)
    assert model.verdict is Verdict.NOT_TOLD_APART


def test_few_cases_are_too_few_to_say(company):
    for place in range(6):
        a_told_case(
            company, company.customer, right=place % 2 == 0, content=place > 1, hours=2 + place
        )
    report = found()
    assert isinstance(report.found, NoData)
    assert report.found.reason is Reason.TOO_FEW


def test_no_word_is_left_out_and_the_first_word_counts(company):
    a_told_case(company, company.customer, right=True, content=False, hours=5)
    a_done_request(company, Circle.SILENT)
    late = a_done_request(company, Circle.CONFIRMED)
    a_word(late, all_good=False, at=ago(hours=20))
    a_word(late, all_good=True, at=ago(hours=2))
    report = found()
    assert (report.done, report.told, report.content, report.without_score) == (3, 2, 0, 1)


def test_without_any_request_there_is_no_data(company):
    report = found()
    assert isinstance(report.found, NoData)
    assert report.found.reason is Reason.NO_CASES
    assert report.done == 0
