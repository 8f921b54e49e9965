"""One thread per process follows the event feed for all its open screens.

On SQLite it asks `PRAGMA data_version`, which costs microseconds and reads no table; on PostgreSQL
it sleeps in LISTEN and looks by itself now and then, because a notice can be lost (a pooler, a
reconnect) and because rows wait for older transactions without a second notice.
"""

import threading
from collections.abc import Callable
from typing import Any

import structlog
from django.db import DatabaseError, connection

from fullcircle.foundation.event_reading import (
    BATCH,
    FeedRow,
    Position,
    latest_position,
    rows_after,
    some_wait_for_older_transactions,
)

CHANNEL = "fullcircle_event"
SQLITE_POLL = 0.15
POSTGRES_POLL = 0.5
POSTGRES_HELD_BACK = 0.025
AFTER_TROUBLE = 1.0

log = structlog.get_logger(__name__)


class EventReader:
    """`deliver` is called in the reader's thread, with rows in the order of the feed."""

    def __init__(self, deliver: Callable[[list[FeedRow]], None]) -> None:
        self._deliver = deliver
        self._ready = threading.Event()
        self._stopping = threading.Event()
        self._position: Position | None = None
        self._thread = threading.Thread(target=self._run, name="event-reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wait_until_following(self, seconds: float = 5.0) -> bool:
        """True once the reader stands in the feed: what is committed from then on is delivered."""
        return self._ready.wait(seconds)

    def stop(self) -> None:
        self._stopping.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                if self._position is None:
                    self._position = latest_position()
                self._ready.set()
                self._follow()
            except DatabaseError as error:
                log.warning("event feed cannot be read, trying again", error=type(error).__name__)
                self._stopping.wait(AFTER_TROUBLE)
            finally:
                connection.close()

    def _follow(self) -> None:
        if connection.vendor == "postgresql":
            self._follow_postgres()
        else:
            self._follow_sqlite()

    def _follow_sqlite(self) -> None:
        seen = -1
        with connection.cursor() as cursor:
            while not self._stopping.is_set():
                # Asked before the rows are read: a commit in between is found at the next turn.
                cursor.execute("PRAGMA data_version")
                version = cursor.fetchone()[0]
                if version != seen:
                    self._read()
                    seen = version
                self._stopping.wait(SQLITE_POLL)

    def _follow_postgres(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        raw: Any = connection.connection
        while not self._stopping.is_set():
            self._read()
            patience = POSTGRES_HELD_BACK if some_wait_for_older_transactions() else POSTGRES_POLL
            with connection.wrap_database_errors:
                for _notice in raw.notifies(timeout=patience, stop_after=1):
                    pass

    def _read(self) -> None:
        assert self._position is not None
        while rows := rows_after(self._position):
            self._position = rows[-1].position
            self._deliver(rows)
            if len(rows) < BATCH:
                break
