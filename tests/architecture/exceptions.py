"""The list of exceptions: what it excuses, and which of its entries nobody needs any more."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.checks.budgets import HARD
from tests.architecture.tree import Finding

FILE = Path(__file__).with_name("exceptions.toml")


@dataclass(frozen=True)
class Excuse:
    """One entry of `exceptions.toml`. `limit` is asked for only where the rule is a number."""

    rule: str
    path: str
    reason: str
    name: str = ""
    limit: int | None = None

    def __post_init__(self) -> None:
        if len(self.reason.split()) < 4:
            raise ValueError(f"{self.path}, {self.rule}: say why, in a sentence")
        if self.limit is not None and self.limit > HARD.get(self.rule, self.limit):
            raise ValueError(f"{self.path}, {self.rule}: {HARD[self.rule]} is hard, split it")

    def covers(self, rule: str, finding: Finding) -> bool:
        if (rule, finding.path, finding.name) != (self.rule, self.path, self.name):
            return False
        return finding.measure is None or finding.measure <= (self.limit or 0)


def read(text: str) -> list[Excuse]:
    return [Excuse(**entry) for entry in tomllib.loads(text).get("exception", [])]


def listed() -> list[Excuse]:
    return read(FILE.read_text(encoding="utf-8"))


def unexcused(rule: str, findings: Iterable[Finding], excuses: Iterable[Excuse]) -> list[Finding]:
    excuses = list(excuses)
    return [
        finding
        for finding in findings
        if not any(excuse.covers(rule, finding) for excuse in excuses)
    ]


def unneeded(found: dict[str, list[Finding]], excuses: Iterable[Excuse]) -> list[Excuse]:
    """Entries that cover nothing that is found today."""
    return [
        excuse
        for excuse in excuses
        if not any(excuse.covers(excuse.rule, finding) for finding in found.get(excuse.rule, []))
    ]
