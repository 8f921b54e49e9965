"""Figures against rows made by hand; what each of them leaves out."""

from datetime import timedelta

import pytest

from fullcircle.engines.statistics.intervals import wilson
from fullcircle.foundation import clock
from fullcircle.handoffs.actions import ask_about, fix_item
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import ChangeKind, HandoffState, LinkKey
from fullcircle.insight.figures import LeftOut, Measure
from fullcircle.insight.links import figures_of, touched_items
from fullcircle.insight.periods import Period
from fullcircle.insight.rows import Show, Wanted, rows_behind, verdict
from fullcircle.insight.tallies import EVERYBODY, Side, Tally, Whose, tallies
from tests.factories.company import TUESDAY, Company, a_company
from tests.rooms.insight.rows_by_hand import a_handoff

pytestmark = pytest.mark.django_db
LINK = LinkKey.CLOSEOUT


@pytest.fixture
def company():
    with clock.standing_at(TUESDAY):
        yield a_company()


def last_days(days: int = 30) -> Period:
    return Period(clock.now() - timedelta(days=days), clock.now())


def figures(whose: Whose = EVERYBODY, side: Side = Side.SUPPLIED, period: Period | None = None):
    span = {"now": period or last_days()}
    tally = tallies(whose, span, at=clock.now()).get((LINK, side, "now"), Tally())
    return figures_of(tally, touched_items(whose, span).get((LINK, side, "now"), {}))


def a_mixed_month(company: Company) -> None:
    at = clock.now() - timedelta(days=1)
    for _ in range(6):
        a_handoff(company)
    a_handoff(company, LINK, returned_first_at=at)
    a_handoff(company, fixed_first_at=at)
    a_handoff(company, later="callback", later_at=at)
    a_handoff(company, LINK, HandoffState.RETURNED, returned_first_at=at)
    a_handoff(company, LINK, HandoffState.SILENT)
    a_handoff(company, LINK, HandoffState.SILENT)
    a_handoff(company, LINK, HandoffState.GIVEN)
    a_handoff(company, LINK, HandoffState.SEEN)
    a_handoff(company, LINK, HandoffState.SEEN)


def test_right_first_time_counts_known_outcomes_only(company):
    a_mixed_month(company)
    found = figures().right_first_time
    expected = wilson(6, 10)
    assert expected is not None
    assert (found.value, found.n) == (0.6, 10)
    assert (found.low, found.high) == (expected.low, expected.high)


def test_silent_and_pending_are_left_out_each_by_itself(company):
    a_mixed_month(company)
    assert figures().right_first_time.excluded == {LeftOut.SILENT: 2, LeftOut.PENDING: 3}


def test_bounds_say_what_silence_could_hide(company):
    a_mixed_month(company)
    assert figures().right_first_time.if_silent == (6 / 12, 8 / 12)


def test_what_was_reported_later_was_not_right(company):
    a_handoff(company, later="callback", later_at=clock.now())
    found = figures().right_first_time
    assert (found.value, found.n) == (0.0, 1)


def test_without_hand_offs_there_is_no_data(company):
    found = figures()
    for measure in (
        Measure.RIGHT_FIRST_TIME,
        Measure.COMPLETE,
        Measure.COMPLETENESS,
        Measure.FIXED,
    ):
        assert (found.of(measure).value, found.of(measure).n) == (None, 0)
    assert found.wait.median is None
    assert found.items == ()


def test_only_silent_ones_are_no_data_either(company):
    a_handoff(company, LINK, HandoffState.SILENT)
    found = figures().right_first_time
    assert (found.value, found.n, found.excluded) == (None, 0, {LeftOut.SILENT: 1})


def test_completeness_is_weighted_and_frozen(company):
    a_handoff(company)
    a_handoff(company, missing=("notes",))
    a_handoff(company, missing=("result",))
    a_handoff(company, carded=False)
    found = figures()
    assert found.complete.value == pytest.approx(1 / 3)
    assert found.completeness.value == pytest.approx((1 + 3 / 4 + 1 / 4) / 3)
    assert found.complete.excluded == {LeftOut.NO_CARD: 1}
    assert found.completeness.n == 3


