"""Gives back what a dead worker held. The task tables have no lease of their own: a worker that is
killed leaves its task running for ever."""

from typing import Any

import structlog
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fullcircle.config.presence import is_dead
from fullcircle.foundation import clock
from fullcircle.foundation.transactions import action

MOST_DEATHS = 3

log = structlog.get_logger(__name__)


def give_back(*, myself: str) -> int:
    """Running tasks of dead workers wait again; one that killed several workers has failed."""
    given = 0
    for task in DBTaskResult.objects.running().order_by("started_at")[:500]:
        workers = list(task.worker_ids)
        if not workers or is_dead(workers[-1], myself=myself):
            given += _return(task, deaths=len(workers))
    return given


@action
def _return(task: DBTaskResult[..., Any], *, deaths: int) -> int:
    rows = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
    )
    if deaths < MOST_DEATHS:
        changed = rows.update(status=TaskResultStatus.READY, started_at=None)
    else:
        changed = rows.update(
            status=TaskResultStatus.FAILED,
            finished_at=clock.wall_time(),
            exception_class_path="fullcircle.config.sweeper.WorkerDied",
            traceback=f"{deaths} workers died while they ran this task",
        )
    if changed:
        log.warning("task of a dead worker", task=task.task_path, deaths=deaths)
    return changed


class WorkerDied(Exception):
    """Stands in a task's row when its workers died under it too often."""
