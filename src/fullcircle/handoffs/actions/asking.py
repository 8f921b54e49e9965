"""Ask and tell in both directions, and thanks that are signed."""

from fullcircle.foundation import clock, feed
from fullcircle.foundation.transactions import action
from fullcircle.handoffs.actions.cards import change_card
from fullcircle.handoffs.completeness import CardPart
from fullcircle.handoffs.models import Ask, Case, ExpectationCard, Link, Thanks
from fullcircle.handoffs.states import AskKind, AskState
from fullcircle.registry.people.actor import Actor, actor_for
from fullcircle.registry.people.models import Person, Team
from fullcircle.registry.people.refusals import NotAllowed


class AskAnsweredAlready(Exception):
    """The ask has its answer; a new wish is a new ask."""


class NothingSaid(Exception):
    """An ask, an answer or thanks without words."""


@action
def ask_colleague(
    *,
    by: Actor,
    kind: AskKind,
    text: str,
    link: Link | None = None,
    to_person: Person | None = None,
    to_team: Team | None = None,
    to_seat: str = "",
) -> Ask:
    """ "How could I serve you better?" or "this would make my job easier". Open until answered."""
    if not text.strip():
        raise NothingSaid
    ask = Ask.objects.create(
        kind=kind,
        link=link,
        from_person_id=by.needed_person_id,
        to_person=to_person,
        to_team=to_team,
        to_seat=to_seat,
        text=text.strip()[:400],
        asked_at=clock.now(),
    )
    topics = [feed.LOOP] + ([feed.person_topic(to_person.pk)] if to_person else [])
    feed.publish(topics, kind="asked", reference=f"ask:{ask.pk}")
    return ask


@action
def answer_ask(
    *,
    by: Actor,
    ask: Ask,
    answer: str,
    declined: bool = False,
    new_part: CardPart | None = None,
    card: ExpectationCard | None = None,
) -> Ask:
    """Answer it; with `card` and `new_part` the answer becomes the next version of that card."""
    if not answer.strip():
        raise NothingSaid
    if not _is_asked(by, ask):
        raise NotAllowed("answer an ask", by.ref)
    if ask.state != AskState.OPEN:
        raise AskAnsweredAlready
    state = AskState.DECLINED if declined else AskState.ANSWERED
    if card is not None and new_part is not None:
        parts = [CardPart.from_row(row) for row in card.parts if row["key"] != new_part.key]
        ask.card = change_card(
            by=by if card.link.receiver_seat in by.seats else _receiver(ask, card),
            card=card,
            parts=[*parts, new_part],
            promised_minutes=card.promised_minutes,
            because=f"asked by {ask.from_person.call_name}",
        )
        state = AskState.ON_THE_CARD
    ask.state = state
    ask.answer = answer.strip()[:400]
    ask.answered_by_id = by.needed_person_id
    ask.answered_at = clock.now()
    ask.save()
    feed.publish(
        [feed.LOOP, feed.person_topic(ask.from_person_id)],
        kind="ask answered",
        reference=f"ask:{ask.pk}",
    )
    return ask


@action
def say_thanks(
    *,
    by: Actor,
    text: str,
    to_person: Person | None = None,
    to_team: Team | None = None,
    case: Case | None = None,
) -> Thanks:
    if not text.strip():
        raise NothingSaid
    thanks = Thanks.objects.create(
        from_person_id=by.needed_person_id,
        to_person=to_person,
        to_team=to_team,
        case=case,
        text=text.strip()[:300],
        at=clock.now(),
    )
    topics = [feed.LOOP] + ([feed.person_topic(to_person.pk)] if to_person else [])
    feed.publish(topics, kind="thanks", reference=f"thanks:{thanks.pk}")
    return thanks


def _is_asked(by: Actor, ask: Ask) -> bool:
    """Whoever it was put to: the person, somebody of the team, somebody in the seat."""
    return (
        ask.to_person_id == by.person_id
        or (ask.to_team_id is not None and ask.to_team_id in by.team_ids)
        or (ask.to_seat != "" and ask.to_seat in by.seats)
    )


def _receiver(ask: Ask, card: ExpectationCard) -> Actor:
    # A wish comes from the receiver of the link: agreeing to it lets the receiver's own words in.

    asker = actor_for(ask.from_person)
    if card.link.receiver_seat not in asker.seats:
        raise NotAllowed("change a card", asker.ref)
    return asker
