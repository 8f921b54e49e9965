"""The chain of a case, the weakest link, and the three ways of looking that may disagree."""

from datetime import timedelta

import pytest

from fullcircle.foundation import clock
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.reports.chain import ChainReport, chain_report
from fullcircle.insight.reports.measures import Measure, Standing
from fullcircle.insight.reports.spans import Span, span_of
from tests.factories.company import TUESDAY, ZONE, a_company
from tests.rooms.insight.reports.histories import a_chain, figure
from tests.rooms.insight.rows_by_hand import a_handoff

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    with clock.standing_at(TUESDAY):
        yield a_company()


def found(target: float = 0.95) -> ChainReport:
    at = clock.now()
    return chain_report(span_of(Span.THREE, until=at, zone=ZONE), at=at, target=target)


def test_a_case_is_clean_when_all_its_hand_offs_were_right(company):
    for _ in range(3):
        a_chain(company)
    a_chain(company, intake="returned")
    a_chain(company, closeout="fixed", visit="later")
    a_chain(company, visit="silent")
    a_chain(company, visit="silent", intake="fixed")
    a_chain(company, record="given")
    a_chain(company, record="absent")
    cases = figure(Measure.CLEAN)
    assert (cases.hits, cases.n) == (3, 5)
    assert cases.left_out == {
        Standing.SILENT: 1,
        Standing.SILENT_AND_WRONG: 1,
        Standing.PENDING: 2,
    }
    # Were all silent ones good, one of the two cases would still not be clean.
    assert cases.if_silent == (3 / 7, 4 / 7)


def test_a_second_visit_must_be_right_too(company):
    case = a_chain(company)
    a_handoff(company, LinkKey.VISIT, case=case, fixed_first_at=clock.now())
    cases = figure(Measure.CLEAN)
    assert (cases.hits, cases.n) == (0, 1)


def test_faults_that_sit_together_make_more_clean_cases_than_the_product_says(company):
    for _ in range(6):
        a_chain(company)
    for _ in range(4):
        a_chain(company, intake="fixed", closeout="fixed")
    chain = found().chain
    assert chain is not None
    assert chain.clean.value == 0.6
    assert chain.product == pytest.approx(0.6 * 0.6)
    assert chain.dependence == pytest.approx(0.24)


def test_a_link_that_stands_out_is_named(company):
    for place in range(60):
        a_chain(company, **({"closeout": "fixed"} if place < 24 else {}))
    weakest = found().weakest
    assert weakest is not None
    assert weakest.named == LinkKey.CLOSEOUT


def test_links_that_cannot_be_told_apart_are_a_set_without_a_name(company):
    for _ in range(5):
        a_chain(company)
    weakest = found().weakest
    assert weakest is not None
    assert weakest.named is None
    assert len(weakest.smallest_set) > 1


def test_without_cases_there_is_nothing_to_compare(company):
    report = found()
    assert (report.weakest, report.chain, report.cases.value) == (None, None, None)
    assert {link.gain for link in report.links} == {None}


def test_the_gain_is_the_product_with_the_target_less_the_product_without(company):
    for place in range(10):
        a_chain(company, **({"closeout": "fixed"} if place < 4 else {}))
    links = {link.link: link for link in found(target=0.9).links}
    assert links[LinkKey.CLOSEOUT].gain == pytest.approx(0.9 - 0.6)
    assert links[LinkKey.INTAKE].gain == 0.0


def test_the_three_views_may_disagree(company):
    for place in range(20):
        case = a_chain(company, **({"closeout": "fixed"} if place < 10 else {}))
        slow = case.handoffs.get(link__key=LinkKey.BRIEFING)
        slow.outcome_at = slow.given_at + timedelta(hours=9)
        slow.save()
    report = found()
    assert (report.worst_by_gain, report.worst_by_time) == (LinkKey.CLOSEOUT, LinkKey.BRIEFING)
    assert not report.agree


def test_the_time_shares_leave_the_record_out_and_add_up_to_one(company):
    for _ in range(3):
        a_chain(company)
    shares = {link.link: link.time_share for link in found().links}
    assert shares.pop(LinkKey.RECORD) is None
    # Half an hour on each of the four others.
    assert list(shares.values()) == [0.25] * 4
