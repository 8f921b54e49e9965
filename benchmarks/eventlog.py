"""`make bench ARGS="--only eventlog"`, or `python -m benchmarks.eventlog --help`.

Makes logs of one and of ten million events and draws their graph with our command and with others,
each in a process of its own, one after the other. The others live in an environment of their own,
made from benchmarks/rivals.txt; the project never depends on them.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.eventlog_making import make

HERE = Path(__file__).parent
OURS = "fullcircle graph"
BUDGET_S, BUDGET_GB, BUDGET_EVENTS = 20.0, 1.5, 10_000_000
RIVALS = ("polars", "pandas", "pm4py")
DOES = {
    OURS: "the whole command: counts, cases, waits, returns, loops, both rules, CSV, words",
    "polars": "counts, cases, waits",
    "pandas": "counts alone",
    "pm4py": "shares alone",
}


@dataclass(frozen=True)
class Measured:
    engine: str
    events: int
    wall_s: float
    cpu_s: float
    peak_gb: float
    pairs: int
    edges: int
    load: float

    @property
    def over(self) -> str:
        """What of the budget was missed."""
        if self.engine != OURS or self.events != BUDGET_EVENTS:
            return ""
        missed = [f"{self.wall_s:.1f} s"] if self.wall_s > BUDGET_S else []
        return ", ".join(missed + ([f"{self.peak_gb:.2f} GB"] if self.peak_gb > BUDGET_GB else []))


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 when the engines disagree or memory is over its budget; time only warns."""
    choice = _parser().parse_args(arguments)
    choice.folder.mkdir(parents=True, exist_ok=True)
    rivals = [] if choice.ours_alone else list(choice.rivals)
    python = _environment(choice.folder) if rivals else Path()
    found: list[Measured] = []
    for events in choice.events:
        log = choice.folder / f"{events}.parquet"
        if not log.exists():
            make(log, events)
        for engine in [OURS, *rivals]:
            found.append(_measure(engine, python, log, events))
            print(_line(found[-1]), flush=True)
    print("\n" + as_markdown(found))
    print("\n".join(_remarks(found)))
    if choice.json:
        choice.json.write_text(json.dumps([asdict(one) for one in found], indent=1) + "\n")
    return 1 if _disagree(found) or any(m.peak_gb > BUDGET_GB for m in found if m.over) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.eventlog", description=__doc__)
    base = Path(os.environ.get("DATA_DIR") or tempfile.gettempdir())
    parser.add_argument("--events", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--rivals", nargs="+", choices=RIVALS, default=list(RIVALS))
    parser.add_argument("--ours-alone", action="store_true", help="no rivals, nothing installed")
    parser.add_argument("--folder", type=Path, default=base / "fullcircle-bench-eventlog")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser


def _environment(folder: Path) -> Path:
    """The rivals' own Python; installed once, every package by its hash."""
    where = folder / "rivals"
    python = where / "bin" / "python"
    if not (where / "complete").exists():
        venv.create(where, with_pip=True, clear=True)
        locked = str(HERE / "rivals.txt")
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]  # noqa: RUF005  two lines
            + ["--require-hashes", "--only-binary", ":all:", "-r", locked],
            check=True,
        )
        (where / "complete").touch()
    return python


def _measure(engine: str, python: Path, log: Path, events: int) -> Measured:
    """Wall and processor time and the highest resident memory of the process."""
    out = log.with_suffix(".edges.csv")
    command = [str(python), str(HERE / "eventlog_rival.py"), engine, str(log)]
    if engine == OURS:
        own = "from fullcircle.config.command_line import main; raise SystemExit(main())"
        command = [sys.executable, "-c", own, "graph", str(log), "--out", str(out)]
    with tempfile.TemporaryFile() as told:
        load, started = os.getloadavg()[0], time.perf_counter()
        process = subprocess.Popen(command, stdout=told)
        _pid, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{engine} ended with {process.returncode}")
        told.seek(0)
        pairs, edges = _written(out) if engine == OURS else _said(told.read())
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6
    return Measured(engine, events, wall, cpu, peak, pairs, edges, load)


def _written(out: Path) -> tuple[int, int]:
    with out.open(encoding="utf-8", newline="") as file:
        handovers = [int(row["handovers"]) for row in csv.DictReader(file)]
    return sum(handovers), len(handovers)


def _said(told: bytes) -> tuple[int, int]:
    result = json.loads(told.splitlines()[-1])
    return result["pairs"], result["edges"]


def _line(one: Measured) -> str:
    return (
        f"{one.engine:<17} {one.events:>11,} events {one.wall_s:7.1f} s wall {one.cpu_s:7.1f} s cpu "
        f"{one.peak_gb:5.2f} GB  {one.edges:,} arrows, load {one.load:.1f}"
    )


def as_markdown(found: Sequence[Measured]) -> str:
    lines = [
        "| events | engine | wall s | CPU s | peak GB | CPU against ours | what it counts |",
        "| ---: | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for one in found:
        ours = next(m for m in found if m.engine == OURS and m.events == one.events)
        lines.append(
            f"| {one.events:,} | {one.engine} | {one.wall_s:.1f} | {one.cpu_s:.1f} | "
            f"{one.peak_gb:.2f} | {one.cpu_s / ours.cpu_s:.1f} x | {DOES[one.engine]} |"
        )
    return "\n".join(lines)


def _remarks(found: Sequence[Measured]) -> list[str]:
    ours = sorted((m for m in found if m.engine == OURS), key=lambda m: m.events)
    told = [
        f"growth from {a.events:,} to {b.events:,}: {b.wall_s / a.wall_s:.1f} x wall, "
        f"{b.cpu_s / a.cpu_s:.1f} x CPU, {b.peak_gb / a.peak_gb:.1f} x memory"
        for a, b in pairwise(ours)
    ]
    told += [f"OVER BUDGET ({BUDGET_S:.0f} s, {BUDGET_GB} GB): {m.over}" for m in ours if m.over]
    for mine in ours:
        ahead = [m.engine for m in found if m.events == mine.events and m.wall_s < mine.wall_s]
        if ahead:
            told.append(f"AHEAD OF US at {mine.events:,}: {', '.join(ahead)}")
    return told + _disagree(found)


def _disagree(found: Sequence[Measured]) -> list[str]:
    told = []
    for events in {m.events for m in found}:
        here = [m for m in found if m.events == events]
        if len({m.edges for m in here}) > 1 or len({m.pairs for m in here if m.pairs >= 0}) > 1:
            told.append(f"THE ENGINES DISAGREE at {events:,} events")
    return told


if __name__ == "__main__":
    sys.exit(main())
