"""Who may listen to which topic: asked when a screen subscribes, and again when it reconnects."""

import re

from fullcircle.foundation import feed
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor, actor_of_account
from fullcircle.registry.people.models import Account
from fullcircle.registry.people.policy import Permission, Reach

MOST_TOPICS = 20
_TOPIC = re.compile(r"[a-z][a-z0-9-]{0,58}")

OPEN_TO: dict[str, Permission] = {
    feed.BOARD: Permission.SEE_BOARD,
    feed.QUEUE: Permission.SEE_REQUESTS,
    feed.REVIEW: Permission.SEE_REVIEW,
    feed.LOOP: Permission.SEE_LOOP,
}


def is_topic(text: str) -> bool:
    return _TOPIC.fullmatch(text) is not None


def may_subscribe(account_id: int, topic: str) -> bool:
    """Deny by default: a topic that nothing here speaks of is refused."""
    account = Account.objects.select_related("person").filter(pk=account_id).first()
    actor = actor_of_account(account) if account else None
    return actor is not None and is_topic(topic) and _may_hear(actor, topic)


def _may_hear(actor: Actor, topic: str) -> bool:
    if topic in OPEN_TO:
        return policy.reach(actor, OPEN_TO[topic]) is Reach.ALL
    word, _, number = topic.partition("-")
    if not number.isdigit():
        return False
    if word == "person":
        return actor.person_id == int(number)
    # A case says only "something changed" here; who may not see all cases looks by reloading.
    return word == "case" and policy.reach(actor, Permission.SEE_CASE) is Reach.ALL
