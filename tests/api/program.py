"""A program that speaks to the API with somebody's session."""

import itertools
import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from fullcircle.registry.people.models import Account, Person
from fullcircle.web.shell.signing import BACKEND

_keys = itertools.count(1)


class Program:
    """`Program(person)`: signed in as that person. Bodies are JSON; `key` is the idempotency key."""

    def __init__(self, person: Person | None = None, *, csrf: bool = False) -> None:
        self.client = Client(enforce_csrf_checks=csrf)
        if person is not None:
            self.client.force_login(Account.objects.get(person=person), backend=BACKEND)

    def get(self, address: str, **query: Any) -> HttpResponse:
        return self.client.get(f"/api/{address}", query)  # type: ignore[return-value]  # what it is

    def send(
        self, method: str, address: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> HttpResponse:
        if key is not None:
            headers["Idempotency-Key"] = key
        return self.client.generic(  # type: ignore[return-value]  # what it is
            method,
            f"/api/{address}",
            json.dumps({} if body is None else body),
            content_type="application/json",
            headers=headers,
        )

    def post(self, address: str, body: Any = None, *, key: str | None = None) -> HttpResponse:
        return self.send("POST", address, body, key=key)


def read(response: HttpResponse, status: int = 200) -> Any:
    """The answer's JSON, once its status is the wanted one."""
    assert response.status_code == status, (response.status_code, response.content[:600])
    return json.loads(response.content)


def a_key() -> str:
    return f"key-{next(_keys)}"
