"""Keys say what happens on deletion and how they are called from the other end."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.checks.check import Check, calls, drawer, ours
from tests.architecture.tree import Finding, Source

KEYS = {"ForeignKey", "OneToOneField"}
ON_DELETE = {"PROTECT", "CASCADE", "SET_NULL"}
MONEY = {
    "amount", "balance", "charge", "cost", "fee", "margin", "minor", "money", "paid", "price",
    "tax", "total",
}  # fmt: skip


def _last(source: Source, node: ast.AST | None) -> str:
    return source.dotted(node).rsplit(".", 1)[-1] if node is not None else ""


def explicit_keys(source: Source) -> Iterator[Finding]:
    for call in calls(source.tree):
        kind = _last(source, call.func)
        if kind not in KEYS | {"ManyToManyField"}:
            continue
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        if kind in KEYS and _last(source, named.get("on_delete")) not in ON_DELETE:
            yield source.finding(call.lineno, f"{kind}: on_delete= one of {sorted(ON_DELETE)}")
        other_end = named.get("related_name")
        if not (isinstance(other_end, ast.Constant) and other_end.value):
            yield source.finding(call.lineno, f'{kind}: say related_name, or "+" for none')


def states_are_str_enums(source: Source) -> Iterator[Finding]:
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef):
            parents = {source.dotted(parent) for parent in node.bases}
            if "enum.StrEnum" not in parents:
                yield source.finding(node.lineno, f"{node.name}: a state is an enum.StrEnum")


def framework_choices(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            parents = {source.dotted(parent).rsplit(".", 1)[-1] for parent in node.bases}
            if parents & {"TextChoices", "IntegerChoices", "Choices"}:
                advice = f"{node.name}: a StrEnum in states.py, so that rules can use it too"
                yield source.finding(node.lineno, advice)


def float_money(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            words = set(source.dotted(target).lower().split("_"))
            if _last(source, node.value.func) == "FloatField" and words & MONEY:
                yield source.finding(node.lineno, "money in whole minor units, with its currency")


CHECKS = [
    Check("explicit keys", drawer("models"), explicit_keys),
    Check("states are StrEnum", drawer("states"), states_are_str_enums),
    Check("float money", drawer("models"), float_money),
    Check("framework choices", ours, framework_choices),
]
