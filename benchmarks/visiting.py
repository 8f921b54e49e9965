"""Signed-in visitors of the running programme, one kept-open connection each."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from fullcircle.foundation import clock
from fullcircle.registry.people.models import Account, Person, PersonSeat
from fullcircle.registry.people.states import Seat
from fullcircle.web.shell.signing import BACKEND

CSRF = "b" * 32


@dataclass(frozen=True)
class Answer:
    """`seconds`: from sending to the last byte, on the wall."""

    status: int
    size: int
    seconds: float


@dataclass
class Visitor:
    port: int
    session: str
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, form: dict[str, str]) -> Answer:
        more = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF}
        return self._ask("POST", path, urlencode(form), more)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}"} | more
        started = time.perf_counter()
        self._connection.request(method, path, body=body, headers=headers)
        answer = self._connection.getresponse()
        size = len(answer.read())
        return Answer(answer.status, size, time.perf_counter() - started)


def account_of(seat: Seat) -> Account:
    """The first one in the company who sits there."""
    rows = Account.objects.filter(is_active=True, person__seats__seat=seat)
    return rows.select_related("person").order_by("pk")[0]


def newcomer(name: str, seat: Seat) -> Account:
    person = Person.objects.create(name=name, call_name=name.split()[0])
    PersonSeat.objects.create(person=person, seat=seat)
    account = Account(sign_in_name=name, person=person, created_at=clock.now())
    account.set_unusable_password()
    account.save()
    return account


def sign_in(account: Account) -> str:
    """The key of a new session."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)
