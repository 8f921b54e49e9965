"""A log from the moment it is dropped until it is studied, cancelled or removed."""

from datetime import timedelta

from fullcircle.engines.eventlog.inspection import Inspection
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.foundation import audit, clock
from fullcircle.foundation.transactions import StaleEdit, action
from fullcircle.insight.graph import access, files
from fullcircle.insight.graph.choice import StudyChoice
from fullcircle.insight.graph.inspected import inspection_row, known_columns
from fullcircle.insight.graph.problems import CANCELLED, Problem
from fullcircle.insight.graph.refusals import (
    ColumnUnknown,
    NamesStayHidden,
    OriginalGone,
    ReadingAlready,
)
from fullcircle.insight.graph.states import LogState
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.refusals import NotYours

KEPT_FOR = timedelta(days=7)
# Long enough to look at the picture and choose another column; names of people stay no longer.
ORIGINAL_KEPT_FOR = timedelta(hours=1)


@action
def add_log(
    *,
    by: Actor,
    folder: str,
    name: str,
    size: int,
    works_council: bool = False,
    idempotency_key: str | None = None,
) -> LogImport:
    """The row of what `uploads.receive_log` has written into `folder`. With a key that is known
    already it is the row of that one, which has another folder."""
    access.require_import(by)
    there = LogImport.objects.filter(owner=by.ref, idempotency_key=idempotency_key)
    if idempotency_key and (twin := there.first()):
        return twin
    at = clock.now()
    log = LogImport.objects.create(
        owner=by.ref,
        folder=folder,
        original_name=name.replace("\x00", "")[:200],
        original_file=files.original_name(name),
        size=size,
        works_council=works_council,
        created_at=at,
        expires_at=at + KEPT_FOR,
        idempotency_key=idempotency_key,
    )
    audit.record(by=by.ref, verb="drop log", subject=log.ref, after=LogState.RECEIVED)
    return log


@action
def note_inspection(*, by: Actor, log: LogImport, inspection: Inspection) -> LogImport:
    """Its columns are known. In works-council mode no sample of any column is kept."""
    _own(by, log)
    LogImport.objects.filter(pk=log.pk, state__in=[LogState.RECEIVED, LogState.FAILED]).update(
        state=LogState.INSPECTED,
        kind=inspection.kind[:20],
        inspection=inspection_row(inspection, samples=not log.works_council),
        mapping=inspection.guess.as_dict() if inspection.guess else {},
    )
    log.refresh_from_db()
    return log


@action
def inspect_later(*, by: Actor, log: LogImport, study_with: StudyChoice | None = None) -> LogImport:
    """A large one: the worker looks at its columns. Until then it is being worked on."""
    from fullcircle.insight.graph.tasks import inspect_log  # the task calls actions of this drawer

    _own(by, log)
    attempt = log.attempt + 1
    task = inspect_log.enqueue(log.pk, attempt)
    LogImport.objects.filter(pk=log.pk, state=LogState.RECEIVED, attempt=log.attempt).update(
        state=LogState.WORKING,
        attempt=attempt,
        task=str(task.id),
        options=study_with.as_dict() if study_with else {},
    )
    log.refresh_from_db()
    return log


@action
def note_unreadable(*, by: Actor, log: LogImport, problem: Problem) -> LogImport:
    """It could not be inspected. The original is of no use to anybody: it goes at once."""
    _own(by, log)
    files.remove_original(log.folder, log.original_file)
    LogImport.objects.filter(pk=log.pk).update(
        state=LogState.FAILED,
        attempt=log.attempt + 1,
        original_file="",
        finished_at=clock.now(),
        problem_what=problem.what[:300],
        problem_place=problem.place[:200],
        problem_remedy=problem.remedy[:300],
    )
    log.refresh_from_db()
    return log


