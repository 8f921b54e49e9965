"""How a living worker is told from a dead one: it holds a lock that its end lets go.

SQLite: a locked file in the data directory; there is one worker at a time. PostgreSQL: an advisory
lock of the worker's own session, under its name; there may be many workers, on many machines.
"""

import fcntl
import hashlib
import os
from pathlib import Path
from typing import IO

from django.db import connection

SCHEDULE = "schedule"


class Presence:
    """Claimed and checked in one thread only: the lock belongs to that thread's connection."""

    def __init__(self, directory: Path, worker: str) -> None:
        self._path = directory / "worker.lock"
        self._worker = worker
        self._file: IO[str] | None = None
        self._leads = False

    def claim(self) -> bool:
        """False when another worker holds the data directory (SQLite) or the name (PostgreSQL)."""
        if connection.vendor == "postgresql":
            self._leads = False
            return _try_lock(self._worker)
        if self._file is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            self._file = os.fdopen(descriptor, "r+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def keep(self) -> bool:
        """On PostgreSQL the lock is lost with the connection: then it is claimed anew."""
        if connection.vendor != "postgresql":
            return self._file is not None
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted "
                "AND pid = pg_backend_pid() AND objsubid = 1 "
                "AND ((classid::bigint << 32) | objid::bigint) = %s)",
                [_number(self._worker)],
            )
            held = bool(cursor.fetchone()[0])
        return held or self.claim()

    def release(self) -> None:
        """The end of the process does the same."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def leads(self) -> bool:
        """One worker at a time runs the schedule. Asked once: locks of one session add up."""
        if connection.vendor == "postgresql" and not self._leads:
            self._leads = _try_lock(SCHEDULE)
            return self._leads
        return True


def is_dead(worker: str, *, myself: str) -> bool:
    """True when no living worker has this name. The asker itself is alive."""
    if worker == myself:
        return False
    if connection.vendor != "postgresql":
        return True  # the asker holds the only lock
    if not _try_lock(worker):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_number(worker)])
    return True


def _try_lock(word: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number(word)])
        return bool(cursor.fetchone()[0])


def _number(word: str) -> int:
    digest = hashlib.sha256(f"fullcircle worker {word}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1
