"""Whether a case or a place is somebody's own: people in the field reach what they were sent to."""

from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.customers.models import Location
from fullcircle.registry.people.actor import Actor


def is_sent_to(actor: Actor, location: Location) -> bool:
    """A visit at this place stands in the actor's day and is not over."""
    if actor.person_id is None:
        return False
    rows = Assignment.objects.standing().filter(
        person_id=actor.person_id, visit__job__location=location
    )
    return rows.exclude(visit__state__in=[VisitState.LEFT, VisitState.CANCELLED]).exists()


def was_sent_into(actor: Actor, case_id: int) -> bool:
    """The actor has, or had, a part in a visit of this case."""
    if actor.person_id is None:
        return False
    rows = Assignment.objects.standing().filter(person_id=actor.person_id)
    return rows.filter(visit__job__case_id=case_id).exists()