def test_the_wait_counts_open_ones_as_long_as_they_have_waited(company):
    for minutes in (10, 20, 30):
        a_handoff(company, minutes=minutes)
    a_handoff(company, LINK, HandoffState.GIVEN, given_at=clock.now() - timedelta(minutes=500))
    found = figures().wait
    assert (found.median, found.n, found.still_open) == (20, 3, 1)
    assert found.p90 is None


def test_items_name_what_was_missing_and_what_was_touched(company):
    row = a_handoff(company, LINK, HandoffState.SEEN, missing=("notes",))
    a_handoff(company, missing=("notes",))
    ask_about(by=company.by_bookkeeper, handoff=row, item_key="notes", question="What was done?")
    fix_item(by=company.by_bookkeeper, handoff=row, item_key="result")
    period = Period(clock.now() - timedelta(days=1), clock.now() + timedelta(seconds=1))
    items = {item.key: item for item in figures(period=period).items}
    assert (items["notes"].missing, items["notes"].asked, items["notes"].fixed) == (2, 1, 0)
    assert (items["result"].missing, items["result"].fixed) == (0, 1)


def test_a_change_of_the_world_is_no_fault(company):
    row = a_handoff(company, LINK, HandoffState.SEEN)
    fix_item(
        by=company.by_bookkeeper,
        handoff=row,
        item_key="result",
        change=ChangeKind.WORLD_CHANGED,
    )
    period = Period(clock.now() - timedelta(days=1), clock.now() + timedelta(seconds=1))
    found = figures(period=period)
    assert found.items == ()
    assert found.fixed.value is None


def test_hand_offs_outside_the_period_do_not_count(company):
    a_handoff(company, given_at=clock.now() - timedelta(days=31))
    a_handoff(company)
    assert figures().given == 1


def test_a_person_sees_only_what_went_through_her_hands(company):
    a_handoff(company)
    a_handoff(company, giver=company.other_technician)
    mine = Whose(frozenset({company.technician.pk}))
    hers = Whose(frozenset({company.bookkeeper.pk}))
    assert figures(mine).given == 1
    assert figures(mine, Side.RECEIVED).given == 0
    assert figures(hers, Side.RECEIVED).given == 2
    assert figures().given == 2


def test_each_number_lists_the_rows_it_counts(company):
    a_mixed_month(company)
    whole = figures().right_first_time

    def listed(show: Show) -> list[Handoff]:
        wanted = Wanted(LINK, Measure.RIGHT_FIRST_TIME, EVERYBODY, Side.SUPPLIED, last_days(), show)
        return list(rows_behind(wanted))

    everything = listed(Show.ALL)
    judged = [verdict(row, Measure.RIGHT_FIRST_TIME) for row in everything]
    assert judged.count(True) + judged.count(False) == whole.n
    assert judged.count(True) == len(everything) - len(listed(Show.AGAINST)) - len(
        listed(Show.LEFT_OUT)
    )
    assert {verdict(row, Measure.RIGHT_FIRST_TIME) for row in listed(Show.AGAINST)} == {False}
    assert len(listed(Show.LEFT_OUT)) == sum(whole.excluded.values())


def test_an_item_opens_the_hand_offs_it_was_missing_on(company):
    with_it = a_handoff(company, missing=("notes",))
    a_handoff(company)
    touched = a_handoff(company, LINK, HandoffState.SEEN)
    ask_about(by=company.by_bookkeeper, handoff=touched, item_key="notes")
    wanted = Wanted(LINK, Measure.RETURNS, EVERYBODY, Side.SUPPLIED, last_days(), Show.ALL, "notes")
    assert {row.pk for row in rows_behind(wanted)} == {with_it.pk, touched.pk}


def test_figures_take_two_queries_at_any_size(company, django_assert_num_queries):
    for _ in range(60):
        a_handoff(company, missing=("notes",))
    with django_assert_num_queries(2):
        figures()
