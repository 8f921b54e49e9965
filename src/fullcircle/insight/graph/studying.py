"""A study from beginning to end: the worker waits for the child, notes how far it is, and puts the
results where they belong. It may run twice; the second time it begins anew."""

import shutil
import time
from pathlib import Path

from django.conf import settings

from fullcircle.engines.eventlog.graph import Graph
from fullcircle.engines.eventlog.inspection import Inspection
from fullcircle.insight.graph import actions, files
from fullcircle.insight.graph.engine_process import EngineProcess
from fullcircle.insight.graph.problems import BROKEN_OFF, Problem
from fullcircle.insight.graph.states import LogFile
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import worker

NOTE_EVERY = 0.5


def study(log: LogImport | None) -> bool:
    """True when the graph is there. None as `log`: somebody cancelled it before it began."""
    if log is None:
        return False
    by = worker("graph")
    keep = files.study_folder(log.folder, log.attempt)
    shutil.rmtree(keep, ignore_errors=True)
    answer = EngineProcess(log).study(keep, on_progress=_Noted(log).note)
    graph = _read(keep) if answer is True else None
    if graph is not None:
        results = [str(name) for name in LogFile if (keep / name).exists()]
        if actions.finish_study(by=by, log=log, graph=graph, results=results):
            files.remove_other_studies(log.folder, log.attempt)
            return True
    elif answer is not None:
        problem = answer if isinstance(answer, Problem) else BROKEN_OFF
        actions.fail_study(by=by, log=log, problem=problem)
    shutil.rmtree(keep, ignore_errors=True)
    return False


def look(log: LogImport | None) -> bool:
    """The columns of a large log. True when they are known."""
    if log is None:
        return False
    by = worker("graph")
    seconds = 60.0 * settings.LOG_IMPORT_MINUTES
    answer = EngineProcess(log).inspect(seconds=seconds, on_progress=_Noted(log).note)
    if isinstance(answer, Problem):
        actions.fail_study(by=by, log=log, problem=answer)
    return isinstance(answer, Inspection) and actions.finish_inspection(
        by=by, log=log, inspection=answer
    )


class _Noted:
    """Writes progress at most twice a second: the child may say it a thousand times."""

    def __init__(self, log: LogImport) -> None:
        self._log = log
        self._at = 0.0

    def note(self, share: float, stage: str) -> bool:
        if time.monotonic() - self._at < NOTE_EVERY:
            return True
        self._at = time.monotonic()
        return actions.note_progress(by=worker("graph"), log=self._log, share=share, stage=stage)


def _read(keep: Path) -> Graph | None:
    try:
        return Graph.from_json((keep / LogFile.GRAPH).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
