"""The worker: tasks in the main thread, housekeeping beside them.

`django-tasks-db` runs a task; leases, the sweep for dead workers, deliveries and the schedule are
ours. At the end of the process a task that does not finish within the grace is left to the sweeper.
"""

import os
import signal
import socket
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from fullcircle.config import heartbeat, sweeper
from fullcircle.config.presence import Presence
from fullcircle.config.schedule import Timetable
from fullcircle.foundation import deliveries

IDLE = 0.5
GRACE = 3.0
LONGEST_TASK = 30 * 60.0
BACKEND = "default"

log = structlog.get_logger(__name__)


class House:
    """One worker process. `parent`: the process to end with, 0 for none."""

    def __init__(self, directory: Path, *, parent: int = 0) -> None:
        self.name = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._directory = directory
        self._parent = parent
        self._stopping = threading.Event()
        self._present = threading.Event()
        self._task_started: float | None = None

    def run(self) -> int:
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        signal.signal(signal.SIGINT, self._asked_to_stop)
        housekeeping = threading.Thread(target=self._keep_house, name="housekeeping", daemon=True)
        housekeeping.start()
        while not self._stopping.is_set():
            if not self._present.wait(IDLE):
                continue
            if not self._guarded(self._work):
                self._stopping.wait(IDLE)
        housekeeping.join(GRACE)
        heartbeat.forget(self._directory)
        connection.close()
        return 0

    def _work(self) -> bool:
        """Runs one task; False when none is ready. Reading first spares SQLite's write lock."""
        if not DBTaskResult.objects.ready().filter(backend_name=BACKEND).exists():
            return False
        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=1,
            worker_id=self.name,
            excluded_queue_names=[],
        )
        self._task_started = time.monotonic()
        try:
            worker.run()
        finally:
            self._task_started = None
        return True

    def _keep_house(self) -> None:
        presence = Presence(self._directory, self.name)
        while not self._stopping.is_set():
            if self._guarded(presence.claim):
                break
            self._watch_parent()
            self._stopping.wait(1)
        if self._stopping.is_set():
            return
        log.info("worker is at work", worker=self.name)
        timetable, beaten, swept = Timetable(), 0.0, 0.0
        while not self._stopping.is_set():
            self._watch_parent()
            if time.monotonic() - beaten >= heartbeat.EVERY or not beaten:
                beaten = time.monotonic()
                self._guarded(lambda: heartbeat.write(self._directory, worker=self.name))
                self._end_if_replaced_or_stuck(presence)
            if time.monotonic() - swept >= 2 * heartbeat.EVERY or not swept:
                swept = time.monotonic()
                self._guarded(lambda: sweeper.give_back(myself=self.name))
            self._present.set()
            self._guarded(deliveries.drain)
            self._guarded(lambda: presence.leads() and timetable.run_due())
            self._stopping.wait(IDLE)
        connection.close()

    def _guarded[T](self, verb: Callable[[], T]) -> T | None:
        """What goes wrong in one round must not end the worker; the next round tries again."""
        try:
            return verb()
        except DatabaseError as error:
            log.warning("database trouble in the worker", error=type(error).__name__)
            connection.close_if_unusable_or_obsolete()
        except Exception:
            log.exception("trouble in the worker")
        self._stopping.wait(1)
        return None

    def _end_if_replaced_or_stuck(self, presence: Presence) -> None:
        if self._guarded(presence.keep) is False:
            log.error("another worker may take over: this one ends")
            self._end_hard()
        started = self._task_started
        if started is not None and time.monotonic() - started > LONGEST_TASK:
            log.error("a task runs too long: the worker ends, the task is given back")
            self._end_hard()

    def _watch_parent(self) -> None:
        if self._parent and os.getppid() != self._parent:
            self._end_hard()

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if not self._stopping.is_set():
            self._stopping.set()
            timer = threading.Timer(GRACE, self._end_hard)
            timer.daemon = True
            timer.start()

    @staticmethod
    def _end_hard() -> None:
        os._exit(75)


def run(*, parent: int = 0) -> int:
    return House(settings.DATA_DIR, parent=parent).run()
