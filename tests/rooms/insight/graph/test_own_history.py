"""The picture of our own history, against hand-offs counted on one's fingers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fullcircle.engines.statistics.intervals import wilson
from fullcircle.foundation import clock
from fullcircle.handoffs.actions import ask_about, ask_colleague
from fullcircle.handoffs.models import Link
from fullcircle.handoffs.states import AskKind, HandoffState, LinkKey
from fullcircle.insight.graph.own_history import own_neighbourhood, own_picture
from fullcircle.insight.graph.own_rows import own_rows
from fullcircle.insight.graph.parties import OUTSIDE
from fullcircle.insight.graph.picture import Arrow, Picture, find_party
from fullcircle.insight.graph.states import Projection, Standing
from fullcircle.insight.periods import Period
from fullcircle.registry.people.models import Person, Team, TeamMembership
from fullcircle.registry.people.refusals import NotAllowed, NotYours
from fullcircle.registry.people.states import Seat
from tests.factories.company import Company, a_person
from tests.rooms.insight.rows_by_hand import a_case, a_handoff

pytestmark = pytest.mark.django_db


def month() -> Period:
    return Period(clock.now() - timedelta(days=30), clock.now() + timedelta(seconds=1))


def picture(company: Company, projection: Projection = Projection.ROLE) -> Picture:
    return own_picture(by=company.by_manager, projection=projection, period=month())


def arrow(shown: Picture, supplier: str, customer: str) -> Arrow:
    return next(row for row in shown.arrows if (row.supplier, row.customer) == (supplier, customer))


def test_a_declared_link_carries_its_figures_by_role(company):
    for minutes in (10, 30, 50):
        a_handoff(company, minutes=minutes)
    a_handoff(company, minutes=20, returned_first_at=clock.now())
    a_handoff(company, state=HandoffState.GIVEN)
    found = arrow(picture(company), "technician", "bookkeeper")
    assert (found.dealings, found.cases, found.returns) == (5, 5, 1)
    assert found.standing is Standing.DECLARED
    assert found.links == (LinkKey.CLOSEOUT,)
    assert found.right == wilson(3, 4)
    assert found.wait_mean_s == 60 * (10 + 30 + 50 + 20) / 4
    assert found.wait_median_s == 60 * 30


def test_what_still_waits_counts_as_at_least_so_long(company):
    a_handoff(company, minutes=10)
    for _ in range(3):
        a_handoff(company, state=HandoffState.GIVEN)
    assert arrow(picture(company), "technician", "bookkeeper").wait_median_s is None


def test_somebody_who_gives_from_another_seat_is_another_arrow_and_not_scored(company):
    a_handoff(company, LinkKey.BRIEFING, giver=company.manager, receiver=company.technician)
    found = arrow(picture(company), "manager", "technician")
    assert found.standing is Standing.DECLARED  # the link "answer" goes there
    a_handoff(company, LinkKey.INTAKE, giver=company.agent, receiver=company.manager)
    seen = arrow(picture(company), "agent", "manager")
    assert seen.standing is Standing.SEEN
    assert (seen.right, seen.wait_median_s, seen.wait_mean_s, seen.returns) == (None, None, None, 0)


def test_the_visit_goes_to_the_customers_outside_as_one_party(company):
    a_handoff(company, LinkKey.VISIT, receiver=None, receiver_contact=company.contact)
    a_handoff(company, LinkKey.VISIT, HandoffState.GIVEN, receiver=None)
    shown = picture(company)
    assert arrow(shown, "technician", OUTSIDE).dealings == 2
    assert company.customer.name not in str(shown)


def test_what_nobody_has_taken_up_still_goes_to_the_seat_of_the_link(company):
    a_handoff(company, LinkKey.INTAKE, HandoffState.GIVEN, giver=company.agent, receiver=None)
    assert arrow(picture(company), "agent", "dispatcher").dealings == 1
    by_person = picture(company, Projection.PERSON)
    assert by_person.arrows == ()
    assert by_person.without == {"not taken up, or giver unknown": 1}


def test_by_person_there_are_counts_alone(company):
    for _ in range(3):
        a_handoff(company, returned_first_at=clock.now())
    shown = picture(company, Projection.PERSON)
    giver, receiver = f"person:{company.technician.pk}", f"person:{company.bookkeeper.pk}"
    found = arrow(shown, giver, receiver)
    assert found.dealings == 3
    assert (found.right, found.wait_median_s, found.wait_mean_s, found.returns) == (
        None, None, None, 0,
    )  # fmt: skip
    assert not shown.scored
    assert [node.name for node in find_party(shown, "jo")] == ["Joe Ruiz"]


def test_ones_own_neighbourhood_has_figures_and_nobody_elses_arrows(company):
    a_handoff(company)
    a_handoff(company, giver=company.other_technician)
    shown = own_neighbourhood(by=company.by_technician, period=month())
    assert [row.supplier for row in shown.arrows] == [f"person:{company.technician.pk}"]
    assert shown.arrows[0].right == wilson(1, 1)


def test_by_team_what_stays_inside_the_team_is_no_dealing(company):
    office, field = Team.objects.create(name="Office"), Team.objects.create(name="Field")
    for person, team in (
        (company.bookkeeper, office),
        (company.dispatcher, office),
        (company.technician, field),
    ):
        TeamMembership.objects.create(person=person, team=team)
    a_handoff(company)
    a_handoff(company, LinkKey.RECORD, giver=company.bookkeeper, receiver=company.dispatcher)
    shown = picture(company, Projection.TEAM)
    assert [(row.supplier, row.customer) for row in shown.arrows] == [
        (f"team:{field.pk}", f"team:{office.pk}")
    ]
    node = shown.node(f"team:{office.pk}")
    assert node is not None
    assert (node.name, node.within, node.received, node.people) == ("Office", 1, 1, 2)


def test_a_question_sent_back_is_a_return_and_no_arrow_the_other_way(company):
    handoff = a_handoff(company, state=HandoffState.SEEN)
    ask_about(by=company.by_bookkeeper, handoff=handoff, item_key="notes", question="Which one?")
    shown = picture(company)
    assert [(row.supplier, row.customer) for row in shown.arrows] == [("technician", "bookkeeper")]
    assert shown.arrows[0].returns == 1


def test_a_case_is_counted_once_for_a_party_that_gives_and_receives_in_it(company):
    case = a_case(company)
    a_handoff(company, LinkKey.BRIEFING, case=case, giver=company.dispatcher,
              receiver=company.technician)  # fmt: skip
    a_handoff(company, case=case)
    a_handoff(company)
    node = picture(company).node("technician")
    assert node is not None
    assert (node.cases, node.given, node.received, node.share) == (2, 2, 1, 1.0)


def test_reciprocity_is_the_share_of_dealings_met_by_one_the_other_way(company):
    for _ in range(3):
        a_handoff(company)
    a_handoff(company, LinkKey.RECORD, giver=company.bookkeeper, receiver=company.technician)
    shown = picture(company)
    assert shown.reciprocity == pytest.approx(2 / 4)
    assert arrow(shown, "technician", "bookkeeper").matched == pytest.approx(2 * 1 / 4)


def test_a_confidential_link_is_in_no_picture_and_no_row(company):
    grievance = Link.objects.create(
        key="grievance", name="Grievance", handed="words", giver_seat="technician",
        receiver_seat="manager", position=99,
    )  # fmt: skip
    a_handoff(company, link_row=grievance, receiver=company.manager)
    for projection in Projection:
        shown = picture(company, projection)
        assert (shown.arrows, shown.nodes, shown.cases) == ((), (), 0)
    found = own_rows(
        by=company.by_manager, projection=Projection.ROLE, period=month(),
        supplier="technician", customer="manager",
    )  # fmt: skip
    assert list(found) == []


def test_the_rows_behind_an_arrow_are_as_many_as_the_arrow_says(company):
    for _ in range(4):
        a_handoff(company)
    a_handoff(company, given_at=clock.now() - timedelta(days=60))
    rows = own_rows(
        by=company.by_manager, projection=Projection.ROLE, period=month(),
        supplier="technician", customer="bookkeeper",
    )  # fmt: skip
    assert rows.count() == arrow(picture(company), "technician", "bookkeeper").dealings == 4


def test_rows_between_two_people_are_for_the_two_alone(company):
    a_handoff(company)
    asked = {
        "projection": Projection.PERSON,
        "period": month(),
        "supplier": f"person:{company.technician.pk}",
        "customer": f"person:{company.bookkeeper.pk}",
    }
    assert own_rows(by=company.by_technician, **asked).count() == 1
    with pytest.raises(NotYours):
        own_rows(by=company.by_manager, **asked)


def test_only_who_may_see_the_graph_sees_it(company):
    with pytest.raises(NotAllowed):
        own_picture(by=company.by_technician, projection=Projection.ROLE, period=month())


def test_without_hand_offs_there_is_no_data(company):
    shown = picture(company)
    assert (shown.arrows, shown.nodes, shown.reciprocity, shown.first) == ((), (), None, None)


@pytest.mark.parametrize("projection", list(Projection))
def test_queries_do_not_grow_with_the_history(company, projection):
    by = company.by_manager

    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            own_picture(by=by, projection=projection, period=month())
        return len(asked)

    case = a_case(company)
    for _ in range(50):
        a_handoff(company, case=case)
    few = counted()
    for _ in range(450):
        a_handoff(company, case=case)
    assert counted() == few <= 10


def test_a_wish_makes_the_one_who_asks_the_customer(company):
    ask_colleague(
        by=company.by_technician, kind=AskKind.WISH, text="Call me first", to_seat="manager"
    )
    found = arrow(picture(company), "manager", "technician")
    assert (found.dealings, found.cases, found.right) == (1, 0, None)


def test_whom_one_asks_of_the_people_office_is_nobodys_business(company):
    a_person("Hana Roth", Seat.HR)
    for more in ({"to_seat": "hr"}, {"to_person": Person.objects.get(name="Hana Roth")}):
        ask_colleague(by=company.by_technician, kind=AskKind.WISH, text="A word, please", **more)
    for projection in Projection:
        assert picture(company, projection).arrows == ()
