"""The description of the API: OpenAPI for programs, a plain page for people, both from the operations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from inspect import getclosurevars
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from ninja.operation import Operation, PathView

from fullcircle.api.service import api
from fullcircle.registry.people.policy import POLICY_ATTRIBUTE, Permission

PREFIX = "/api/"


@dataclass(frozen=True)
class Described:
    """One operation: its method, the address below /api/ and the row of the policy table it names."""

    method: str
    address: str
    permission: Permission | None
    summary: str
    once: bool = False


def operations_of(callback: object) -> list[Operation]:
    """The operations behind one address; empty for a view that is none of the API's."""
    if not callable(callback) or not hasattr(callback, "__closure__"):
        return []
    behind = getclosurevars(callback).nonlocals.get("self")
    return list(behind.operations) if isinstance(behind, PathView) else []


def row_of(operation: Operation) -> Permission | None:
    """The row that the operation's door names; None when it has no door."""
    for door in operation.auth_callbacks:
        found = getattr(door, POLICY_ATTRIBUTE, None)
        if isinstance(found, Permission):
            return found
    return None


def described() -> Iterator[Described]:
    """Every operation once, in the order of the resources."""
    seen: set[tuple[str, str]] = set()
    for pattern in api.urls[0]:
        address = str(getattr(pattern, "pattern", ""))
        for operation in operations_of(getattr(pattern, "callback", None)):
            # Ninja gives an address with several operations one pattern per operation.
            for method in set(operation.methods) - {each for at, each in seen if at == address}:
                seen.add((address, method))
                yield Described(
                    method, address, row_of(operation), _does(operation), _once(operation)
                )


def _does(operation: Operation) -> str:
    """The first sentence of its docstring, else its name."""
    said = (operation.description or "").strip().split("\n")[0]
    return said or operation.view_func.__name__.replace("_", " ")


def _once(operation: Operation) -> bool:
    return any("Idempotency-Key" in str(model.model_fields) for model in operation.models)


@cache
def schema() -> dict[str, Any]:
    """OpenAPI, with the row of the policy table that each operation names as `x-policy-row`."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX)
    rows = {
        operation.operation_id or api.get_openapi_operation_id(operation): row_of(operation)
        for pattern in api.urls[0]
        for operation in operations_of(getattr(pattern, "callback", None))
    }
    for address in found["paths"].values():
        for operation in address.values():
            operation["x-policy-row"] = str(rows[operation["operationId"]])
    return found


def _public(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    setattr(view, POLICY_ATTRIBUTE, Permission.PUBLIC)
    return view


@require_safe
@_public
def openapi(request: HttpRequest) -> HttpResponse:
    """What the API offers; the same for everybody, and nothing of the company in it."""
    return JsonResponse(schema())
