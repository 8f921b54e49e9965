"""When a seen dealing may be proposed as a link, and what follows on what. Plain functions."""

from datetime import datetime

from fullcircle.insight.graph.states import ProposalState

LEAST_DEALINGS = 5


def may_be_proposed(*, dealings: int, first: datetime | None, last: datetime | None) -> bool:
    """At least five dealings in at least two weeks. Two different calendar weeks (ISO, UTC) is the
    same as the first and the last lying in different ones."""
    if first is None or last is None or dealings < LEAST_DEALINGS:
        return False
    return first.isocalendar()[:2] != last.isocalendar()[:2]


def after_confirming(state: ProposalState, *, as_supplier: bool) -> ProposalState:
    """The next state. Confirming one's own side twice changes nothing."""
    mine, theirs = ProposalState.BY_CUSTOMER, ProposalState.BY_SUPPLIER
    if as_supplier:
        mine, theirs = theirs, mine
    return ProposalState.CONFIRMED if state in (theirs, ProposalState.CONFIRMED) else mine


def is_decided(state: ProposalState) -> bool:
    return state in (ProposalState.CONFIRMED, ProposalState.DECLINED)
