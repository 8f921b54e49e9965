"""One knock at one door: asked inside a savepoint that is taken back, so that each finds the same house."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from fullcircle.registry.people.policy import Permission, Reach
from fullcircle.registry.people.states import Relation
from tests.web.walk import bodies
from tests.web.walk.addresses import SAFE, Address
from tests.web.walk.examples import (
    EXAMPLES,
    KNOWN_TO_ALL,
    NARROWER,
    NOT_HERE,
    OWN_ALONE,
    WIDER,
    WORDS,
)
from tests.web.walk.principals import Principal
from tests.web.walk.world import World, a_photo

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
SIGN_IN, FORBIDDEN, NOTHING, ANSWERED = "sign in", "forbidden", "nothing here", "answered"

OPEN = (Permission.PUBLIC, Permission.FOLLOW_LINK)
_COVERS = {Reach.OWN: {Relation.OWN}, Reach.TEAM: {Relation.OWN}, Reach.ALL: set(Relation)}


@dataclass
class Written:
    """Statements that changed rows, sessions aside."""

    statements: list[str] = field(default_factory=list)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql.startswith(WRITES) and "django_session" not in sql:
            self.statements.append(sql[:120])
        return execute(sql, params, many, context)


@contextmanager
def taken_back() -> Iterator[Written]:
    written = Written()
    with transaction.atomic(), connection.execute_wrapper(written):
        yield written
        transaction.set_rollback(True)


def knock(client: Client, method: str, address: Address, at: str, world: World) -> HttpResponseBase:
    """Ask with a valid body. The answer is read to its end, also a streamed one.

    Cookies are put back: signing out must not sign out the probes that follow.
    """
    cookies = client.cookies.output(attrs=[])
    response = _ask(client, method, address, at, world)
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a streamed answer
    if client.cookies.output(attrs=[]) != cookies:
        client.cookies.clear()
        client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return response


def _ask(client: Client, method: str, address: Address, at: str, world: World) -> HttpResponseBase:
    if method in SAFE:
        response = client.get(at, bodies.query(address.text))
    elif address.text == "api/photos" and method == "POST":
        photo = SimpleUploadedFile("photo.png", a_photo(), "image/png")
        response = client.post(at, {"photo": photo})
    elif address.of_api:
        text = json.dumps(bodies.api_body(address.text, world))
        headers = {"Idempotency-Key": "walk"}
        response = client.generic(method, at, text, "application/json", headers=headers)
    else:
        response = client.generic(
            method,
            at,
            urlencode(bodies.form(address.text, world)),
            "application/x-www-form-urlencoded",
        )
    return response


def expected(who: Principal, address: Address, permission: Permission, relation: Relation) -> str:
    """What the policy table says, and nothing else."""
    if address.text in NOT_HERE and (permission in OPEN or who.reach(permission)):
        return NOTHING
    if permission in OPEN:
        return ANSWERED if relation is Relation.OWN else NOTHING
    if not who.signed_in:
        return SIGN_IN
    reach = who.reach(permission)
    if reach is None:
        return FORBIDDEN
    covered = relation in _COVERS[reach] and not _too_far(address, reach, relation)
    wider = WIDER.get(address.text)
    if covered or (wider is not None and who.reach(wider) is not None):
        return ANSWERED
    return NOTHING


def fits(found: str, wanted: str, address: Address) -> bool:
    """What everybody may know to exist is refused by its name: forbidden instead of not there."""
    known = KNOWN_TO_ALL.intersection(EXAMPLES[address.text])
    return found == wanted or (bool(known) and (found, wanted) == (FORBIDDEN, NOTHING))


def _too_far(address: Address, reach: Reach, relation: Relation) -> bool:
    if address.text.startswith(OWN_ALONE):
        return relation is Relation.FOREIGN
    return address.text.startswith(NARROWER) and reach is Reach.ALL


def asked_at(address: Address, who: Principal, relation: Relation, world: World) -> str | None:
    """The address filled with things in this relation to `who`; None when there are none."""
    keys = world.keys(EXAMPLES[address.text], who, relation)
    return None if keys is None else address.filled(keys)


def relations(address: Address) -> list[Relation]:
    """Own and foreign where the address names a row, own alone where it names none."""
    names_a_row = not WORDS.issuperset(EXAMPLES[address.text])
    return [Relation.OWN, Relation.FOREIGN] if names_a_row else [Relation.OWN]


def outcome(response: HttpResponseBase) -> str:
    """The answer in one word of the table; what is none of them is said with its status."""
    status = response.status_code
    location = response.headers.get("Location", "")
    if status == 401 or (status == 302 and location.startswith("/sign-in?next=")):
        return SIGN_IN
    if status == 404:
        return NOTHING
    if status == 403:
        return FORBIDDEN
    if status == 405 or status >= 500:
        return f"status {status}"
    return ANSWERED
