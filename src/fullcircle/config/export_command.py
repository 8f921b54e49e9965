"""`fullcircle export-log`: our own history as an event log for other tools."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from fullcircle.config.preparation import NotReady

if TYPE_CHECKING:
    from fullcircle.insight.graph.exporting import LogFormat

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FORMATS = ("csv", "xes", "ocel")
PARTIES = ("role", "team", "person")


def add(commands: "Commands", where: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "export-log",
        parents=[where],
        help="write our own history as an event log that other tools read",
        description="Every hand-off: given, taken up, sent back. Confidential ones are left out. By "
        "default the party is a role and nobody is named; by person there are pseudonyms.",
        epilog="OCEL is JSON unless FILE ends with .xml or .sqlite. The audit log notes the export.",
    )
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--party", choices=PARTIES, default="role")
    parser.add_argument("--names", action="store_true", help="names instead of pseudonyms")
    parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="given on or after (UTC)")
    parser.set_defaults(run=run)


def run(choice: argparse.Namespace) -> int:
    from fullcircle.config import preparation

    preparation.set_up()
    from fullcircle.foundation import clock
    from fullcircle.insight.graph.exporting import Wanted, export_history
    from fullcircle.insight.graph.states import Projection
    from fullcircle.insight.periods import Period
    from fullcircle.registry.people.actor import worker

    wanted = Wanted(
        format=_format(choice.format, choice.out),
        projection=Projection(choice.party),
        period=Period(choice.since, clock.now()) if choice.since else None,
        names=choice.names,
    )
    _write(
        choice.out, lambda file: export_history(by=worker("export-log"), wanted=wanted, out=file)
    )
    sys.stderr.write(f"written: {choice.out} ({choice.out.stat().st_size:,} bytes)\n")
    return 0


def _write(out: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Whole or not at all: a half file looks like a whole one to the next tool."""
    try:
        descriptor, name = tempfile.mkstemp(dir=out.absolute().parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                fill(file)
            os.replace(name, out)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise NotReady(f"{out} cannot be written: {error.strerror}") from None


def _format(name: str, out: Path) -> "LogFormat":
    from fullcircle.insight.graph.exporting import LogFormat

    if name != "ocel":
        return LogFormat(name)
    ends = {".xml": LogFormat.OCEL_XML, ".sqlite": LogFormat.OCEL_SQLITE}
    return ends.get(out.suffix.lower(), LogFormat.OCEL_JSON)


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write it like 2026-07-14") from None
