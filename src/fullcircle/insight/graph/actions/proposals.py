"""A dealing that was seen becomes a link only when both sides say so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fullcircle.foundation import audit, clock, feed
from fullcircle.foundation.transactions import action, change_if_unchanged
from fullcircle.handoffs.models import Link
from fullcircle.insight.graph import rules
from fullcircle.insight.graph.refusals import (
    DecidedAlready,
    LinkIsDeclared,
    NotYourSide,
    OneSideOnly,
    ProposedAlready,
    SeatUnknown,
    SeenTooSeldom,
)
from fullcircle.insight.graph.states import ProposalState
from fullcircle.insight.models import ProposedLink
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission, require
from fullcircle.registry.people.states import Seat


@dataclass(frozen=True)
class Seen:
    """What was seen between two seats: counted by us, never typed. `source`: "" for our own
    history, else the reference of a log."""

    supplier_seat: str
    customer_seat: str
    dealings: int
    first: datetime
    last: datetime
    source: str = ""


@action
def propose_link(*, by: Actor, seen: Seen, need: str = "") -> ProposedLink:
    """For both seats to confirm. Refused: SeatUnknown, SeenTooSeldom, LinkIsDeclared,
    ProposedAlready."""
    require(by, Permission.SEE_GRAPH)
    if seen.supplier_seat == seen.customer_seat or not {seen.supplier_seat, seen.customer_seat} <= {
        str(seat) for seat in Seat
    }:
        raise SeatUnknown
    if not rules.may_be_proposed(dealings=seen.dealings, first=seen.first, last=seen.last):
        raise SeenTooSeldom
    seats = {"supplier_seat": seen.supplier_seat, "customer_seat": seen.customer_seat}
    declared = Link.objects.filter(giver_seat=seen.supplier_seat, receiver_seat=seen.customer_seat)
    if declared.exists():
        raise LinkIsDeclared
    if ProposedLink.objects.filter(**seats).exclude(state=ProposalState.DECLINED).exists():
        raise ProposedAlready
    proposal = ProposedLink.objects.create(
        **seats,
        dealings=seen.dealings,
        seen_from=seen.first,
        seen_until=seen.last,
        source=seen.source,
        need=need.strip()[:400],
        proposed_by_id=by.needed_person_id,
        proposed_at=clock.now(),
    )
    _tell(by, proposal, "propose link", before="")
    return proposal


@action
def confirm_link(
    *, by: Actor, proposal: ProposedLink, version: int, as_supplier: bool, need: str = ""
) -> ProposedLink:
    """One side says "yes, so it is". The customer may say what it needs; a need that changes after
    the supplier has confirmed goes back to the supplier."""
    _check_side(by, proposal, as_supplier=as_supplier)
    at, before = clock.now(), proposal.state
    state = rules.after_confirming(ProposalState(proposal.state), as_supplier=as_supplier)
    values: dict[str, Any]
    if as_supplier:
        values = {"supplier_person_id": by.needed_person_id, "supplier_at": at}
    else:
        values = {"customer_person_id": by.needed_person_id, "customer_at": at}
        said = need.strip()[:400]
        if said and said != proposal.need:
            values |= {"need": said, "supplier_person_id": None, "supplier_at": None}
            state = ProposalState.BY_CUSTOMER
    change_if_unchanged(proposal, version=version, state=state, **values)
    _tell(by, proposal, "confirm link", before=before)
    return proposal


@action
def decline_link(*, by: Actor, proposal: ProposedLink, version: int, reason: str) -> ProposedLink:
    """Somebody of either side says "this is not so". It may be proposed again another day."""
    seats = (proposal.supplier_seat, proposal.customer_seat)
    if not any(seat in by.seats for seat in seats):
        raise NotYourSide
    if rules.is_decided(ProposalState(proposal.state)):
        raise DecidedAlready
    before = proposal.state
    change_if_unchanged(
        proposal,
        version=version,
        state=ProposalState.DECLINED,
        declined_by_id=by.needed_person_id,
        declined_at=clock.now(),
        reason=reason.strip()[:200],
    )
    _tell(by, proposal, "decline link", before=before)
    return proposal


def _check_side(by: Actor, proposal: ProposedLink, *, as_supplier: bool) -> None:
    seat = proposal.supplier_seat if as_supplier else proposal.customer_seat
    if seat not in by.seats:
        raise NotYourSide
    if rules.is_decided(ProposalState(proposal.state)):
        raise DecidedAlready
    other = proposal.customer_person_id if as_supplier else proposal.supplier_person_id
    if other is not None and other == by.person_id:
        raise OneSideOnly


def _tell(by: Actor, proposal: ProposedLink, verb: str, *, before: str) -> None:
    audit.record(
        by=by.ref, verb=verb, subject=proposal.ref, before=before, after=str(proposal.state)
    )
    feed.publish([feed.LOOP], kind=verb, reference=proposal.ref)
