"""A worker may die at any moment: nothing stays running for ever, nothing is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fullcircle.config import heartbeat, presence, sweeper
from fullcircle.foundation import clock
from tests.databases import FreshDatabase
from tests.faults import slow_tasks
from tests.postgres_server import end_with_parent
from tests.running_server import environment_for, eventually


def start_worker(database: FreshDatabase) -> subprocess.Popen[bytes]:
    with (database.directory / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "fullcircle.config.command_line", "worker"],
            env=environment_for(database) | {"PYTHONPATH": str(Path.cwd())},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )


def state_of(number: str) -> str:
    return DBTaskResult.objects.get(pk=number).status


def test_the_task_of_a_killed_worker_is_done_by_the_next(fresh_database: FreshDatabase) -> None:
    gate = fresh_database.directory / "gate"
    number = slow_tasks.wait_for_file.enqueue(str(gate)).id
    first = start_worker(fresh_database)
    try:
        assert eventually(lambda: state_of(number) == TaskResultStatus.RUNNING)
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert state_of(number) == TaskResultStatus.RUNNING
    gate.touch()
    second = start_worker(fresh_database)
    try:
        assert eventually(lambda: state_of(number) == TaskResultStatus.SUCCESSFUL)
    finally:
        second.terminate()
        assert second.wait(20) == 0


def test_a_worker_ends_when_asked_also_in_the_middle_of_a_task(
    fresh_database: FreshDatabase,
) -> None:
    gate = fresh_database.directory / "gate"
    number = slow_tasks.wait_for_file.enqueue(str(gate)).id
    worker = start_worker(fresh_database)
    assert eventually(lambda: state_of(number) == TaskResultStatus.RUNNING)
    worker.terminate()
    worker.wait(20)
    assert sweeper.give_back(myself="somebody else") == 1
    assert state_of(number) == TaskResultStatus.READY


def test_a_task_that_kills_its_workers_is_given_up(fresh_database: FreshDatabase) -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="tests.faults.slow_tasks.wait_for_file",
        backend_name="default",
        run_after=clock.wall_time(),
    )
    for death in range(sweeper.MOST_DEATHS):
        assert state_of(str(task.pk)) == TaskResultStatus.READY
        task.refresh_from_db()
        task.claim(f"dead-{death}")
        sweeper.give_back(myself="alive")
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert "3 workers died" in task.traceback


def test_the_sweeper_leaves_its_own_task_alone(fresh_database: FreshDatabase) -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="tests.faults.slow_tasks.wait_for_file",
        backend_name="default",
        run_after=clock.wall_time(),
    )
    task.claim("alive")
    assert sweeper.give_back(myself="alive") == 0


@pytest.mark.postgres
def test_the_task_of_a_living_worker_elsewhere_is_left_alone(
    fresh_database: FreshDatabase,
) -> None:
    gate = fresh_database.directory / "gate"
    number = slow_tasks.wait_for_file.enqueue(str(gate)).id
    worker = start_worker(fresh_database)
    try:
        assert eventually(lambda: state_of(number) == TaskResultStatus.RUNNING)
        assert sweeper.give_back(myself="another one") == 0
        gate.touch()
        assert eventually(lambda: state_of(number) == TaskResultStatus.SUCCESSFUL)
    finally:
        worker.terminate()
        worker.wait(20)


def test_there_is_one_worker_for_a_name_or_a_directory(fresh_database: FreshDatabase) -> None:
    worker = start_worker(fresh_database)
    try:
        assert eventually(lambda: heartbeat.read(fresh_database.directory))
        beat = heartbeat.read(fresh_database.directory)
        assert beat is not None
        assert beat.process == worker.pid
        assert beat.fresh
        other = presence.Presence(fresh_database.directory, beat.worker)
        assert not other.claim()
        other.release()
    finally:
        worker.terminate()
        worker.wait(20)
    assert heartbeat.read(fresh_database.directory) is None


def test_a_sign_of_life_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    assert heartbeat.read(tmp_path) is None
    (tmp_path / "worker.json").write_text("{half")
    assert heartbeat.read(tmp_path) is None
    heartbeat.write(tmp_path, worker="one")
    beat = heartbeat.read(tmp_path)
    assert beat is not None
    assert (beat.worker, beat.process) == ("one", os.getpid())
