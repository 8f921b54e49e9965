"""A dropped log, from the chunks of the request to columns to choose from."""

import hashlib
import uuid
from collections.abc import Iterable

from fullcircle.foundation import limits
from fullcircle.insight.graph import access, files
from fullcircle.insight.graph.actions.logs import add_log, note_inspection, note_unreadable
from fullcircle.insight.graph.engine_process import EngineProcess
from fullcircle.insight.graph.problems import Problem
from fullcircle.insight.graph.queries import logs_of
from fullcircle.insight.graph.refusals import TooManyLogs
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import Actor

MOST_AN_HOUR = 20  # of one person or session
MOST_AN_HOUR_OF_ALL = 120
MOST_KEPT = 20


def receive_log(
    *,
    by: Actor,
    name: str,
    chunks: Iterable[bytes],
    works_council: bool = False,
    key: str = "",
) -> LogImport:
    """Keep what was dropped and look at its columns. The log is then inspected, or failed with its
    problem. The same `key` twice is one log.

    Refused, with nothing kept: NotAllowed, TooManyLogs, LogTooLarge, NothingInIt. Call it outside a
    transaction: files are written before the row that names them.
    """
    access.require_import(by)
    there = _same(by, key)
    if there is not None:
        return there
    _limit(by)
    folder = uuid.uuid4().hex
    size = files.keep_original(folder, files.original_name(name), chunks)
    try:
        log = add_log(
            by=by,
            folder=folder,
            name=name,
            size=size,
            works_council=works_council,
            idempotency_key=_kept_key(by, key),
        )
    except BaseException:
        files.remove_folder(folder)
        there = _same(by, key)
        if there is not None:
            return there
        raise
    return inspect(by=by, log=log)


def inspect(*, by: Actor, log: LogImport) -> LogImport:
    """Look at the first rows, in a process of its own: what was dropped may be anything."""
    found = EngineProcess(log).inspect()
    if isinstance(found, Problem):
        return note_unreadable(by=by, log=log, problem=found)
    return note_inspection(by=by, log=log, inspection=found)


def _same(by: Actor, key: str) -> LogImport | None:
    kept = _kept_key(by, key)
    return logs_of(by).filter(idempotency_key=kept).first() if kept else None


def _kept_key(by: Actor, key: str) -> str | None:
    """Keys of two people never meet, whatever they send."""
    return hashlib.sha256(f"{by.ref} {key}".encode()).hexdigest() if key else None


def _limit(by: Actor) -> None:
    if logs_of(by).count() >= MOST_KEPT:
        raise TooManyLogs
    try:
        limits.take(f"logs of {by.ref}", most=MOST_AN_HOUR, minutes=60)
        limits.take("logs of all", most=MOST_AN_HOUR_OF_ALL, minutes=60)
    except limits.TooMany as refusal:
        raise TooManyLogs from refusal
