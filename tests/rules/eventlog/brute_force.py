"""The definitions once more, in plain loops: what the engine is compared with."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

HEADER = "case,activity,party,time"


@dataclass(frozen=True)
class Row:
    case: str
    activity: str
    party: str  # "" is nobody
    at: datetime


def written(rows: Iterable[Row], file: Path) -> Path:
    lines = [f"{row.case},{row.activity},{row.party},{row.at.isoformat()}" for row in rows]
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return file


def chains(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Events of each case by time; `sorted` keeps the order of the file where times are equal."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.case].append(row)
    return {case: sorted(events, key=lambda row: row.at) for case, events in found.items()}


def stretches(events: list[Row], missing: str) -> list[list[Row]]:
    """The parts of a chain within which pairs are counted."""
    if missing == "skip":
        return [[row for row in events if row.party]]
    parts: list[list[Row]] = [[]]
    for row in events:
        if row.party:
            parts[-1].append(row)
        else:
            parts.append([])
    return parts


@dataclass
class Expected:
    handovers: Counter[tuple[str, str]]
    cases: dict[tuple[str, str], set[str]]
    waits: dict[tuple[str, str], list[float]]
    back: Counter[tuple[str, str]]  # (x, y): x-y-x, also with itself
    triples: int
    ties: int


def expected(rows: Iterable[Row], missing: str) -> Expected:
    found = Expected(Counter(), defaultdict(set), defaultdict(list), Counter(), 0, 0)
    for case, events in chains(rows).items():
        found.ties += sum(a.at == b.at for a, b in pairwise(events))
        for part in stretches(events, missing):
            for a, b in pairwise(part):
                found.handovers[a.party, b.party] += 1
                found.cases[a.party, b.party].add(case)
                found.waits[a.party, b.party].append((b.at - a.at).total_seconds())
            for a, b, c in zip(part, part[1:], part[2:], strict=False):
                found.triples += 1
                if a.party == c.party:
                    found.back[a.party, b.party] += 1
    return found


def with_distance(rows: Iterable[Row], decay: float) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = defaultdict(float)
    for events in chains(rows).values():
        named = [row for row in events if row.party]
        for i, a in enumerate(named):
            for j in range(i + 1, len(named)):
                found[a.party, named[j].party] += decay ** (j - i - 1)
    return found


def working_together(rows: Iterable[Row]) -> dict[tuple[str, str], float]:
    cases: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.party:
            cases[row.party].add(row.case)
    return {
        (x, y): len(cases[x] & cases[y]) / len(cases[x])
        for x in cases
        for y in cases
        if x != y and cases[x] & cases[y]
    }


def loops(rows: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """Activity: how often again, in how many cases."""
    counts = Counter((row.case, row.activity) for row in rows)
    again: dict[str, tuple[int, int]] = {}
    for (_case, activity), n in counts.items():
        if n > 1:
            repeats, cases = again.get(activity, (0, 0))
            again[activity] = (repeats + n - 1, cases + 1)
    return again
