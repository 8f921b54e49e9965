"""Who stands how to a visit."""

from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.states import Relation


def relation_to(by: Actor, visit: Visit) -> Relation:
    """Own: the actor has a standing part in the visit; foreign otherwise."""
    mine = (
        by.person_id is not None
        and visit.assignments.filter(person_id=by.person_id, withdrawn_at__isnull=True).exists()
    )
    return Relation.OWN if mine else Relation.FOREIGN
