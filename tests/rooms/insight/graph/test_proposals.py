"""What was seen becomes a link only when both sides say so; before that nothing of it is scored."""

from datetime import timedelta

import pytest

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.handoffs.states import LinkKey
from fullcircle.insight.graph.actions import confirm_link, decline_link, propose_link
from fullcircle.insight.graph.actions.proposals import Seen
from fullcircle.insight.graph.own_history import own_picture
from fullcircle.insight.graph.proposals import candidates, proposals_for, seen_in_log
from fullcircle.insight.graph.refusals import (
    DecidedAlready,
    LinkIsDeclared,
    NotYourSide,
    OneSideOnly,
    ProposedAlready,
    SeatUnknown,
    SeenTooSeldom,
)
from fullcircle.insight.graph.states import Projection, ProposalState, Standing
from fullcircle.insight.models import ProposedLink
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.models import PersonSeat
from fullcircle.registry.people.refusals import NotAllowed
from fullcircle.registry.people.states import Seat
from tests.factories.company import Company, a_person
from tests.rooms.insight.graph.dropped import a_studied_log
from tests.rooms.insight.rows_by_hand import a_handoff

pytestmark = pytest.mark.django_db


def quarter() -> Period:
    return Period(clock.now() - timedelta(days=90), clock.now() + timedelta(seconds=1))


def seen_dealings(company: Company, count: int = 6, *, days_apart: int = 5) -> None:
    """The agent hands to the bookkeeper, which no card says."""
    for number in range(count):
        a_handoff(company, LinkKey.INTAKE, giver=company.agent, receiver=company.bookkeeper,
                  given_at=clock.now() - timedelta(days=1 + days_apart * number))  # fmt: skip


def standing(company: Company) -> tuple[Standing | None, object]:
    shown = own_picture(by=company.by_manager, projection=Projection.ROLE, period=quarter())
    (found,) = (row for row in shown.arrows if row.supplier == "agent")
    return found.standing, found.right


def proposed(company: Company) -> ProposedLink:
    seen_dealings(company)
    (seen,) = candidates(by=company.by_manager, period=quarter())
    return propose_link(by=company.by_manager, seen=seen, need="the price that was said")


def test_what_was_seen_in_two_weeks_is_a_candidate_and_is_not_scored(company):
    seen_dealings(company)
    assert standing(company) == (Standing.CANDIDATE, None)
    (seen,) = candidates(by=company.by_manager, period=quarter())
    assert (seen.supplier_seat, seen.customer_seat, seen.dealings) == ("agent", "bookkeeper", 6)


@pytest.mark.parametrize(("count", "days_apart"), [(4, 5), (8, 0)])
def test_too_few_or_in_one_week_alone_is_no_candidate(company, count, days_apart):
    seen_dealings(company, count, days_apart=days_apart)
    assert standing(company) == (Standing.SEEN, None)
    assert candidates(by=company.by_manager, period=quarter()) == ()
    at = clock.now()
    seen = Seen("agent", "bookkeeper", count, at, at)
    with pytest.raises(SeenTooSeldom):
        propose_link(by=company.by_manager, seen=seen)


def test_it_is_scored_when_both_sides_have_confirmed(company):
    proposal = proposed(company)
    assert standing(company) == (Standing.PROPOSED, None)
    confirm_link(by=company.by_agent, proposal=proposal, version=1, as_supplier=True)
    assert proposal.state == ProposalState.BY_SUPPLIER
    assert standing(company) == (Standing.PROPOSED, None)
    confirm_link(by=company.by_bookkeeper, proposal=proposal, version=2, as_supplier=False)
    assert proposal.state == ProposalState.CONFIRMED
    confirmed, right = standing(company)
    assert confirmed is Standing.CONFIRMED
    assert right is not None


def test_a_need_that_changes_goes_back_to_the_supplier(company):
    proposal = proposed(company)
    confirm_link(by=company.by_agent, proposal=proposal, version=1, as_supplier=True)
    confirm_link(by=company.by_bookkeeper, proposal=proposal, version=2, as_supplier=False,
                 need="the price, and who said it")  # fmt: skip
    assert (proposal.state, proposal.supplier_person) == (ProposalState.BY_CUSTOMER, None)
    confirm_link(by=company.by_agent, proposal=proposal, version=3, as_supplier=True)
    assert proposal.state == ProposalState.CONFIRMED


