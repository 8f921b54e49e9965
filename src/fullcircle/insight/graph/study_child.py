"""The process in which a dropped log is read. It knows no Django, no database and no key of the
house: whatever a file does to its reader, it does it here.

The first line on standard input is the order; the pipe then stays open for as long as the parent
lives. Each line on standard output is one word back.
"""

import contextlib
import csv
import json
import os
import re
import resource
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from fullcircle.engines.eventlog.events import Progress
from fullcircle.engines.eventlog.graph import Graph
from fullcircle.engines.eventlog.inspection import inspect_log
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.study import study
from fullcircle.engines.eventlog.ways import most_travelled
from fullcircle.insight.graph.choice import StudyChoice, mapping_of
from fullcircle.insight.graph.inspected import inspection_row
from fullcircle.insight.graph.states import LogFile

HIDDEN = "(hidden)"
QUOTED = re.compile(r"'.*'|\".*\"", re.DOTALL)


def main() -> int:
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    os.umask(0o077)
    _bound_memory(int(order["memory_mb"]))
    try:
        _inspect(order) if order["do"] == "inspect" else _study(order)
    except LogNotReadable as refusal:
        _say({"problem": _told(refusal, hide=bool(order["hide"]))})
    except MemoryError:
        _say({"memory": True})
    except Exception as error:
        # The message of an error may quote the log; where it happened never does.
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        _say({"crash": f"{type(error).__name__} in {place}"})
    return 0


def _inspect(order: dict[str, Any]) -> None:
    found = inspect_log(Path(order["original"]))
    _say({"inspection": inspection_row(found, samples=True)})


def _study(order: dict[str, Any]) -> None:
    choice = StudyChoice.from_dict(order["choice"])
    keep = Path(order["keep"])
    keep.mkdir(mode=0o700, exist_ok=True)
    graph = study(
        Path(order["original"]),
        mapping_of(order["mapping"]),
        choice.options(pseudonym_key=bytes.fromhex(order["key"])),
        keep=keep,
        progress=_tell_progress,
    )
    _write(keep, graph, hide=choice.works_council)
    # Without room for the ways the graph is whole all the same.
    with contextlib.suppress(LogNotReadable):
        ways = [[list(way.parties), way.cases] for way in most_travelled(keep)]
        (keep / LogFile.WAYS).write_text(json.dumps(ways, ensure_ascii=False), encoding="utf-8")
    _say({"done": True})


def _write(keep: Path, graph: Graph, *, hide: bool) -> None:
    """A value that was set aside may be a name in the wrong column: it is hidden where names are."""
    rows = [
        (row.line, row.column, HIDDEN if hide else row.value, row.why) for row in graph.set_aside
    ]
    told = json.loads(graph.to_json())
    for shown, row in zip(told["set_aside"], rows, strict=True):
        shown["value"] = row[2]
    (keep / LogFile.GRAPH).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    with (keep / LogFile.SET_ASIDE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "column", "value", "why"])
        writer.writerows(rows)


def _told(refusal: LogNotReadable, *, hide: bool) -> list[str]:
    """A refusal quotes what it could not read, which may be a name."""
    parts = (refusal.what, refusal.place, refusal.remedy)
    return [QUOTED.sub(HIDDEN, part) if hide else part for part in parts]


def _tell_progress(progress: Progress) -> None:
    _say({"progress": [progress.stage, progress.share]})


def _say(word: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(word) + "\n")
    sys.stdout.flush()


def _bound_memory(megabytes: int) -> None:
    if megabytes:
        with contextlib.suppress(ValueError, OSError):  # a system that knows no such limit
            resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000,) * 2)


def _end_with_the_parent() -> None:
    sys.stdin.read()
    os._exit(75)


if __name__ == "__main__":
    sys.exit(main())
