"""What the worker notes while it studies a log. Each takes the attempt: a study that was cancelled
or replaced changes nothing any more."""

from django.tasks import default_task_backend
from django.tasks.exceptions import TaskResultDoesNotExist

from fullcircle.engines.eventlog.graph import Graph
from fullcircle.engines.eventlog.inspection import Inspection
from fullcircle.foundation import clock
from fullcircle.foundation.transactions import action
from fullcircle.insight.graph import files
from fullcircle.insight.graph.actions.logs import ORIGINAL_KEPT_FOR
from fullcircle.insight.graph.inspected import inspection_row
from fullcircle.insight.graph.problems import INTERRUPTED, Problem
from fullcircle.insight.graph.states import LogState
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import Actor


@action
def begin_study(*, by: Actor, number: int, attempt: int) -> LogImport | None:
    """None when this attempt is over: then there is nothing to do."""
    rows = LogImport.objects.filter(pk=number, state=LogState.WORKING, attempt=attempt)
    rows.update(progress=0, stage="")
    return rows.first()


@action
def note_progress(*, by: Actor, log: LogImport, share: float, stage: str) -> bool:
    """False when the study was cancelled meanwhile and should end."""
    living = LogImport.objects.filter(pk=log.pk, state=LogState.WORKING, attempt=log.attempt)
    percent = max(0, min(100, int(share * 100)))
    return living.update(progress=percent, stage=stage[:100]) == 1


@action
def finish_study(*, by: Actor, log: LogImport, graph: Graph, results: list[str]) -> bool:
    """Its graph is there. In works-council mode what was dropped goes at once, else within the
    hour. False when the study was cancelled meanwhile."""
    at = clock.now()
    living = LogImport.objects.filter(pk=log.pk, state=LogState.WORKING, attempt=log.attempt)
    changed = living.update(
        state=LogState.DONE,
        progress=100,
        stage="",
        events=graph.events,
        cases=graph.cases,
        parties=len(graph.parties),
        handovers=graph.handovers,
        without_party=graph.without_party,
        set_aside=graph.set_aside_count,
        first_at=graph.first,
        last_at=graph.last,
        results=results,
        finished_at=at,
        original_file="" if log.works_council else log.original_file,
        original_until=None if log.works_council else at + ORIGINAL_KEPT_FOR,
    )
    if changed and log.works_council:
        files.remove_original(log.folder, log.original_file)
    return bool(changed)


@action
def finish_inspection(*, by: Actor, log: LogImport, inspection: Inspection) -> bool:
    """The columns of a large log are known. Where they are sure and a choice was made beforehand,
    its study begins. False when it was cancelled meanwhile."""
    from fullcircle.insight.graph.tasks import study_log  # the task calls actions of this drawer

    living = LogImport.objects.filter(pk=log.pk, state=LogState.WORKING, attempt=log.attempt)
    known = {
        "kind": inspection.kind[:20],
        "inspection": inspection_row(inspection, samples=not log.works_council),
        "mapping": inspection.guess.as_dict() if inspection.guess else {},
        "stage": "",
    }
    if inspection.guess is None or not log.options:
        return bool(living.update(**known, state=LogState.INSPECTED))
    attempt = log.attempt + 1
    if not living.update(**known, attempt=attempt):
        return False
    task = study_log.enqueue(log.pk, attempt)
    LogImport.objects.filter(pk=log.pk, attempt=attempt).update(task=str(task.id))
    return True


@action
def fail_study(*, by: Actor, log: LogImport, problem: Problem) -> bool:
    """It can be tried again, with another choice, while the original is there."""
    at = clock.now()
    living = LogImport.objects.filter(pk=log.pk, state=LogState.WORKING, attempt=log.attempt)
    return bool(
        living.update(
            state=LogState.FAILED,
            progress=0,
            stage="",
            problem_what=problem.what[:300],
            problem_place=problem.place[:200],
            problem_remedy=problem.remedy[:300],
            finished_at=at,
            original_until=at + ORIGINAL_KEPT_FOR,
        )
    )


@action
def settle_interrupted(*, by: Actor) -> int:
    """Studies whose task is over without a word: its workers were killed too often, or its row was
    pruned. What a living worker holds, or the sweeper gave back, is left alone."""
    settled = 0
    for log in LogImport.objects.unfinished()[:200]:
        if _is_over(log.task):
            settled += fail_study(by=by, log=log, problem=INTERRUPTED)
    return settled


def _is_over(task: str) -> bool:
    try:
        return default_task_backend.get_result(task).is_finished
    except TaskResultDoesNotExist:
        return True
