"""Seats are given and taken by an administrator, never by oneself."""

from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import action
from fullcircle.registry.people import policy
from fullcircle.registry.people.account_steps import keep_an_administrator
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person, PersonSeat
from fullcircle.registry.people.policy import Permission
from fullcircle.registry.people.refusals import NotToOneself
from fullcircle.registry.people.states import Seat


@action
def give_seat(*, by: Actor, person: Person, seat: Seat) -> PersonSeat:
    """Giving it twice changes nothing. Raises NotToOneself."""
    policy.require(by, Permission.ADMINISTER)
    if by.person_id == person.pk:
        raise NotToOneself
    held, new = PersonSeat.objects.get_or_create(
        person=person, seat=seat, defaults={"since": clock.now().date()}
    )
    if new:
        audit.record(by=by.ref, verb="give seat", subject=person.ref, after=seat)
    return held


@action
def take_seat(*, by: Actor, person: Person, seat: Seat) -> None:
    """Raises NotToOneself, LastAdministrator. The next request of the person is without it."""
    policy.require(by, Permission.ADMINISTER)
    if by.person_id == person.pk:
        raise NotToOneself
    if seat is Seat.ADMINISTRATOR:
        keep_an_administrator(leaving=person)
    gone, _ = PersonSeat.objects.filter(person=person, seat=seat).delete()
    if gone:
        audit.record(by=by.ref, verb="take seat", subject=person.ref, before=seat)
