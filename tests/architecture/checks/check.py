"""What a check is, and which files it looks at."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.architecture.tree import PACKAGE, Finding, Source

ROOM = r"src/fullcircle/(?:foundation|handoffs|insight|registry/\w+|operations/\w+)/"
type Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Check:
    """A rule over single files. `concerns` says which paths, `find` what breaks it there."""

    name: str
    concerns: Callable[[str], bool]
    find: Callable[[Source], Iterable[Finding]]

    def over(self, sources: Iterable[Source]) -> Iterator[Finding]:
        for source in sources:
            if self.concerns(source.path):
                yield from self.find(source)


def ours(path: str) -> bool:
    """Python of the product; migrations are written by a generator."""
    return path.startswith(PACKAGE) and path.endswith(".py") and "/migrations/" not in path


def drawer(*names: str) -> Callable[[str], bool]:
    """The named drawers of all rooms, as one file or grown into a folder."""
    either = "|".join(names)
    shape = re.compile(rf"{ROOM}(?:{either})(?:\.py|/[a-z]\w*\.py)$")
    return lambda path: shape.match(path) is not None


def under(*folders: str) -> Callable[[str], bool]:
    """Python of the named parts of the product, for example `web` or `foundation/values`."""
    starts = tuple(f"{PACKAGE}{folder}/" for folder in folders)
    return lambda path: ours(path) and path.startswith(starts)


def functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def public_functions(tree: ast.Module) -> Iterator[Function]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
            yield node


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node
