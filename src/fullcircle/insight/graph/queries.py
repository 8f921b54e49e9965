"""Reading imported logs, scoped by who asks: what belongs to somebody else is not there (404)."""

import json
from collections.abc import Sequence
from functools import lru_cache

from django.db.models import QuerySet

from fullcircle.engines.eventlog.graph import Graph
from fullcircle.engines.eventlog.rows import PairRow
from fullcircle.insight.graph import access, files
from fullcircle.insight.graph.picture import Chain, Picture, picture_of
from fullcircle.insight.graph.states import LogFile, LogState
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.refusals import NotYours

PAGE = 25


def logs_of(by: Actor) -> "QuerySet[LogImport]":
    """The newest first."""
    return LogImport.objects.filter(access.seen_logs(by)).order_by("-created_at", "-pk")


def log_for(by: Actor, number: int) -> LogImport:
    """Raises NotYours when there is none that `by` may see, whether it exists or not."""
    log = logs_of(by).filter(pk=number).first()
    if log is None:
        raise NotYours(f"log {number}")
    return log


def graph_of(log: LogImport) -> Graph | None:
    """What the study found; None while it is not done or after it was removed."""
    if log.state != LogState.DONE:
        return None
    text = files.read_result(log.folder, log.attempt, LogFile.GRAPH)
    return Graph.from_json(text) if text is not None else None


def log_picture(log: LogImport) -> Picture | None:
    return _picture(log.folder, log.attempt) if log.state == LogState.DONE else None


def log_chains(log: LogImport, most: int = 10) -> tuple[Chain, ...]:
    """The most travelled ways of the cases of a log; shares are of all its cases."""
    if log.state != LogState.DONE or not log.cases:
        return ()
    text = files.read_result(log.folder, log.attempt, LogFile.WAYS)
    ways = json.loads(text)[:most] if text is not None else []
    return tuple(Chain(tuple(parties), cases, cases / log.cases) for parties, cases in ways)


@lru_cache(maxsize=8)
def _picture(folder: str, attempt: int) -> Picture | None:
    """Kept in memory: a study never changes, and a large one takes a second to read."""
    text = files.read_result(folder, attempt, LogFile.GRAPH)
    return picture_of(Graph.from_json(text)) if text is not None else None


def rows_behind_arrow(
    log: LogImport, supplier: str, customer: str, *, page: int = 0
) -> tuple[Sequence[PairRow], bool]:
    """25 hand-overs behind an arrow of a log, and whether there are more."""
    from fullcircle.engines.eventlog.rows import rows_behind

    keep = files.study_folder(log.folder, log.attempt)
    found = rows_behind(keep, supplier, customer, offset=page * PAGE, limit=PAGE + 1)
    return found[:PAGE], len(found) > PAGE
