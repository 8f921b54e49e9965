"""Which cases of the past the actions can tell without help."""

from fullcircle.demo import past
from fullcircle.demo.writing.index import Index
from fullcircle.handoffs.states import LinkKey, ReturnKind
from fullcircle.registry.people.states import Seat


def can_be_told(told: past.Case, index: Index) -> bool:
    """Whether people of the case act for themselves, in one visit, with fields that are texts.

    The others are told by the history in ways the actions do not know (a crew member's lead types,
    a first visit that was signed although work is left).
    """
    texts = {"words", "access", "wish"}
    intake = told.handoffs[0]
    hidden = {"access", "callback_phone"} & set(intake.absent)
    one_visit = len(told.visits) == 1 and not told.callback_of
    plain = all(touched.item in texts for touched in intake.returns)
    visit = told.visits[0]
    answered = all(
        touched.answered_by == touched.asked_to or touched.kind is ReturnKind.FIXED
        for handed in told.handoffs
        for touched in handed.returns
    )
    dispatcher = Seat.DISPATCHER in index.actors[visit.close_out.entered_by].seats
    himself = visit.close_out.entered_by == visit.lead or dispatcher
    fixed_briefing = any(
        touched.kind is ReturnKind.FIXED
        for handed in told.handoffs
        if handed.link is LinkKey.BRIEFING
        for touched in handed.returns
    )
    odd = {"signature", "times", "parts", "payment"} & {
        part
        for handed in told.handoffs
        if handed.link is LinkKey.CLOSEOUT
        for part in handed.absent
    }
    two_hands = intake.giver != intake.receiver
    good = one_visit and two_hands and plain and answered and himself and bool(told.invoices)
    return good and not hidden and not fixed_briefing and not odd
