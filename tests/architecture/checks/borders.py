"""Rooms keep to themselves: nobody writes another room's rows or uses its private names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.checks.actions import written
from tests.architecture.checks.check import Check, ours
from tests.architecture.tree import Finding, Source

OWNER = re.compile(
    r"(?:src/)?fullcircle[./](foundation|handoffs|insight|(?:registry|operations)[./]\w+)(?:[./]|$)"
)


def _owner(name: str) -> str:
    """The room that a module or a path belongs to; empty for what is no room."""
    match = OWNER.match(name)
    return match[1].replace("/", ".") if match else ""


def _models_in(source: Source, node: ast.AST) -> Iterator[str]:
    """Full names of models in the chain `a.b().c` before a call."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Name):
        name = source.dotted(node)
        if ".models." in name:
            yield name
        if isinstance(node, ast.Name):
            return
        node = node.func if isinstance(node, ast.Call) else node.value


def foreign_writes(source: Source) -> Iterator[Finding]:
    own = _owner(source.path)
    for call in written(source):
        others = {_owner(name) for name in _models_in(source, call.func)} - {own, ""}
        for other in sorted(others):
            yield source.finding(call.lineno, f"rows of {other}: call an action of that room")


def _elsewhere(module: str, folder: str) -> bool:
    return module.startswith("fullcircle") and module.rpartition(".")[0] != folder


def private_imports(source: Source) -> Iterator[Finding]:
    """Files of one folder are one drawer and may share private names."""
    folder = source.path.removeprefix("src/").rpartition("/")[0].replace("/", ".")
    for node in ast.walk(source.tree):
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
        if isinstance(node, ast.ImportFrom) and _elsewhere(module, folder):
            for alias in node.names:
                if alias.name.startswith("_") and not alias.name.startswith("__"):
                    advice = f"{alias.name} is private to {node.module}: use or make a public door"
                    yield source.finding(node.lineno, advice)


def _not_demo(path: str) -> bool:
    """The demo writes its two years of history in bulk; a test replays some of it as actions."""
    return ours(path) and not path.startswith("src/fullcircle/demo/")


CHECKS = [
    Check("foreign writes", _not_demo, foreign_writes),
    Check("private imports", ours, private_imports),
]
