"""Screens and API read through `queries`, which are scoped by who asks."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.checks.check import Check, calls, under
from tests.architecture.tree import Finding, Source

SHORTCUTS = {"django.shortcuts.get_object_or_404", "django.shortcuts.get_list_or_404"}
PICKS = {"get", "aget", "in_bulk", "get_by_natural_key"}


def _on_all_rows(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}


def unscoped_reads(source: Source) -> Iterator[Finding]:
    for call in calls(source.tree):
        picks = isinstance(call.func, ast.Attribute) and call.func.attr in PICKS
        if picks and _on_all_rows(call.func.value):  # type: ignore[attr-defined]  # an Attribute
            yield source.finding(call.lineno, "any row of anybody: ask a query scoped by who asks")
        elif source.dotted(call.func) in SHORTCUTS and not isinstance(call.args[0], ast.Call):
            advice = "404 over all rows: pass a query scoped by who asks, not the model"
            yield source.finding(call.lineno, advice)


CHECKS = [Check("unscoped reads", under("web", "api"), unscoped_reads)]
