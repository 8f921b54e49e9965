"""T7: every field of a model offered to a write changes only what its form names."""

from typing import Any

import pytest
from django.db import models

from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.states import Relation, Seat
from tests.web.walk import bodies
from tests.web.walk.addresses import addresses
from tests.web.walk.probing import asked_at, taken_back
from tests.web.walk.world import World

# Address, method, whose model is offered, who asks, and what may change by it.
WRITES: list[tuple[str, str, type[models.Model], str, set[str]]] = [
    (
        "api/requests/<int:number>/items/<slug:item>",
        "PATCH",
        Request,
        "request",
        {"access", "changed_by_name", "version"},
    ),
    ("api/visits/<int:number>/taps", "POST", Visit, "visit", set()),
    ("api/visits/<int:number>/place", "POST", Visit, "visit", set()),
    ("customer/<int:number>/touches", "POST", Customer, "customer", set()),
    ("calls/confirm/<int:asked>", "POST", Request, "request", set()),
    ("my-requests/<int:number>/all-good", "POST", Request, "our request", set()),
    ("company/people/<int:number>/seat", "POST", Person, "person", set()),
]


def _offered(model: type[models.Model]) -> dict[str, Any]:
    """A value for each field that is not what stands there."""
    found: dict[str, Any] = {}
    for row in model._meta.concrete_fields:
        kind = row.get_internal_type()
        if "Integer" in kind or kind in ("ForeignKey", "OneToOneField", "AutoField"):
            found[row.attname] = 7777
        elif "Date" in kind:
            found[row.attname] = "2001-01-01T00:00:00Z"
        elif kind == "BooleanField":
            found[row.attname] = not row.get_default()
        else:
            found[row.attname] = "planted"
    return found


@pytest.mark.parametrize(("text", "method", "model", "kind", "may"), WRITES)
def test_fields_that_no_form_names_do_not_change(
    text: str, method: str, model: type[models.Model], kind: str, may: set[str], world: World
) -> None:
    address = next(each for each in addresses() if each.text == text)
    offered = _offered(model)
    for seat in (Seat.DISPATCHER, Seat.AGENT, Seat.TECHNICIAN, Seat.REQUESTER, Seat.ADMINISTRATOR):
        who = world.principals[seat]
        at = asked_at(address, who, Relation.OWN, world)
        assert at is not None
        key = world.keys((kind,), who, Relation.OWN)
        assert key is not None
        with taken_back():
            before = model._default_manager.filter(pk=key[0]).values().get()
            if address.of_api:
                body = {**offered, **bodies.api_body(text, world)}
                answer = who.client.generic(
                    method, at, _json(body), "application/json", headers={"Idempotency-Key": "m"}
                )
                assert answer.status_code in (403, 404, 422), "extra keys are refused"
            else:
                who.client.post(at, {**offered, **bodies.form(text, world)})
            after = model._default_manager.filter(pk=key[0]).values().get()
        planted = {
            name
            for name, value in after.items()
            if value != before[name] and str(value) in {"planted", "7777"} | {str(offered[name])}
        }
        assert planted - may == set(), seat


def _json(body: dict[str, Any]) -> str:
    import json

    return json.dumps(body, default=str)
