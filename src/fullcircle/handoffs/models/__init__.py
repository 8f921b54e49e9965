from fullcircle.handoffs.models.ask import Ask
from fullcircle.handoffs.models.card import ExpectationCard
from fullcircle.handoffs.models.case import Case
from fullcircle.handoffs.models.handoff import Handoff
from fullcircle.handoffs.models.link import Link
from fullcircle.handoffs.models.returned import Return
from fullcircle.handoffs.models.thanks import Thanks

__all__ = ["Ask", "Case", "ExpectationCard", "Handoff", "Link", "Return", "Thanks"]
