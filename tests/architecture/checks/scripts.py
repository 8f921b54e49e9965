"""Style sheets and islands: the same policy, on the other side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.architecture.checks.check import Check
from tests.architecture.tree import Finding, Source

OTHER_HOST = re.compile(
    r"(?:url\(\s*|@import\s+)[\"']?\s*(?:https?:)?//|[\"'`]https?://(?!www\.w3\.org/)"
)
EVALUATED = re.compile(
    r"\beval\(|\bnew Function\(|document\.write\(|setAttribute\(\s*[\"']style[\"']"
    r"|\bset(?:Timeout|Interval)\(\s*[\"'`]"
)


def _matches(source: Source, pattern: re.Pattern[str], advice: str) -> Iterator[Finding]:
    for match in pattern.finditer(source.text):
        yield source.finding(source.line_of(match.start()), advice)


def hosts(source: Source) -> Iterator[Finding]:
    return _matches(source, OTHER_HOST, "nothing is loaded from another host: serve it ourselves")


def evaluated(source: Source) -> Iterator[Finding]:
    return _matches(source, EVALUATED, "the content security policy refuses this in the browser")


def _island(path: str) -> bool:
    return path.startswith(("frontend/", "src/")) and path.endswith((".ts", ".js", ".mjs"))


CHECKS = [
    Check("hosts in islands", lambda path: _island(path) or path.endswith(".css"), hosts),
    Check("evaluated code", _island, evaluated),
]
