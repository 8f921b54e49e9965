"""System checks: a view or an operation without a policy row does not start."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from fullcircle.api.description import operations_of, row_of
from fullcircle.config.foreign_urls import FOREIGN
from fullcircle.registry.people.policy import POLICY, POLICY_ATTRIBUTE, Permission


def register_checks() -> None:
    register(every_view_names_a_policy_row, "fullcircle")
    register(every_permission_has_a_row, "fullcircle")


def patterns(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Each address of the project with its pattern, depth first."""
    found = resolver or get_resolver()
    for entry in found.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


def rows_named(callback: object) -> list[Permission | None]:
    """The rows that stand behind one address: one of a view, one per operation of the API."""
    operations = operations_of(callback)
    if operations:
        return [row_of(operation) for operation in operations]
    named = getattr(callback, POLICY_ATTRIBUTE, None)
    return [named if isinstance(named, Permission) else None]


def every_view_names_a_policy_row(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    return [
        Error(
            f"/{address} names no row of the policy table",
            hint="decorate the view with @page(Permission.X) or @public(); "
            "give an operation of the API auth=Seated(Permission.X)",
            id="fullcircle.E001",
        )
        for address, pattern in patterns()
        if not address.startswith(FOREIGN or ("\0",)) and None in rows_named(pattern.callback)
    ]


def every_permission_has_a_row(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    return [
        Error(f"{permission!r} has no row in the policy table", id="fullcircle.E002")
        for permission in Permission
        if permission not in POLICY
    ]
