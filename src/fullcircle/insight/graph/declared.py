"""What is declared between two seats, beside what was seen: links with cards, and proposals."""

from dataclasses import dataclass, field
from datetime import datetime

from fullcircle.handoffs.models import Link
from fullcircle.handoffs.shipped import CUSTOMER
from fullcircle.insight.graph.parties import OUTSIDE, SEAT_ORDER
from fullcircle.insight.graph.rules import may_be_proposed
from fullcircle.insight.graph.states import ProposalState, Standing
from fullcircle.insight.graph.studied import STUDIED
from fullcircle.insight.models import ProposedLink

type Pair = tuple[str, str]


@dataclass(frozen=True)
class Relations:
    """Pairs of seats. `links`: keys of the declared ones; `proposals`: state and number."""

    links: dict[Pair, tuple[str, ...]] = field(default_factory=dict)
    proposals: dict[Pair, tuple[ProposalState, int]] = field(default_factory=dict)

    def standing(
        self, pair: Pair, dealings: int, first: datetime | None, last: datetime | None
    ) -> Standing:
        if pair in self.links:
            return Standing.DECLARED
        if pair in self.proposals:
            state, _ = self.proposals[pair]
            if state is ProposalState.CONFIRMED:
                return Standing.CONFIRMED
            return Standing.DECLINED if state is ProposalState.DECLINED else Standing.PROPOSED
        between_seats = pair[0] in SEAT_ORDER and pair[1] in SEAT_ORDER
        enough = between_seats and may_be_proposed(dealings=dealings, first=first, last=last)
        return Standing.CANDIDATE if enough else Standing.SEEN

    def proposal(self, pair: Pair) -> int | None:
        return self.proposals[pair][1] if pair in self.proposals else None


def relations() -> Relations:
    """Two queries. Of several proposals for one pair the newest counts."""
    links: dict[Pair, tuple[str, ...]] = {}
    for link in Link.objects.filter(key__in=STUDIED):
        customer = OUTSIDE if link.receiver_seat == CUSTOMER else link.receiver_seat
        pair = (link.giver_seat, customer)
        links[pair] = (*links.get(pair, ()), link.key)
    proposals = {
        (row.supplier_seat, row.customer_seat): (ProposalState(row.state), row.pk)
        for row in ProposedLink.objects.order_by("proposed_at", "pk")
    }
    return Relations(links, proposals)