@action
def choose_mapping(
    *, by: Actor, log: LogImport, mapping: Mapping, choice: StudyChoice | None = None
) -> LogImport:
    """Study it so. The same choice twice is one study; another one replaces what was found.

    Refused: ColumnUnknown, NamesStayHidden, ReadingAlready, OriginalGone; StaleEdit when somebody
    else was faster.
    """
    from fullcircle.insight.graph.tasks import study_log  # the task calls actions of this drawer

    _own(by, log)
    wanted = choice or StudyChoice()
    chosen = {"mapping": mapping.as_dict(), "options": wanted.as_dict()}
    same = log.mapping == chosen["mapping"] and log.options == chosen["options"]
    if same and log.state in (LogState.WORKING, LogState.DONE):
        return log
    _check_choice(log, mapping, wanted)
    attempt = log.attempt + 1
    task = study_log.enqueue(log.pk, attempt)
    rows = LogImport.objects.filter(pk=log.pk, attempt=log.attempt).exclude(state=LogState.WORKING)
    changed = rows.update(
        **chosen,
        works_council=wanted.works_council,
        inspection=_without_samples(log.inspection) if wanted.works_council else log.inspection,
        state=LogState.WORKING,
        attempt=attempt,
        task=str(task.id),
        progress=0,
        stage="",
        problem_what="",
        problem_place="",
        problem_remedy="",
        finished_at=None,
        original_until=None,
    )
    if changed != 1:
        raise StaleEdit("the log")
    log.refresh_from_db()
    audit.record(by=by.ref, verb="study log", subject=log.ref, after=LogState.WORKING)
    return log


@action
def cancel_study(*, by: Actor, log: LogImport) -> LogImport:
    """Back to choosing. What runs notices within a second and ends. Twice changes nothing. Before
    its columns are known there is nothing to choose: then it is failed, and its file goes."""
    _own(by, log)
    if log.state == LogState.WORKING and not log.inspection:
        return note_unreadable(by=by, log=log, problem=CANCELLED)
    LogImport.objects.filter(pk=log.pk, state=LogState.WORKING).update(
        state=LogState.INSPECTED, attempt=log.attempt + 1, task="", progress=0, stage=""
    )
    log.refresh_from_db()
    return log


@action
def remove_log(*, by: Actor, log: LogImport) -> None:
    """The row, what was dropped and everything that was found in it."""
    _own(by, log)
    _remove(log)
    audit.record(by=by.ref, verb="remove log", subject=log.ref)


@action
def forget_expired_logs(*, by: Actor) -> int:
    """What is a week old goes with everything; originals past their hour go alone."""
    at = clock.now()
    expired = list(LogImport.objects.expired(at)[:200])
    for log in expired:
        _remove(log)
    late = LogImport.objects.filter(original_until__lte=at).exclude(original_file="")
    for log in late[:200]:
        files.remove_original(log.folder, log.original_file)
        LogImport.objects.filter(pk=log.pk).update(original_file="", original_until=None)
    return len(expired)


def _remove(log: LogImport) -> None:
    # The files first: a row without files says what happened, files without a row nobody finds.
    files.remove_folder(log.folder)
    log.delete()


def _own(by: Actor, log: LogImport) -> None:
    if log.owner != by.ref or not access.may_import(by):
        raise NotYours(log.ref)


def _check_choice(log: LogImport, mapping: Mapping, wanted: StudyChoice) -> None:
    if log.state == LogState.WORKING:
        raise ReadingAlready
    if not log.original_is_here:
        raise OriginalGone
    if log.works_council and not wanted.works_council:
        raise NamesStayHidden
    needed = (mapping.case, mapping.activity, mapping.party, mapping.time)
    unknown = set(mapping.columns) - known_columns(log.inspection)
    if not all(needed) or unknown:
        raise ColumnUnknown(", ".join(sorted(unknown)))


def _without_samples(inspection: dict[str, object]) -> dict[str, object]:
    from fullcircle.insight.graph.inspected import without_samples

    return without_samples(inspection)
