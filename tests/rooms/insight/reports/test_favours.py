"""Favours: expected by the published rule alone; planted bias is seen, alike groups are not."""

from datetime import timedelta

import pytest

from fullcircle.foundation import clock
from fullcircle.insight.reports.favours import favours
from fullcircle.insight.reports.spans import Span, span_of
from fullcircle.registry.catalogue.models import Service
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.people.models import Team
from tests.factories.company import TUESDAY, ZONE, a_company
from tests.rooms.insight.reports.histories import a_plain_job, a_plain_request, a_promise, ago
from tests.rooms.insight.rows_by_hand import a_case

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def company():
    with clock.standing_at(TUESDAY):
        made = a_company()
        Service.objects.filter(pk=made.job_type.service_id).update(lead_time_minutes=600)
        yield made


def an_organisation(name: str) -> Customer:
    return Customer.objects.create(
        number=f"O{name}", name=name, kind="organisation", side="outside"
    )


def promised(company, customer: Customer, *, early: int, late: int, **more) -> None:
    """`early` windows end within nine hours of the request, `late` ones after eleven."""
    for hours, count in ((9, early), (11, late)):
        for _ in range(count):
            case = a_case(company)
            case.customer = customer
            case.save()
            request = a_plain_request(company, case=case, received_at=ago(days=2), **more)
            a_promise(
                a_plain_job(company, request),
                ago(days=2),
                ago(days=2) + hours * HOUR,
                promised_by=more.get("taken_by") or company.agent,
            )


def found():
    at = clock.now()
    return favours(span_of(Span.THREE, until=at, zone=ZONE), at=at)


def test_expected_is_the_rate_that_all_have_for_the_same_reasons(company):
    one, other = an_organisation("Abbey Inn"), an_organisation("Zinc Works")
    promised(company, one, early=12, late=8)
    promised(company, other, early=8, late=12)
    report = found()
    assert (report.promises, report.early) == (40, 20)
    assert report.gets.found is not None
    shown = {row.group: row for row in report.gets.found.shown}
    # 20 of 40 were early, so 10 of each one's 20 are expected.
    assert [row.expected for row in shown.values()] == pytest.approx([10, 10])
    assert [row.observed for row in shown.values()] == [12, 8]
    assert [row.outside for row in shown.values()] == [0, 0]


def test_a_customer_who_always_comes_first_without_a_reason_lies_outside(company):
    loud = an_organisation("Loud Works")
    promised(company, loud, early=40, late=0)
    for place in range(8):
        promised(company, an_organisation(f"Quiet {place}"), early=5, late=35)
    report = found()
    assert report.gets.found is not None
    outside = {report.gets.names[row.group]: row.outside for row in report.gets.found.shown}
    assert outside["Loud Works"] == 1
    assert sum(value != 0 for value in outside.values()) == 1


def test_an_agreement_is_a_reason(company):
    with_plan, without = an_organisation("Abbey Inn"), an_organisation("Zinc Works")
    promised(company, with_plan, early=20, late=0, agreement_said="Comfort plan")
    promised(company, without, early=10, late=10, agreement_said="no agreement")
    report = found()
    assert report.gets.found is not None
    assert [row.ratio.value for row in report.gets.found.shown] == pytest.approx([1, 1])


def test_too_little_expected_is_left_out_and_groups_stand_by_name(company):
    promised(company, an_organisation("Zinc Works"), early=10, late=0)
    promised(company, an_organisation("Abbey Inn"), early=10, late=0)
    promised(company, an_organisation("Mill"), early=4, late=0)
    report = found()
    assert report.gets.found is not None
    names = [report.gets.names[row.group] for row in report.gets.found.shown]
    assert names == ["Abbey Inn", "Zinc Works"]
    assert len(report.gets.found.left_out) == 1


def test_private_customers_are_one_group_and_who_asks_is_who_gets(company):
    promised(company, company.customer, early=6, late=2)
    report = found()
    assert report.gets.found is not None
    assert [row.group for row in report.gets.found.shown] == [""]
    assert report.asked_elsewhere == 0


def test_a_team_of_one_gives_no_figure_of_its_own(company):
    team = Team.objects.create(name="Desk")
    team.people.add(company.agent)
    promised(company, company.customer, early=8, late=8)
    report = found()
    assert report.gives.names == {}
    assert report.gives.found is None
