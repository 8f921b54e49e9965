"""Placing a call decides its intake, also for somebody who took the call alone."""

from fullcircle.foundation import clock
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.insight.periods import Period
from fullcircle.insight.tallies import EVERYBODY, Side, tallies
from fullcircle.operations.scheduling import actions as scheduling
from tests.rooms.scheduling.working_day import at, lay_out_day


def counted(link: LinkKey) -> int:
    tally = tallies(EVERYBODY, {"day": Period(at(0), at(23))}, at=clock.now()).get(
        (link, Side.SUPPLIED, "day")
    )
    return tally.given if tally else 0


def test_placing_what_another_took_accepts_and_counts(db: None) -> None:
    with clock.standing_at(at(9)):
        day = lay_out_day()
        day.visit(at(13))
        intake = Handoff.objects.get(link__key=LinkKey.INTAKE)
        assert (intake.state, intake.outcome_act) == (HandoffState.ACCEPTED, "placed")
        assert counted(LinkKey.INTAKE) == 1


def test_who_takes_and_places_alone_decides_it_and_serves_nobody(db: None) -> None:
    with clock.standing_at(at(9)):
        day = lay_out_day()
        day.agent = day.summer
        scheduling.plan_visit(by=day.summer, job=day.job(), start=at(13))
        intake = Handoff.objects.get(link__key=LinkKey.INTAKE)
        assert intake.state == HandoffState.ACCEPTED
        assert intake.receiver_id == intake.giver_id == day.summer.person_id
        assert counted(LinkKey.INTAKE) == 0