def test_one_person_with_both_seats_is_not_both_sides(company):
    proposal = proposed(company)
    PersonSeat.objects.create(person=company.agent, seat=Seat.BOOKKEEPER)
    both = actor_for(company.agent)
    confirm_link(by=both, proposal=proposal, version=1, as_supplier=True)
    with pytest.raises(OneSideOnly):
        confirm_link(by=both, proposal=proposal, version=2, as_supplier=False)


def test_only_the_two_sides_decide(company):
    proposal = proposed(company)
    for by in (company.by_manager, company.by_technician):
        with pytest.raises(NotYourSide):
            confirm_link(by=by, proposal=proposal, version=1, as_supplier=True)
        with pytest.raises(NotYourSide):
            decline_link(by=by, proposal=proposal, version=1, reason="no")


def test_what_was_declined_may_be_proposed_another_day(company):
    proposal = proposed(company)
    decline_link(by=company.by_bookkeeper, proposal=proposal, version=1, reason="by chance")
    assert standing(company) == (Standing.DECLINED, None)
    with pytest.raises(DecidedAlready):
        confirm_link(by=company.by_agent, proposal=proposal, version=2, as_supplier=True)
    at = clock.now()
    seen = Seen("agent", "bookkeeper", 6, at - timedelta(days=20), at)
    assert propose_link(by=company.by_manager, seen=seen).state == ProposalState.PROPOSED


def test_nothing_is_proposed_twice_nor_what_a_card_says(company):
    proposed(company)
    at = clock.now()
    with pytest.raises(ProposedAlready):
        propose_link(by=company.by_manager,
                     seen=Seen("agent", "bookkeeper", 6, at - timedelta(days=20), at))  # fmt: skip
    with pytest.raises(LinkIsDeclared):
        propose_link(by=company.by_manager,
                     seen=Seen("agent", "dispatcher", 60, at - timedelta(days=20), at))  # fmt: skip
    with pytest.raises(NotAllowed):
        propose_link(by=company.by_technician,
                     seen=Seen("bookkeeper", "agent", 60, at - timedelta(days=20), at))  # fmt: skip


def test_two_who_confirm_at_once_do_not_overwrite_each_other(company):
    proposal = proposed(company)
    other = ProposedLink.objects.get(pk=proposal.pk)
    confirm_link(by=company.by_agent, proposal=proposal, version=1, as_supplier=True)
    with pytest.raises(StaleEdit):
        confirm_link(by=company.by_bookkeeper, proposal=other, version=1, as_supplier=False)


def test_the_sides_see_what_they_are_asked_and_others_do_not(company):
    proposal = proposed(company)
    for by in (company.by_manager, company.by_agent, company.by_bookkeeper):
        assert list(proposals_for(by)) == [proposal]
    assert list(proposals_for(company.by_technician)) == []
    assert list(proposals_for(actor_for(a_person("Ned Low")))) == []


def test_an_arrow_of_a_dropped_log_can_be_proposed_between_two_seats(company):
    lines = [f"{n},take,Ann,desk,2026-03-{1 + 3 * n:02d}T09:00:00Z\n"
             f"{n},plan,Sue,office,2026-03-{1 + 3 * n:02d}T10:00:00Z\n" for n in range(6)]  # fmt: skip
    log = a_studied_log(company.by_manager, "ticket,step,who,team,done_at\n" + "".join(lines))
    seats = {"supplier_seat": "agent", "customer_seat": "bookkeeper"}
    seen = seen_in_log(log, supplier="Ann", customer="Sue", **seats)
    assert seen is not None
    assert (seen.dealings, seen.first.day, seen.last.day) == (6, 1, 16)
    proposal = propose_link(by=company.by_manager, seen=seen)
    assert proposal.source == log.ref
    assert seen_in_log(log, supplier="Sue", customer="Ann", **seats) is None


@pytest.mark.parametrize(("supplier", "customer"), [("agent", "agent"), ("agent", "outside")])
def test_a_link_goes_from_one_seat_of_ours_to_another(company, supplier, customer):
    at = clock.now()
    with pytest.raises(SeatUnknown):
        propose_link(by=company.by_manager,
                     seen=Seen(supplier, customer, 60, at - timedelta(days=20), at))  # fmt: skip
