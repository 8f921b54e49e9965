"""No word is a state of its own: never success, and never counted as known."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.rules import silence_after
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.handoffs.tasks import notice_silence
from fullcircle.operations.servicedesk.actions import confirm
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.operations.servicedesk.tasks import notice_silent_circles
from tests.factories.company import TUESDAY, a_closed_out_visit, a_company

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


def test_a_visit_without_a_word_falls_silent_after_three_days_and_is_not_known() -> None:
    company = a_company()
    case = a_closed_out_visit(company, signed="nobody_there", signed_by_name="").visit.job.case
    visit = Handoff.objects.get(case=case, link__key=LinkKey.VISIT)
    with clock.standing_at(TUESDAY + timedelta(days=2)):
        assert notice_silence() == 0
    with clock.standing_at(TUESDAY + timedelta(days=4)):
        assert (notice_silence(), notice_silence()) == (1, 0)
    visit.refresh_from_db()
    assert (visit.state, visit.known) == (HandoffState.SILENT, "silent")
    assert visit not in Handoff.objects.known()


def test_a_late_word_counts_more_than_the_silence() -> None:
    company = a_company()
    case = a_closed_out_visit(company, signed="nobody_there", signed_by_name="").visit.job.case
    with clock.standing_at(TUESDAY + timedelta(days=9)):
        notice_silence()
        notice_silent_circles()
        case.request.refresh_from_db()
        assert case.request.circle == Circle.SILENT
        confirm(by=company.by_agent, request=case.request, how="called back", by_name="Mary Smith")
    case.request.refresh_from_db()
    assert case.request.circle == Circle.CONFIRMED
    assert Handoff.objects.get(case=case, link__key=LinkKey.VISIT).state == HandoffState.ACCEPTED


def test_silence_is_measured_by_what_was_observed_and_never_under_three_days() -> None:
    day = timedelta(days=1)
    assert silence_after([]) == 3 * day
    assert silence_after([day] * 50) == 3 * day
    assert silence_after([day] * 95 + [20 * day] * 5) == 3 * day
    assert silence_after([day] * 94 + [20 * day] * 6) == 20 * day


def test_a_confirmation_after_a_dispute_stops_the_clock_again() -> None:
    company = a_company()
    written = a_closed_out_visit(
        company, signed="something_left", something_left="It hums again", signed_by_name="Mary"
    )
    request = written.visit.job.request
    with clock.standing_at(TUESDAY + timedelta(minutes=30)):
        request.refresh_from_db()
        confirm(by=company.by_agent, request=request, how="called back", by_name="Mary Smith")
    assert request.clocks.get(kind="resolve").stopped_at == TUESDAY + timedelta(minutes=30)
