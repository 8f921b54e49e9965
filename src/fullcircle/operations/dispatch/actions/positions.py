""" "What's your 20?": the last known place, only inside an open shift, never a trail."""

from fullcircle.foundation import clock, feed
from fullcircle.foundation.transactions import action
from fullcircle.operations.dispatch.models import Position
from fullcircle.operations.dispatch.rules import OffShift
from fullcircle.operations.dispatch.states import PositionSource
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.states import Relation

HEADINGS = ("north", "east", "south", "west")


@action
def note_position(
    *,
    by: Actor,
    person: Person,
    street: str,
    heading: str = "",
    source: PositionSource = PositionSource.RADIO,
) -> Position:
    """Typed from the radio, or one's own phone. Off shift it is dropped (OffShift), not hidden."""
    own = by.person_id == person.pk
    policy.require(by, Permission.TRAVEL, Relation.OWN if own else Relation.FOREIGN)
    at = clock.now()
    if not person.shifts.open_at(at).exists():
        raise OffShift(person.call_name)
    position, _ = Position.objects.update_or_create(
        person=person,
        defaults={
            "street": street.strip()[:120],
            "heading": heading if heading in HEADINGS else "",
            "source": source,
            "at": at,
            "latitude": None,
            "longitude": None,
        },
    )
    feed.publish([feed.BOARD, feed.person_topic(person.pk)], kind="position", reference=person.ref)
    return position
