"""Somebody's own signed word about how the others deal with them."""

from fullcircle.foundation import clock
from fullcircle.foundation.transactions import action
from fullcircle.insight.graph.refusals import NothingToSay
from fullcircle.insight.models import OwnWord
from fullcircle.registry.people.actor import Actor


@action
def say_own_word(*, by: Actor, text: str) -> OwnWord:
    """Replaces the one before. Only for oneself: there is no way to say it about another."""
    if not text.strip():
        raise NothingToSay
    withdraw_own_word(by=by)
    return OwnWord.objects.create(
        person_id=by.needed_person_id, text=text.strip()[:300], said_at=clock.now()
    )


@action
def withdraw_own_word(*, by: Actor) -> bool:
    """True when there was one."""
    mine = OwnWord.objects.filter(person_id=by.needed_person_id, withdrawn_at__isnull=True)
    return mine.update(withdrawn_at=clock.now()) > 0
