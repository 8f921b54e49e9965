"""What the simulator is told of our past, counted on the fingers."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.engines.queueing.company import DAY, LinkKey, Stage
from fullcircle.foundation import clock
from fullcircle.insight.whatif.calibration import TooLittleHistory, calibrate
from fullcircle.insight.whatif.crew import CYCLE, one_more, trades_of
from fullcircle.insight.whatif.estimates import Estimated, How
from fullcircle.insight.whatif.readings import read_history
from fullcircle.registry.people.models import Absence, PersonSkill, Skill
from tests.factories.company import TUESDAY, ZONE
from tests.rooms.insight.whatif.past import a_past

NEW_YORK = ZoneInfo(ZONE)
REQUESTS = 13 * 5 * 3


@pytest.fixture
def calibrated(busy):
    return calibrate(read_history(at=clock.now()), NEW_YORK)


def estimate(calibrated, what):
    return next(row for row in calibrated.estimates if row.what is what)


def test_reading_takes_the_same_number_of_queries_however_long_the_past(company):
    with CaptureQueriesContext(connection) as without:
        read_history(at=clock.now())
    a_past(company)
    with CaptureQueriesContext(connection) as after:
        read_history(at=clock.now())
    assert len(without) == len(after) == 16


def test_nothing_is_known_of_a_company_without_a_past(company):
    with pytest.raises(TooLittleHistory) as refusal:
        calibrate(read_history(at=clock.now()), NEW_YORK)
    assert refusal.value.requests == 0


def test_a_handful_of_cases_is_not_a_history(company):
    a_past(company, days=21)
    with pytest.raises(TooLittleHistory) as refusal:
        calibrate(read_history(at=clock.now()), NEW_YORK)
    assert refusal.value.requests == 3 * 15


def test_requests_come_as_often_and_at_the_hours_they_came(calibrated):
    urgent, calm = sorted(calibrated.company.types, key=lambda kind: not kind.urgent)
    assert sum(urgent.rates) == pytest.approx(10)
    assert sum(calm.rates) == pytest.approx(5)
    # 13:00 and 15:00 UTC are nine and eleven in New York in summer, Monday to Friday.
    assert [hour for hour, rate in enumerate(urgent.rates) if rate] == [
        24 * day + hour for day in range(5) for hour in (9, 11)
    ]
    assert {round(rate, 6) for rate in urgent.rates if rate} == {1.0}


def test_classes_are_kinds_of_customers_by_trade(calibrated):
    classes = calibrated.company.classes
    assert classes == ("person:home_service", "organisation:home_service")
    urgent = next(kind for kind in calibrated.company.types if kind.urgent)
    assert urgent.classes == pytest.approx((0.8, 0.2))


def test_one_customer_can_be_looked_at_alone(busy):
    focus = busy.customer.pk
    found = calibrate(read_history(at=clock.now()), NEW_YORK, focus=focus)
    assert found.company.classes == (f"customer:{focus}", "organisation:home_service")


def test_lengths_and_windows_are_those_that_were_seen(calibrated):
    urgent = next(kind for kind in calibrated.company.types if kind.urgent)
    assert urgent.on_site.mean == pytest.approx(52.5)
    assert calibrated.company.travel.mean == pytest.approx(12)
    assert calibrated.company.call.mean == pytest.approx(5)
    assert calibrated.company.paper.mean == pytest.approx(10)
    assert calibrated.company.books.mean == pytest.approx(8)
    calm = next(kind for kind in calibrated.company.types if not kind.urgent)
    offer = calm.offers[0]
    # Asked at five past two in the afternoon, it begins at 6:35 of the next morning.
    assert (offer.asked % DAY, offer.start % DAY) == (14 * 60 + 5, 6 * 60 + 35)
    assert not offer.same_day


def test_defects_are_counted_by_link_with_their_intervals(calibrated):
    links = calibrated.company.links
    assert links[LinkKey.CLOSEOUT].incomplete == pytest.approx(19 / REQUESTS)
    assert links[LinkKey.CLOSEOUT].clarify.mean == pytest.approx(90)
    assert links[LinkKey.BRIEFING].incomplete == pytest.approx(39 / REQUESTS)
    assert links[LinkKey.BRIEFING].clarify.mean == 0
    assert links[LinkKey.INTAKE].incomplete == 0
    told = estimate(calibrated, Estimated.CLOSEOUT)
    assert told.n == REQUESTS
    assert told.low < told.value < told.high


def test_what_the_history_cannot_say_is_marked_as_assumed(calibrated):
    assumed = {row.what for row in calibrated.estimates if row.how is How.ASSUMED}
    assert assumed == {Estimated.PLAN, Estimated.TOUCH, Estimated.OVERTIME}
    assert all(row.n == 0 for row in calibrated.estimates if row.how is How.ASSUMED)


def test_a_briefing_costs_no_second_trip_unless_that_can_be_told_from_chance(calibrated):
    assert calibrated.company.links[LinkKey.BRIEFING].again == 0
    assert estimate(calibrated, Estimated.BRIEFING_TRIP).n == 39


def test_hands_stand_the_shifts_of_the_last_whole_weeks(calibrated):
    hands = calibrated.company.hands
    assert sorted(stage for one in hands for stage in one.stages) == sorted(
        [Stage.CALL, Stage.PLAN, Stage.BOOKS, Stage.FIELD, Stage.FIELD]
    )
    assert calibrated.company.cycle == CYCLE
    for one in hands:
        assert len(one.duties) == CYCLE * 5
        assert {(duty.start % DAY, duty.end - duty.start) for duty in one.duties} == {(480, 600)}


def test_who_led_no_visit_lately_is_not_counted_in_the_field(busy):
    history = read_history(at=clock.now())
    assert set(history.duties.led) == {busy.technician.pk, busy.other_technician.pk}


def test_one_more_technician_has_the_skills_and_the_post_of_the_trade(calibrated):
    company, kinds = calibrated.company, calibrated.history.kinds
    assert trades_of(company.hands, kinds) == ["home_service"]
    more = one_more(company.hands, kinds, "home_service")
    assert more is not None
    assert more.stages == {Stage.FIELD}
    assert more.skills == {kind.key for kind in company.types}
    assert len(more.duties) == CYCLE * 5
    assert one_more(company.hands, kinds, "it") is None


def test_a_skill_that_is_held_counts_even_before_it_is_used(busy):
    skill = Skill.objects.create(name="refrigerant")
    busy.job_type.skills.add(skill)
    PersonSkill.objects.create(person=busy.agent, skill=skill)
    history = read_history(at=clock.now())
    assert history.kinds[busy.job_type.code].skills == {skill.pk}
    assert history.duties.skills == {busy.agent.pk: frozenset({skill.pk})}


def test_absence_is_one_share_for_all(busy):
    Absence.objects.create(
        person=busy.technician,
        starts_at=TUESDAY - timedelta(weeks=3),
        ends_at=TUESDAY - timedelta(weeks=2),
    )
    found = calibrate(read_history(at=clock.now()), NEW_YORK)
    shares = {one.absence for one in found.company.hands}
    assert len(shares) == 1
    # A week of one of five people in thirteen weeks; six of them stand on the Tuesday too.
    assert shares.pop() == pytest.approx(5 / (13 * 5 * 5), rel=0.15)
