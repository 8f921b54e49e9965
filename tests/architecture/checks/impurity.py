"""D6: no wall clock, no HTTP, no signal receivers where they do not belong."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.checks.check import Check, ours
from tests.architecture.tree import Finding, Source

CLOCK_FILE = "src/fullcircle/foundation/clock.py"
WALL_CLOCKS = {
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today",
    "datetime.date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime",
    "django.utils.timezone.now", "django.utils.timezone.localdate",
    "django.db.models.functions.Now",
    "django.db.models.functions.datetime.Now",
}  # fmt: skip
REAL_TIME = {"fullcircle.foundation.clock.wall_time"}
HTTP = (
    "django.http", "django.shortcuts", "django.urls", "django.views", "django.forms",
    "django.core.handlers", "django.contrib.messages", "django.middleware",
    "django.template.response", "django_htmx", "ninja",
)  # fmt: skip
HTTP_FLOORS = tuple(f"src/fullcircle/{floor}/" for floor in ("web", "api", "config"))
SIGNALS = (
    "django.dispatch", "django.db.models.signals", "django.core.signals",
    "django.contrib.auth.signals", "django.contrib.auth.user_logged_in",
    "django.contrib.auth.user_logged_out", "django.contrib.auth.user_login_failed",
    "django.test.signals", "django.tasks.signals",
)  # fmt: skip


def _names_used(source: Source) -> Iterator[tuple[int, str]]:
    """Every full name that the file imports or spells out, with its line."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.lineno, source.dotted(node)


def _within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _business(path: str) -> bool:
    """Leases, logs and streams may ask for the real time; business lives on the company's."""
    return not path.startswith(("src/fullcircle/foundation/", "src/fullcircle/config/"))


def wall_clock(source: Source) -> Iterator[Finding]:
    refused = WALL_CLOCKS | (REAL_TIME if _business(source.path) else set())
    for line, name in sorted(set(_names_used(source))):
        if name in refused:
            yield source.finding(line, f"{name} reads the wall clock: take `at`, or clock.now()")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield source.finding(node.lineno, f"{node.arg} hides a clock: let the action set it")


def http(source: Source) -> Iterator[Finding]:
    for line in sorted({line for line, name in _names_used(source) if _within(name, HTTP)}):
        yield source.finding(line, "HTTP belongs to web, api and config: pass plain values down")


def signals(source: Source) -> Iterator[Finding]:
    for line in sorted({line for line, name in _names_used(source) if _within(name, SIGNALS)}):
        yield source.finding(line, "no signal receivers: call the action, or publish news")


CHECKS = [
    Check("wall clock", lambda path: ours(path) and path != CLOCK_FILE, wall_clock),
    Check("http", lambda path: ours(path) and not path.startswith(HTTP_FLOORS), http),
    Check("signals", ours, signals),
]
