"""Everybody who can knock: each seat alone, and those who have none."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.test import Client

from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.models import Account, Person
from fullcircle.registry.people.policy import Permission, Reach
from fullcircle.registry.people.states import Seat
from fullcircle.web.shell.signing import BACKEND
from tests.factories.company import a_person


class Outsider(StrEnum):
    """Who has no seat here. A link holder is anybody who has the address of a link."""

    ANONYMOUS = "anonymous"
    LINK_HOLDER = "link holder"
    WITHOUT_SEAT = "person without a seat"
    CLOSED_ACCOUNT = "closed account"
    LEFT = "somebody who left"


NOT_SIGNED_IN = {
    Outsider.ANONYMOUS,
    Outsider.LINK_HOLDER,
    Outsider.CLOSED_ACCOUNT,
    Outsider.LEFT,
}


@dataclass(frozen=True)
class Principal:
    """One of them, with a client that is signed in as far as that is possible."""

    name: str
    seat: Seat | None
    person: Person | None
    client: Client
    signed_in: bool

    def reach(self, permission: Permission) -> Reach | None:
        """Read from the policy table, for somebody with this one seat."""
        return policy.POLICY[permission].get(self.seat) if self.seat is not None else None

    def is_person(self, key: int) -> bool:
        return self.person is not None and self.person.pk == key

    def __str__(self) -> str:
        return self.name


def everybody() -> dict[str, Principal]:
    """Fourteen seats, five outsiders. Accounts are closed after they signed in: sessions must die."""
    found = {str(seat): _seated(seat) for seat in Seat}
    found[Outsider.ANONYMOUS] = _stranger(Outsider.ANONYMOUS)
    found[Outsider.LINK_HOLDER] = _stranger(Outsider.LINK_HOLDER)
    idle = a_person("Nora Noseat", on_shift=False)
    found[Outsider.WITHOUT_SEAT] = _signed(Outsider.WITHOUT_SEAT, None, idle)
    closed = a_person("Carl Closed", *Seat)
    found[Outsider.CLOSED_ACCOUNT] = _signed(Outsider.CLOSED_ACCOUNT, None, closed)
    Account.objects.filter(person=closed).update(is_active=False)
    left = a_person("Lena Left", *Seat)
    found[Outsider.LEFT] = _signed(Outsider.LEFT, None, left)
    Person.objects.filter(pk=left.pk).update(left_on=date(2026, 7, 1))
    return found


def signed_in_client(person: Person, *, csrf: bool = False) -> Client:
    client = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
    client.force_login(Account.objects.get(person=person), backend=BACKEND)
    return client


def _seated(seat: Seat) -> Principal:
    words = seat.replace("_", " ").title()
    person = a_person(f"{words.replace(' ', '')} Walker", seat)
    assert actor_for(person).seats == {seat}
    return _signed(str(seat), seat, person)


def _signed(name: str, seat: Seat | None, person: Person) -> Principal:
    client = signed_in_client(person)
    return Principal(name, seat, person, client, signed_in=name not in NOT_SIGNED_IN)


def _stranger(name: str) -> Principal:
    return Principal(name, None, None, Client(raise_request_exception=False), signed_in=False)
