"""People are entered and changed; they leave, and are never deleted."""

from typing import Any

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import action, change_if_unchanged
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NameMissing

# What may be changed, and how long it may get.
CHANGEABLE = {
    "name": 120,
    "call_name": 40,
    "phone": 24,
    "extension": 8,
    "email": 254,
    "title": 80,
    "trade": 20,
    "language": 8,
    "zone": 40,
}


@action
def add_person(*, by: Actor, name: str, zone: str, **more: Any) -> Person:
    """Somebody who works here. `more`: fields of CHANGEABLE. Has no seat and no account yet."""
    policy.require(by, Permission.ADMINISTER)
    values = _checked({**more, "name": name, "zone": zone})
    person = Person.objects.create(started_on=clock.now().date(), **values)
    audit.record(by=by.ref, verb="add person", subject=person.ref)
    return person


@action
def change_person(*, by: Actor, person: Person, version: int, **values: Any) -> Person:
    """Change what is known of somebody. Raises StaleEdit when it was changed in between."""
    policy.require(by, Permission.ADMINISTER)
    change_if_unchanged(person, version=version, **_checked(values))
    audit.record(by=by.ref, verb="change person", subject=person.ref)
    return person


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    kept = {key: " ".join(str(value).split()) for key, value in values.items() if key in CHANGEABLE}
    if "name" in kept:
        if not kept["name"]:
            raise NameMissing
        kept["call_name"] = kept.get("call_name") or kept["name"].split()[0]
    return {field: value[: CHANGEABLE[field]] for field, value in kept.items()}
