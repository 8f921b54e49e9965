"""A dropped log, from the chunks of the request to columns to choose from."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings
from django.db.models import Sum

from fullcircle.foundation import limits
from fullcircle.insight.graph import access, files
from fullcircle.insight.graph.actions.logs import (
    add_log,
    choose_mapping,
    inspect_later,
    note_inspection,
    note_unreadable,
)
from fullcircle.insight.graph.choice import StudyChoice
from fullcircle.insight.graph.engine_process import EngineProcess
from fullcircle.insight.graph.problems import TOO_LONG, Problem
from fullcircle.insight.graph.queries import logs_of
from fullcircle.insight.graph.refusals import NoRoomForLogs, TooManyLogs
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import Actor

MOST_AN_HOUR = 20  # of one person or session
MOST_AN_HOUR_OF_ALL = 120
MOST_KEPT = 20
MOST_KEPT_OF_ALL = 20  # originals, in files as large as one may be
# Columns of XML are known only when the whole file was seen: a large one waits for the worker.
AT_ONCE_BYTES = 10_000_000
ZIPPED = 20  # how many times as much a zipped log may hold


def receive_log(
    *,
    by: Actor,
    name: str,
    chunks: Iterable[bytes],
    works_council: bool = False,
    study_with: StudyChoice | None = None,
    key: str = "",
) -> LogImport:
    """Keep what was dropped and look at its columns: it is then inspected, failed with its problem,
    or, when large, working until the worker has looked. With `study_with` it is studied as soon as
    its columns are sure. The same `key` twice is one log. Call it outside a transaction.

    Refused, with nothing kept: NotAllowed, TooManyLogs, LogTooLarge, NothingInIt.
    """
    access.require_import(by)
    there = _same(by, key)
    if there is not None:
        return there
    _limit(by)
    works_council = works_council or (study_with is not None and study_with.works_council)
    folder = uuid.uuid4().hex
    size = files.keep_original(folder, files.original_name(name), chunks)
    with _folder_goes_when_it_fails(folder):
        log = add_log(
            by=by,
            folder=folder,
            name=name,
            size=size,
            works_council=works_council,
            idempotency_key=_kept_key(by, key),
        )
    if log.folder != folder:  # the same form came twice at once, and the other was faster
        files.remove_folder(folder)
        return log
    then = replace(study_with, works_council=works_council) if study_with else None
    if _waits_for_the_worker(name, size):
        return inspect_later(by=by, log=log, study_with=then)
    return _inspect(by, log, then)


@contextmanager
def _folder_goes_when_it_fails(folder: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        files.remove_folder(folder)
        raise


def _waits_for_the_worker(name: str, size: int) -> bool:
    zipped = name.lower().endswith(".gz")
    return size * (ZIPPED if zipped else 1) > AT_ONCE_BYTES


def _inspect(by: Actor, log: LogImport, study_with: StudyChoice | None) -> LogImport:
    """Look at the first rows, in a process of its own: what was dropped may be anything."""
    found = EngineProcess(log).inspect()
    if found == TOO_LONG:
        return inspect_later(by=by, log=log, study_with=study_with)
    if isinstance(found, Problem):
        return note_unreadable(by=by, log=log, problem=found)
    if found is None:
        return log
    log = note_inspection(by=by, log=log, inspection=found)
    if study_with is None or found.guess is None:
        return log
    return choose_mapping(by=by, log=log, mapping=found.guess, choice=study_with)


def _same(by: Actor, key: str) -> LogImport | None:
    kept = _kept_key(by, key)
    return logs_of(by).filter(idempotency_key=kept).first() if kept else None


def _kept_key(by: Actor, key: str) -> str | None:
    """Keys of two people never meet, whatever they send."""
    return hashlib.sha256(f"{by.ref} {key}".encode()).hexdigest() if key else None


def _limit(by: Actor) -> None:
    if not files.there_is_room() or _kept_bytes() > MOST_KEPT_OF_ALL * settings.LOG_IMPORT_MB * 1e6:
        raise NoRoomForLogs
    if logs_of(by).count() >= MOST_KEPT:
        raise TooManyLogs
    try:
        limits.take(f"logs of {by.ref}", most=MOST_AN_HOUR, minutes=60)
        limits.take("logs of all", most=MOST_AN_HOUR_OF_ALL, minutes=60)
    except limits.TooMany as refusal:
        raise TooManyLogs from refusal


def _kept_bytes() -> int:
    rows = LogImport.objects.exclude(original_file="")
    return rows.aggregate(size=Sum("size"))["size"] or 0
