"""What happens to a study when its process, its worker or its time ends."""

import os
import signal
import subprocess
import sys

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fullcircle.config import sweeper
from fullcircle.foundation import clock
from fullcircle.insight.graph import actions, engine_process, files, tasks
from fullcircle.insight.graph.engine_process import EngineProcess
from fullcircle.insight.graph.problems import (
    BROKEN_OFF,
    INTERRUPTED,
    TOO_LONG,
    TOO_MUCH_MEMORY,
    Problem,
)
from fullcircle.insight.graph.states import LogState
from fullcircle.insight.models import LogImport
from tests.factories.company import Company
from tests.rooms.insight.graph.dropped import MAPPING, a_log, work_through

pytestmark = pytest.mark.django_db
DEAD = "a worker that is gone"


def a_chosen_log(company: Company) -> LogImport:
    by = company.by_manager
    return actions.choose_mapping(by=by, log=a_log(by), mapping=MAPPING)


def the_worker_dies(log: LogImport, times: int = 1) -> None:
    """As it looks when the process is killed while it runs the task, and the sweeper comes."""
    for _ in range(times):
        row = DBTaskResult.objects.get(pk=log.task)
        DBTaskResult.objects.filter(pk=row.pk).update(
            status=TaskResultStatus.RUNNING,
            started_at=clock.now(),
            worker_ids=[*row.worker_ids, DEAD],
        )
        sweeper.give_back(myself="me")


def test_the_task_of_a_dead_worker_is_done_by_the_next(company):
    log = a_chosen_log(company)
    the_worker_dies(log)
    assert DBTaskResult.objects.get(pk=log.task).status == TaskResultStatus.READY
    assert tasks.settle_interrupted() == 0
    work_through(log)
    assert log.state == LogState.DONE


def test_a_log_that_killed_three_workers_has_failed_and_can_be_started_again(company):
    log = a_chosen_log(company)
    the_worker_dies(log, times=3)
    assert tasks.settle_interrupted() == 1
    assert tasks.settle_interrupted() == 0
    log.refresh_from_db()
    assert (log.state, log.problem_what) == (LogState.FAILED, INTERRUPTED.what)
    again = actions.choose_mapping(by=company.by_manager, log=log, mapping=MAPPING)
    assert (again.attempt, again.problem_what) == (2, "")
    work_through(again)
    assert again.state == LogState.DONE


def test_a_study_whose_task_is_pruned_has_failed(company):
    log = a_chosen_log(company)
    DBTaskResult.objects.filter(pk=log.task).delete()
    assert tasks.settle_interrupted() == 1


def test_a_process_that_is_killed_leaves_a_problem_and_no_half_result(company, monkeypatch):
    log = a_chosen_log(company)
    begin = engine_process._start

    def killed(folder):
        process = begin(folder)
        os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr(engine_process, "_start", killed)
    work_through(log)
    assert (log.state, log.problem_what) == (LogState.FAILED, TOO_MUCH_MEMORY.what)
    assert not list(files.folder_of(log.folder).glob("study-*"))
    assert log.original_is_here


def test_a_process_that_takes_too_long_is_ended(company, settings):
    settings.LOG_IMPORT_MINUTES = 0
    log = a_chosen_log(company)
    work_through(log)
    assert (log.state, log.problem_what) == (LogState.FAILED, TOO_LONG.what)


def test_a_process_without_memory_says_so_or_ends(company, settings):
    log = a_chosen_log(company)
    settings.LOG_IMPORT_MEMORY_MB = 40
    work_through(log)
    assert log.state == LogState.FAILED
    assert log.problem_remedy


WAITS_FOR_EVER = """
import threading
from fullcircle.insight.graph import study_child
threading.Thread(target=study_child._end_with_the_parent, daemon=True).start()
threading.Event().wait()
"""


def test_a_process_ends_with_its_parent():
    """Whatever it does just then: the pipe of the order closes when the worker dies."""
    with subprocess.Popen([sys.executable, "-c", WAITS_FOR_EVER], stdin=subprocess.PIPE) as child:
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(timeout=60) == 75


def test_a_mistake_of_ours_tells_nothing_of_the_log(company, monkeypatch):
    log = a_chosen_log(company)
    monkeypatch.setattr(engine_process, "MODULE", "fullcircle.insight.graph.nothing_there")
    answer = EngineProcess(log).inspect()
    assert isinstance(answer, Problem)
    assert answer == BROKEN_OFF
