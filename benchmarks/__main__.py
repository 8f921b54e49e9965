"""`make bench`, or `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import table
from benchmarks.surroundings import surroundings
from tests.postgres_server import NoPostgres

QUICK_CASES, QUICK_TIMES = 10_000, 10


def main() -> int:
    """Exit code 1: a counted figure (queries, bytes) is over its budget; 2: nothing could run."""
    choice = _parser().parse_args()
    if choice.only == "eventlog":
        from benchmarks import eventlog

        return eventlog.main(["--ours-alone"] if choice.quick else [])
    cases = QUICK_CASES if choice.quick else choice.cases
    times = QUICK_TIMES if choice.quick else choice.times
    try:
        with surroundings(postgres=choice.postgres) as where:
            from benchmarks.running import Run

            run = Run(where, cases=cases, times=times, only=choice.only)
            run.go()
            told = _surroundings(where.vendor, cases, times)
    except NoPostgres as refusal:
        print(f"benchmarks: {refusal}", file=sys.stderr)
        return 2
    print(f"\n{told['database']}, {cases:,} cases; {told['machine']}")
    print(table.as_text(run.figures))
    print(table.summary(run.figures))
    if choice.json:
        choice.json.write_text(table.as_json(run.figures, told), encoding="utf-8")
    if choice.markdown:
        choice.markdown.write_text(table.as_markdown(run.figures) + "\n", encoding="utf-8")
    return 1 if any(figure.fails for figure in run.figures) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Loads many cases and prints the table of budgets."
    )
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=50, help="requests per page")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, else on SQLite")
    parser.add_argument(
        "--only", default="", metavar="NAME", help="lists, cards, create, board, live or queueing"
    )
    parser.add_argument("--quick", action="store_true", help="10,000 cases, few requests")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE")
    return parser


def _surroundings(vendor: str, cases: int, times: int) -> dict[str, Any]:
    yardstick = _yardstick()
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f}, yardstick {yardstick:.2f} s"
    )
    return {
        "database": "PostgreSQL" if vendor == "postgresql" else "SQLite",
        "cases": cases,
        "times": times,
        "machine": machine,
        "yardstick_s": round(yardstick, 3),
    }


def _yardstick() -> float:
    """Seconds of processor time for ten million additions: how fast this machine is just now."""
    started, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
