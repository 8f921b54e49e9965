"""Reading one's own signed word."""

from fullcircle.insight.models import OwnWord
from fullcircle.registry.people.actor import Actor


def own_word_of(by: Actor) -> OwnWord | None:
    """What this person says now; None when there is nothing, or it was withdrawn."""
    return OwnWord.objects.filter(person_id=by.needed_person_id, withdrawn_at__isnull=True).first()
