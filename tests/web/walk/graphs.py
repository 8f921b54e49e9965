"""Logs and proposals for the walk: one's own, and those of somebody else."""

from datetime import timedelta

from fullcircle.foundation import clock
from fullcircle.insight.models import ProposedLink
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Seat
from tests.rooms.insight.graph.dropped import a_log, a_studied_log
from tests.web.walk.principals import Principal
from tests.web.walk.world import World


def with_graphs(world: World) -> None:
    """A studied log for each who sees the graph; a proposal for each seat, and two far from it."""
    theirs = a_studied_log(world.company.by_manager).pk
    seeing = [who for who in world.principals.values() if who.reach(Permission.SEE_GRAPH)]
    logs = {who.name: a_studied_log(actor_for(who.person)).pk for who in seeing if who.person}
    world.both("log", lambda who: logs.get(who.name, theirs), theirs)
    # Files are not taken back with the rows: what is removed is nobody else's example.
    gone = a_log(world.company.by_manager).pk
    mine = {who.name: a_log(actor_for(who.person)).pk for who in seeing if who.person}
    world.both("log to remove", lambda who: mine.get(who.name, gone), gone)
    own = {
        str(seat): _proposed(world, seat, Seat.HR if seat != Seat.HR else Seat.ADMINISTRATOR)
        for seat in Seat
    }
    far = [
        (pair, _proposed(world, *pair))
        for pair in ((Seat.PARTS_ROOM, Seat.CONTRACTOR), (Seat.AGENT, Seat.CREW_LEAD))
    ]

    def foreign(who: Principal) -> int:
        return next(number for pair, number in far if who.seat not in pair)

    world.both("proposal", lambda who: own.get(who.name, far[0][1]), foreign)


def _proposed(world: World, supplier: Seat, customer: Seat) -> int:
    row = ProposedLink.objects.create(
        supplier_seat=supplier,
        customer_seat=customer,
        dealings=40,
        seen_from=clock.now() - timedelta(weeks=6),
        seen_until=clock.now(),
        proposed_by=world.company.manager,
        proposed_at=clock.now(),
    )
    return row.pk
