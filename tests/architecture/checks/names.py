"""D7: names are the trade's words; nothing is imported with a star."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.checks.check import Check
from tests.architecture.tree import Finding, Source

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base"}


def empty_names(source: Source) -> Iterator[Finding]:
    for part in PurePosixPath(source.path).parts:
        stem = part.split(".")[0].lower()
        if stem in EMPTY_WORDS or stem.rsplit("_", 1)[-1] in EMPTY_WORDS:
            yield source.finding(1, f"`{part}` says nothing: name it for the noun or verb it holds")


def star_imports(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            yield source.finding(node.lineno, "import names one by one, not with a star")


CHECKS = [
    Check("empty names", lambda path: True, empty_names),
    Check("star imports", lambda path: path.endswith(".py"), star_imports),
]
