"""`fullcircle graph LOG`: the customer graph of any log, without database, server or settings."""

import argparse
import csv
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from fullcircle.engines.eventlog.events import Progress
from fullcircle.engines.eventlog.graph import Edge, Graph
from fullcircle.engines.eventlog.inspection import Inspection, inspect_log
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Missing, Options, Pairing
from fullcircle.engines.eventlog.refusals import LogNotReadable

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

HEADER = ("supplier", "customer", "handovers", "cases", "mean_wait_s")
COLUMNS = ("case", "activity", "party", "time", "start", "transition")
BAR = 30


def add(commands: "Commands") -> None:
    parser = commands.add_parser(
        "graph",
        help="draw the customer graph of an event log: who hands over to whom",
        description="Reads an event log (CSV, Parquet, XES, OCEL 2.0), counts who hands over to "
        "whom and says it in words. The columns are guessed unless they are named. Nothing is "
        "sent anywhere; no database and no server is needed.",
        epilog="docs/reference/event-logs.md tells the rules. Exit code 2: the log cannot be read.",
    )
    parser.add_argument("log", type=Path, metavar="LOG")
    columns = parser.add_argument_group("columns of the log")
    columns.add_argument("--case", default="", metavar="C", help="what the events belong to")
    columns.add_argument("--activity", default="", metavar="A", help="what was done")
    columns.add_argument("--party", default="", metavar="P", help="who did it: person, role, team")
    columns.add_argument("--time", default="", metavar="T", help="when it was completed")
    columns.add_argument("--start", default="", metavar="S", help="when it was begun (for waits)")
    columns.add_argument("--transition", default="", metavar="T", help="the step of its life cycle")
    _add_rules(parser.add_argument_group("rules that change numbers"))
    results = parser.add_argument_group("results")
    results.add_argument("--out", type=Path, metavar="FILE", help="edges as CSV")
    results.add_argument("--json", action="store_true", help="the whole graph, for machines")
    results.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the rows behind arrows")
    parser.set_defaults(run=run)


def _add_rules(rules: argparse._ArgumentGroup) -> None:
    rules.add_argument(
        "--missing",
        type=Missing,
        choices=list(Missing),
        default=Missing.SKIP,
        help="an event without a party is left out (skip, default) or cuts the chain (break)",
    )
    rules.add_argument(
        "--step", default="", metavar="STEP", help="count only this life-cycle step, or: auto"
    )
    rules.add_argument(
        "--pairing",
        type=Pairing,
        choices=list(Pairing),
        default=Pairing.NEIGHBOUR,
        help="pair neighbours (default) or an event with the one that enabled it (needs --start)",
    )
    rules.add_argument("--return-within", type=float, metavar="HOURS", help="returns no later")
    rules.add_argument("--system", action="append", default=[], metavar="PARTY", help="a machine")
    rules.add_argument("--collapse-system", action="store_true", help="look through machines")
    rules.add_argument("--zone", default="UTC", help="zone of times without offset (UTC)")
    rules.add_argument(
        "--time-format", default="", metavar="F", help="such as '%%d/%%m/%%Y %%H:%%M'"
    )
    rules.add_argument(
        "--pseudonyms", type=Path, metavar="KEYFILE", help="replace parties by keyed hashes"
    )


def run(choice: argparse.Namespace) -> int:
    """Exit code 0, or 2 with one message on standard error and no file written."""
    try:
        _check_out(choice)
        found = inspect_log(choice.log)
        mapping = mapping_of(choice, found)
        graph = _studied(choice, mapping)
        if choice.out is not None:
            write_edges(graph, choice.out)
        _tell(choice, graph, found)
    except LogNotReadable as refusal:
        sys.stderr.write(f"fullcircle graph: {refusal}\n")
        return 2
    except BrokenPipeError:
        # Whoever read the words has gone; Python must not complain while it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def mapping_of(choice: argparse.Namespace, found: Inspection) -> Mapping:
    """What was named, and the guess for the rest. A start is used only when it is named: it
    changes what the waits mean."""
    names = {column.name: column.name for column in found.columns}
    given = {field: _column(getattr(choice, field), names) for field in COLUMNS}
    guess = found.parts
    told = {field: given[field] or getattr(guess, field) for field in COLUMNS if field != "start"}
    lacking = [field for field in ("case", "activity", "party", "time") if not told[field]]
    if lacking:
        raise LogNotReadable(
            f"The {' and the '.join(lacking)} cannot be found among the columns "
            f"{', '.join(list(names)[:30])}",
            str(choice.log),
            "Name " + ", ".join(f"--{field} COLUMN" for field in lacking),
        )
    return replace(Mapping(**told), start=given["start"])


def _column(asked: str, names: dict[str, str]) -> str:
    """The column of that name; capitals may differ when only one fits."""
    if not asked or asked in names:
        return asked
    alike = [name for name in names if name.lower() == asked.lower()]
    return alike[0] if len(alike) == 1 else asked


