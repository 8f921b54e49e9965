"""Every address of the project from the URL resolver: its methods, and the row each of them names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getclosurevars

from fullcircle.api.description import operations_of, row_of
from fullcircle.config.checks import patterns
from fullcircle.config.foreign_urls import FOREIGN
from fullcircle.registry.people.policy import POLICY_ATTRIBUTE, Permission

ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SAFE = {"GET", "HEAD", "OPTIONS"}
ARGUMENT = re.compile(r"<(\w+):(\w+)>")
UNKNOWN = {
    "int": "99999999",
    "str": "C999999",
    "slug": "C999999",
    "path": "nowhere",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


@dataclass(frozen=True)
class Address:
    """`rows`: method -> the row of the policy table that stands behind it."""

    text: str
    rows: dict[str, Permission]
    methods_named: bool

    @property
    def of_api(self) -> bool:
        return self.text.startswith("api/") and self.text != "api/openapi.json"

    def filled(self, values: tuple[str, ...]) -> str:
        found = iter(values)
        return "/" + ARGUMENT.sub(lambda match: next(found), self.text)

    @property
    def unknown(self) -> str:
        """The same address for things that do not exist."""
        return "/" + ARGUMENT.sub(lambda match: UNKNOWN[match[1]], self.text)

    @property
    def has_arguments(self) -> bool:
        return ARGUMENT.search(self.text) is not None


def addresses() -> list[Address]:
    """In the order of the resolver, each once."""
    found: dict[str, Address] = {}
    for text, pattern in patterns():
        if not text.startswith(FOREIGN or ("\0",)):
            found.setdefault(text, _address(text, pattern.callback))
    return list(found.values())


def _address(text: str, callback: object) -> Address:
    operations = operations_of(callback)
    if operations:
        rows = {
            method: row for each in operations for method in each.methods if (row := row_of(each))
        }
        return Address(text, rows, methods_named=True)
    named = getattr(callback, POLICY_ATTRIBUTE, None)
    methods = set(_methods(callback)) & set(ALL_METHODS)
    rows = dict.fromkeys(methods or {"GET", "POST"}, named) if named is not None else {}
    return Address(text, rows, methods_named=bool(methods))


def _methods(callback: object) -> Iterator[str]:
    """What `require_http_methods` was told, wherever it stands among the decorators."""
    while callable(callback) and hasattr(callback, "__closure__"):
        yield from getclosurevars(callback).nonlocals.get("request_method_list", ())
        callback = getattr(callback, "__wrapped__", None)
