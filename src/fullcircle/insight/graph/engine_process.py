"""The parent's side of the process that reads a dropped log: bounded in memory and time."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

from fullcircle.engines.eventlog.inspection import Inspection
from fullcircle.insight.graph import files
from fullcircle.insight.graph.inspected import inspection_from
from fullcircle.insight.graph.problems import BROKEN_OFF, TOO_LONG, TOO_MUCH_MEMORY, Problem
from fullcircle.insight.models import LogImport

INSPECTION_SECONDS = 30.0
TICK = 0.5
LOOKING = "looking at the columns"
MODULE = "fullcircle.insight.graph.study_child"
PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TZDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV")

log = structlog.get_logger(__name__)

type Word = dict[str, Any]


class EngineProcess:
    """One reading of one log. Whatever happens to the child, an answer comes back."""

    def __init__(self, row: LogImport) -> None:
        self._row = row
        self._folder = files.folder_of(row.folder)

    def inspect(
        self,
        *,
        seconds: float = INSPECTION_SECONDS,
        on_progress: Callable[[float, str], bool] | None = None,
    ) -> Inspection | Problem | None:
        """Columns and a guess, from the first rows. None: `on_progress` said that nobody wants it."""
        for word in self._words({"do": "inspect"}, seconds=seconds):
            if "inspection" in word:
                found = inspection_from(word["inspection"])
                return found if found is not None else BROKEN_OFF
            if (problem := _problem(word)) is not None:
                return problem
            if on_progress is not None and not on_progress(0.0, LOOKING):
                return None
        return BROKEN_OFF

    def study(
        self, keep: Path, *, on_progress: Callable[[float, str], bool]
    ) -> Problem | bool | None:
        """True: the results are in `keep`. None: `on_progress` said that nobody wants them."""
        order = {
            "do": "study",
            "mapping": self._row.mapping,
            "choice": self._row.options,
            "keep": str(keep),
            "key": files.pseudonym_key(self._row.folder).hex() if self._row.works_council else "",
        }
        share, stage = 0.0, ""
        for word in self._words(order, seconds=60.0 * settings.LOG_IMPORT_MINUTES):
            if "done" in word:
                return True
            if (problem := _problem(word)) is not None:
                return problem
            if "progress" in word:
                stage, share = str(word["progress"][0]), float(word["progress"][1])
            if not on_progress(share, stage):
                return None
        return BROKEN_OFF

    def _words(self, order: Word, *, seconds: float) -> Iterator[Word]:
        """What the child says; an empty word each half second; the child is gone at the end."""
        order |= {
            "original": str(self._folder / self._row.original_file),
            "hide": self._row.works_council,
            "memory_mb": settings.LOG_IMPORT_MEMORY_MB,
        }
        process = _start(self._folder)
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
            yield from _said(process, until=time.monotonic() + seconds)
        except BrokenPipeError:
            yield {"ended": process.wait()}
        finally:
            _end(process)


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    surroundings = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603  our own module, no shell, no word of the log
        [sys.executable, "-m", MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**surroundings, "TMPDIR": str(folder), "HOME": str(folder)},
        start_new_session=True,
    )


def _said(process: "subprocess.Popen[bytes]", *, until: float) -> Iterator[Word]:
    assert process.stdout is not None
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if time.monotonic() > until:
                yield {"late": True}
                return
            if not selector.select(timeout=TICK):
                yield {}
                continue
            piece = os.read(process.stdout.fileno(), 1 << 16)
            if not piece:
                yield {"ended": process.wait()}
                return
            *lines, rest = (rest + piece).split(b"\n")
            yield from (json.loads(line) for line in lines if line)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _problem(word: Word) -> Problem | None:
    if "problem" in word:
        return Problem(*(str(part) for part in word["problem"]))
    if "late" in word:
        return TOO_LONG
    if "memory" in word or word.get("ended") == -signal.SIGKILL:
        return TOO_MUCH_MEMORY
    if "crash" in word:
        log.error("reading a log broke off", where=word["crash"])
        return BROKEN_OFF
    return BROKEN_OFF if "ended" in word else None
