import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from fullcircle.foundation import clock
from fullcircle.registry.people.models import Account, Person, PersonSeat
from fullcircle.registry.people.states import Seat
from tests.databases import FreshDatabase


def sign_in(*seats: Seat, name: str = "Dana Whitfield") -> str:
    """A person with these seats, signed in: the key of the session."""
    person = Person.objects.create(name=name, call_name=name.split()[0])
    for seat in seats:
        PersonSeat.objects.create(person=person, seat=seat)
    account = Account(sign_in_name=name, person=person, created_at=clock.now())
    account.set_unusable_password()
    account.save()
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "fullcircle.web.shell.backend.AccountBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    assert session.session_key
    return session.session_key


@pytest.fixture
def dispatcher(fresh_database: FreshDatabase) -> str:
    return sign_in(Seat.DISPATCHER)
