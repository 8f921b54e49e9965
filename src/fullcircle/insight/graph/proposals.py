"""Proposed links for those who look at the graph and for the two sides that confirm."""

from django.db.models import Q, QuerySet

from fullcircle.insight.graph.actions.proposals import Seen
from fullcircle.insight.graph.own_history import own_picture
from fullcircle.insight.graph.states import Projection, Standing
from fullcircle.insight.models import ProposedLink
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, allows


def proposals_for(by: Actor) -> "QuerySet[ProposedLink]":
    """All for whoever sees the graph; for others those that their own seats are a side of."""
    rows = ProposedLink.objects.select_related(
        "proposed_by", "supplier_person", "customer_person", "declined_by"
    ).order_by("-proposed_at", "-pk")
    if allows(by, Permission.SEE_GRAPH):
        return rows
    seats = [str(seat) for seat in by.seats]
    return rows.filter(Q(supplier_seat__in=seats) | Q(customer_seat__in=seats))


def candidates(*, by: Actor, period: Period) -> tuple[Seen, ...]:
    """What was seen often enough between two seats and is neither declared nor proposed."""
    picture = own_picture(by=by, projection=Projection.ROLE, period=period)
    return tuple(
        Seen(arrow.supplier, arrow.customer, arrow.dealings, arrow.first, arrow.last)
        for arrow in picture.arrows
        if arrow.standing is Standing.CANDIDATE and arrow.first and arrow.last
    )
