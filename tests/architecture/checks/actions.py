"""Every write is a verb in `actions`: keyword-only, atomic, `by=`. Tasks only call one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.checks.check import (
    Check,
    Function,
    calls,
    drawer,
    functions,
    ours,
    public_functions,
    under,
)
from tests.architecture.tree import Finding, Source

ATOMIC = {"action", "atomic"}
ALWAYS_WRITE = {
    "create", "acreate", "asave", "adelete", "bulk_create", "abulk_create", "bulk_update",
    "abulk_update", "get_or_create", "aget_or_create", "update_or_create", "aupdate_or_create",
    "aupdate",
}  # fmt: skip
ROWS = {
    "all", "alias", "annotate", "complex_filter", "distinct", "exclude", "filter", "order_by",
    "reverse", "select_related", "using", "objects", "_default_manager",
}  # fmt: skip
NOT_ROWS = {
    "buffer", "cache", "default_storage", "image", "photo", "picture", "session", "storage",
    "thumbnail",
}  # fmt: skip


def _last(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        return _last(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _speaks_of_rows(node: ast.AST) -> bool:
    """True when the chain `a.b().c` before a call holds a query set's word."""
    while True:
        if _last(node) in ROWS:
            return True
        if isinstance(node, ast.Call):
            node = node.func
        if not isinstance(node, ast.Attribute):
            return False
        node = node.value


def _writes(verb: str, subject: ast.AST) -> bool:
    if verb == "update":  # a dictionary has it too
        return _speaks_of_rows(subject)
    if verb in {"save", "delete"}:
        return _last(subject) not in NOT_ROWS
    return verb in ALWAYS_WRITE


def written(source: Source) -> Iterator[ast.Call]:
    """Calls that change rows, as far as the text can tell."""
    for call in calls(source.tree):
        if not isinstance(call.func, ast.Attribute):
            continue
        if _writes(call.func.attr, call.func.value):
            yield call


def _decorations(function: Function, source: Source) -> set[str]:
    names = set()
    for decorator in function.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        names.add(source.dotted(called).rsplit(".", 1)[-1])
    return names


def shape_of_actions(source: Source) -> Iterator[Finding]:
    for function in public_functions(source.tree):
        parameters, verb = function.args, function.name
        if parameters.posonlyargs or parameters.args or parameters.vararg:
            advice = f"{verb}: arguments by name only, `*` first (a step of verbs: _{verb})"
            yield source.finding(function.lineno, advice)
        if "by" not in {argument.arg for argument in parameters.kwonlyargs}:
            yield source.finding(function.lineno, f"{verb}: who does it? Take `by`")
        if not ATOMIC & _decorations(function, source):
            yield source.finding(function.lineno, f"{verb}: all or nothing, decorate with @action")


def writes_elsewhere(source: Source) -> Iterator[Finding]:
    for call in written(source):
        yield source.finding(call.lineno, f".{_last(call)}() writes: make it a verb in actions")


def row_locks(source: Source) -> Iterator[Finding]:
    for call in calls(source.tree):
        if _last(call) == "select_for_update":
            advice = "SQLite ignores row locks without a word: compare the version and set"
            yield source.finding(call.lineno, advice)


def tasks_call_one_action(source: Source) -> Iterator[Finding]:
    for function in functions(source.tree):
        if "task" not in _decorations(function, source):
            continue
        called = [source.dotted(call.func).split(".") for call in calls(function)]
        count = sum("actions" in name for name in called)
        if count != 1:
            advice = f"{function.name} calls {count} actions: unpack ids, then call one"
            yield source.finding(function.lineno, advice)


_READERS = drawer("queries", "rules", "access", "handoff", "states", "tasks", "on_news")
_SCREENS = under("web", "api")

CHECKS = [
    Check("shape of actions", drawer("actions"), shape_of_actions),
    Check("writes elsewhere", lambda path: _READERS(path) or _SCREENS(path), writes_elsewhere),
    Check("row locks", ours, row_locks),
    Check(
        "tasks call one action",
        lambda path: ours(path) and path.endswith("/tasks.py"),
        tasks_call_one_action,
    ),
]
