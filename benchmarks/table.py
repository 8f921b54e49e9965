"""The table as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.measured import Figure, Kind, Verdict

HEAD = ("what", "budget", "measured", "ratio", "", "behind it")


def as_text(figures: Sequence[Figure]) -> str:
    rows = [HEAD, *(_row(figure) for figure in figures)]
    wide = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [_line(row, wide) for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def as_markdown(figures: Sequence[Figure]) -> str:
    lines = [
        "| what | budget | measured | ratio | | behind it |",
        "| --- | ---: | ---: | ---: | --- | --- |",
    ]
    lines += ["| " + " | ".join(_row(figure)) + " |" for figure in figures]
    return "\n".join(lines)


def as_json(figures: Iterable[Figure], surroundings: dict[str, Any]) -> str:
    told = [
        asdict(figure) | {"ratio": figure.ratio, "verdict": str(figure.verdict)}
        for figure in figures
    ]
    return json.dumps({**surroundings, "figures": told}, indent=1) + "\n"


def summary(figures: Sequence[Figure]) -> str:
    slow = [row for row in figures if row.kind is Kind.TIMED and row.verdict is Verdict.OVER]
    broken = [row for row in figures if row.fails]
    return (
        f"{len(broken)} counted figures over budget (an error), "
        f"{len(slow)} timed figures over budget (a warning on this machine)"
    )


def number(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _row(figure: Figure) -> tuple[str, ...]:
    ratio = figure.ratio
    limit = f"<= {number(figure.limit)} {figure.unit}" if figure.limit is not None else ""
    verdict = str(figure.verdict)
    if figure.verdict is Verdict.LEFT_OUT:
        verdict = f"left out: {figure.why}"
    elif figure.verdict is Verdict.OVER and figure.kind is Kind.TIMED:
        verdict = "over"
    measured = "" if figure.value is None else f"{number(figure.value)} {figure.unit}"
    told = "" if ratio is None else f"{ratio:.2f}"
    return (figure.what, limit, measured, told, verdict, figure.note)


def _line(row: tuple[str, ...], wide: Sequence[int]) -> str:
    first = row[0].ljust(wide[0])
    numbers = [text.rjust(width) for text, width in zip(row[1:4], wide[1:4], strict=True)]
    words = [text.ljust(width) for text, width in zip(row[4:], wide[4:], strict=True)]
    return "  ".join([first, *numbers, *words]).rstrip()
