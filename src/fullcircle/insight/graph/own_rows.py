"""The hand-offs behind an arrow of our own history."""

from django.db.models import QuerySet

from fullcircle.handoffs.models import Handoff
from fullcircle.insight.graph.parties import ends, staff
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.graph.studied import studied_handoffs
from fullcircle.insight.periods import Period
from fullcircle.insight.rows import Place, page_of
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require
from fullcircle.registry.people.refusals import NotYours


def own_rows(
    *, by: Actor, projection: Projection, period: Period, supplier: str, customer: str
) -> "QuerySet[Handoff]":
    """The newest first. By person only one's own: raises NotYours for anybody else's."""
    if projection is Projection.PERSON:
        if f"person:{by.person_id}" not in (supplier, customer):
            raise NotYours("rows between two other people")
    else:
        require(by, Permission.SEE_GRAPH)
    both = ends(projection, staff())
    rows = studied_handoffs(period).annotate(supplier=both.supplier, customer=both.customer)
    return rows.filter(supplier=supplier, customer=customer).order_by("-given_at", "-pk")


__all__ = ["Place", "own_rows", "page_of"]
