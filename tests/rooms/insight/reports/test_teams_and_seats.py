"""By team and by seat: never the work of one person."""

import pytest

from fullcircle.foundation import clock
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.reports.measures import By, Measure
from fullcircle.insight.reports.seats import SeatsReport, seats_report
from fullcircle.insight.reports.spans import Span, span_of
from fullcircle.registry.people.models import PersonSeat, Team
from fullcircle.registry.people.states import Seat
from tests.factories.company import TUESDAY, ZONE, a_company, a_person
from tests.rooms.insight.reports.histories import ago, asked, cells
from tests.rooms.insight.rows_by_hand import a_handoff

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    with clock.standing_at(TUESDAY):
        yield a_company()


def a_team(name: str, *people) -> str:
    team = Team.objects.create(name=name)
    team.people.add(*people)
    return str(team.pk)


def test_a_team_is_its_people_and_who_is_in_two_counts_in_both(company):
    crew = a_team("Crew", company.technician, company.other_technician)
    desk = a_team("Desk", company.technician, company.agent)
    a_handoff(company, giver=company.technician)
    a_handoff(company, giver=company.other_technician)
    a_handoff(company, giver=company.agent)
    found = cells(asked(Measure.COMPLETE, By.TEAM))
    assert {key: figure.n for key, figure in found.items()} == {crew: 2, desk: 2}


def test_teams_of_which_one_person_did_it_all_stand_together_only(company):
    crew = a_team("Crew", company.technician, company.other_technician)
    lone = a_team("Books", company.bookkeeper)
    quiet = a_team("Desk", company.agent, company.dispatcher)
    for giver in (company.technician, company.other_technician, company.bookkeeper, company.agent):
        a_handoff(company, giver=giver)
    found = asked(Measure.COMPLETE, By.TEAM)
    together = "-".join(sorted([lone, quiet], key=int))
    assert {cell.key: cell.figure.n for cell in found.cells} == {crew: 2, together: 2}
    assert [cell.members for cell in found.cells if "-" in cell.key] == [2]


def test_one_lone_team_takes_the_smallest_other_with_it(company):
    crew = a_team("Crew", company.technician, company.other_technician)
    desk = a_team("Desk", company.agent, company.dispatcher)
    lone = a_team("Books", company.bookkeeper)
    givers = [company.technician, company.other_technician, company.agent, company.dispatcher]
    for giver in [*givers, company.technician, company.bookkeeper]:
        a_handoff(company, giver=giver)
    found = cells(asked(Measure.COMPLETE, By.TEAM))
    together = "-".join(sorted([desk, lone], key=int))
    assert {key: figure.n for key, figure in found.items()} == {crew: 3, together: 3}


def test_where_all_is_one_persons_work_no_team_is_shown(company):
    a_team("Books", company.bookkeeper)
    a_handoff(company, giver=company.bookkeeper)
    assert asked(Measure.COMPLETE, By.TEAM).cells == ()


def test_narrowed_to_one_persons_work_nothing_is_shown(company):
    lone = a_team("Books", company.bookkeeper)
    a_handoff(company, giver=company.bookkeeper)
    found = asked(Measure.COMPLETE, By.LINK, team=lone)
    assert found.lone
    assert (found.whole.n, found.cells, found.by_month) == (0, (), ())


def seats() -> SeatsReport:
    at = clock.now()
    return seats_report(span_of(Span.THREE, until=at, zone=ZONE), at=at)


def both_ways(company) -> None:
    """Agents to dispatchers: 3 of 4 right. Dispatchers to technicians: 1 of 2."""
    a_person("Abe Lund", Seat.AGENT)
    a_person("Dov Hart", Seat.DISPATCHER)
    for place in range(4):
        fixed = {"fixed_first_at": ago(hours=1)} if place == 0 else {}
        a_handoff(company, LinkKey.INTAKE, **fixed)
    a_handoff(company, LinkKey.BRIEFING)
    a_handoff(company, LinkKey.BRIEFING, returned_first_at=ago(hours=1))


def test_each_seat_as_server_and_as_customer(company):
    both_ways(company)
    found = {row.seat: row for row in seats().seats}
    assert list(found) == ["agent", "dispatcher", "technician"]
    dispatcher = found["dispatcher"]
    assert (dispatcher.gives.hits, dispatcher.gives.n) == (1, 2)
    assert (dispatcher.gets.hits, dispatcher.gets.n) == (3, 4)
    assert dispatcher.balance is not None
    assert dispatcher.balance.value == pytest.approx(0.5 - 0.75)
    assert dispatcher.balance.low < 0 < dispatcher.balance.high
    assert (found["agent"].gets.n, found["agent"].balance) == (0, None)


def test_a_seat_where_one_person_sits_is_hidden(company):
    both_ways(company)
    a_handoff(company, LinkKey.CLOSEOUT)
    found = {row.seat: row for row in seats().seats}
    assert found["bookkeeper"].hidden
    assert found["bookkeeper"].gets.n == 0
    hidden = {(pair.server, pair.served): pair.hidden for pair in seats().pairs}
    assert hidden["technician", "bookkeeper"]
    assert not hidden["agent", "dispatcher"]


def test_who_left_does_not_count_as_somebody_who_sits_there(company):
    both_ways(company)
    gone = PersonSeat.objects.filter(seat="agent").exclude(person=company.agent).get().person
    gone.left_on = TUESDAY.date()
    gone.save()
    assert {row.seat: row.hidden for row in seats().seats}["agent"]


def test_reciprocity_counts_what_goes_back_between_teams(company):
    a_team("Crew", company.technician)
    a_team("Books", company.bookkeeper)
    for _ in range(3):
        a_handoff(company)
    a_handoff(company, giver=company.bookkeeper, receiver=company.technician)
    found = seats().teams
    assert found is not None
    # 3 one way, 1 back: twice the lesser of four.
    assert found.weighted == 0.5
    assert found.unweighted == 1.0
