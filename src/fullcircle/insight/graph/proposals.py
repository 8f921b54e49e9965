"""Proposed links for those who look at the graph and for the two sides that confirm."""

from django.db.models import Q, QuerySet

from fullcircle.engines.eventlog.rows import rows_behind
from fullcircle.insight.graph import files
from fullcircle.insight.graph.actions.proposals import Seen
from fullcircle.insight.graph.own_history import own_picture
from fullcircle.insight.graph.queries import log_picture
from fullcircle.insight.graph.states import Projection, Standing
from fullcircle.insight.models import LogImport, ProposedLink
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


def seen_in_log(
    log: LogImport, *, supplier: str, customer: str, supplier_seat: str, customer_seat: str
) -> Seen | None:
    """What a dropped log shows between two of its parties, which the two seats are here. None when
    there is no such arrow. `log` comes from `queries.log_for`, scoped by who asks."""
    picture = log_picture(log)
    arrows = picture.arrows if picture is not None else ()
    wanted = (supplier, customer)
    arrow = next((row for row in arrows if (row.supplier, row.customer) == wanted), None)
    if arrow is None:
        return None
    keep = files.study_folder(log.folder, log.attempt)
    first = rows_behind(keep, supplier, customer, limit=1)
    last = rows_behind(keep, supplier, customer, offset=arrow.dealings - 1, limit=1)
    if not first or not last:
        return None
    return Seen(
        supplier_seat=supplier_seat,
        customer_seat=customer_seat,
        dealings=arrow.dealings,
        first=first[0].given_at,
        last=last[0].given_at,
        source=log.ref,
    )