def _studied(choice: argparse.Namespace, mapping: Mapping) -> Graph:
    from fullcircle.engines.eventlog.study import study

    hours = choice.return_within
    options = Options(
        missing=choice.missing,
        transition=choice.step,
        pairing=choice.pairing,
        return_within=None if hours is None else timedelta(hours=hours),
        system_parties=frozenset(choice.system),
        collapse_system=choice.collapse_system,
        pseudonym_key=_key(choice.pseudonyms),
        zone=choice.zone,
        time_format=choice.time_format,
    )
    with _bar() as tell:
        return study(choice.log, mapping, options, keep=choice.keep, progress=tell)


def _key(file: Path | None) -> bytes:
    if file is None:
        return b""
    try:
        key = file.read_bytes().strip()
    except OSError as error:
        raise LogNotReadable(
            f"The key cannot be read ({error.strerror})", str(file), "Name a file with a key"
        ) from error
    if len(key) < 16:
        raise LogNotReadable(
            "The key is shorter than 16 bytes", str(file), "Make one: openssl rand -hex 32"
        )
    return key


class _Bar:
    """A bar on standard error, where somebody sees it."""

    def __init__(self) -> None:
        self.shown = False

    def __call__(self, progress: Progress) -> None:
        filled = round(BAR * progress.share)
        events = f" {progress.events:,} events" if progress.events else ""
        bar = "█" * filled + "·" * (BAR - filled)
        line = f"{bar} {progress.share:4.0%} {progress.stage}{events}"
        sys.stderr.write(f"\r{line:<79.79}")
        sys.stderr.flush()
        self.shown = True


@contextmanager
def _bar() -> Iterator[_Bar | None]:
    bar = _Bar() if sys.stderr.isatty() else None
    try:
        yield bar
    finally:
        if bar is not None and bar.shown:
            sys.stderr.write(f"\r{'':<79}\r")


def _check_out(choice: argparse.Namespace) -> None:
    """Refuses before the work what could not be written after it."""
    out = choice.out
    if out is None:
        return
    why = ""
    if out.is_dir():
        why = "It is a folder"
    elif not out.parent.is_dir():
        why = "Its folder is not there"
    elif not os.access(out if out.exists() and not out.is_file() else out.parent, os.W_OK):
        why = "Its folder may not be written"
    elif out.exists() and choice.log.exists() and out.samefile(choice.log):
        why = "It is the log itself"
    if why:
        raise LogNotReadable(
            f"The edges cannot be written: {why.lower()}", str(out), "Name another"
        )


def write_edges(graph: Graph, out: Path) -> None:
    """All or nothing: the file appears when it is complete, and replaces an older one at once."""
    text = edges_as_csv(graph.edges)
    try:
        if out.exists() and not out.is_file():  # a pipe or a device is written, never replaced
            out.write_text(text, encoding="utf-8", newline="")
            return
        _replace(out, text)
    except OSError as error:
        raise LogNotReadable(
            f"The edges cannot be written ({error.strerror or error})", str(out), "Make room there"
        ) from error


def _replace(out: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{out.name[:100]}.", dir=out.parent)
    unfinished = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        umask = os.umask(0)
        os.umask(umask)
        unfinished.chmod(0o666 & ~umask)
        unfinished.replace(out)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def edges_as_csv(edges: tuple[Edge, ...]) -> str:
    """Names stand as in the log, also where a spreadsheet would take one for a formula: a name
    that was altered would be no name any more to the program that reads it."""
    cells = _Cells()
    lines = [",".join(HEADER)]
    lines += [
        f"{cells[edge.supplier]},{cells[edge.customer]},{edge.handovers},{edge.cases},"
        f"{'' if edge.mean_wait_s is None else _decimal(edge.mean_wait_s)}"
        for edge in edges
    ]
    return "\n".join(lines) + "\n"


class _Cells(dict[str, str]):
    """Each name as a cell of CSV, quoted once where it must be."""

    def __missing__(self, name: str) -> str:
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow([name, ""])
        self[name] = text.getvalue().removesuffix(",")
        return self[name]


def _decimal(seconds: float) -> str:
    """Microseconds at most, never an exponent."""
    if seconds.is_integer():
        return f"{seconds:.0f}"
    return f"{seconds:.6f}".rstrip("0").rstrip(".")


def _tell(choice: argparse.Namespace, graph: Graph, found: Inspection) -> None:
    if choice.json:
        sys.stdout.write(graph.to_json() + "\n")
    else:
        sys.stdout.write("\n".join(_words(choice, graph, found)) + "\n")
    sys.stdout.flush()


def _words(choice: argparse.Namespace, graph: Graph, found: Inspection) -> Iterator[str]:
    from fullcircle.engines.eventlog.summary import in_words

    mapping = graph.mapping
    start = f", start = {mapping.start}" if mapping.start else ""
    yield (
        f"{choice.log.name} ({found.kind}): case = {mapping.case}, activity = {mapping.activity}, "
        f"party = {mapping.party}, time = {mapping.time}{start}"
    )
    yield from in_words(graph)
    others = [name for name in found.parties if name != mapping.party]
    if others:
        yield f"Other columns could be the party: {', '.join(others[:8])} (--party)."
    begun = found.guess.start if found.guess else ""
    if begun and not mapping.start:
        yield f"The log has start times: --start {begun!r} counts a wait until the next step began."
    if choice.out is not None:
        yield f"{len(graph.edges):,} ordered pairs written to {choice.out}"
