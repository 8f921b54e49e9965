"""D8: files, functions, parameters and templates stay small. The tail is what gets ugly."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.checks.check import Check, Function, functions, ours
from tests.architecture.tree import Finding, Source

FILE, FILE_HARD = 300, 400
FUNCTION, FUNCTION_HARD = 40, 60
POSITIONAL = 5
TEMPLATE = 120
HARD = {"file length": FILE_HARD, "function length": FUNCTION_HARD}


def _code(path: str) -> bool:
    return path.endswith((".py", ".ts", ".css")) and "/migrations/" not in path


def _length(function: Function) -> int:
    """Lines from `def` to the end without the docstring: explaining is free."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def file_length(source: Source) -> Iterator[Finding]:
    lines = len(source.lines)
    if lines > FILE:
        advice = f"{lines} lines, budget {FILE}: split by noun (actions.py becomes actions/)"
        yield source.finding(1, advice, measure=lines)


def function_length(source: Source) -> Iterator[Finding]:
    for function in functions(source.tree):
        lines = _length(function)
        if lines > FUNCTION:
            advice = f"{function.name} has {lines} lines, budget {FUNCTION}: give its steps names"
            yield source.finding(function.lineno, advice, measure=lines, name=function.name)


def positional_parameters(source: Source) -> Iterator[Finding]:
    for function in functions(source.tree):
        given = [*function.args.posonlyargs, *function.args.args]
        count = len(given) - (bool(given) and given[0].arg in {"self", "cls"})
        if count > POSITIONAL:
            advice = f"{function.name} takes {count} positional parameters: put `*` before them"
            yield source.finding(function.lineno, advice, measure=count, name=function.name)


def template_length(source: Source) -> Iterator[Finding]:
    lines = len(source.lines)
    if lines > TEMPLATE:
        advice = f"{lines} lines, budget {TEMPLATE}: cut out a part or a component"
        yield source.finding(1, advice, measure=lines)


CHECKS = [
    Check("file length", _code, file_length),
    Check(
        "function length",
        lambda path: path.endswith(".py") and "/migrations/" not in path,
        function_length,
    ),
    Check("positional parameters", ours, positional_parameters),
    Check("template length", lambda path: path.endswith(".html"), template_length),
]
