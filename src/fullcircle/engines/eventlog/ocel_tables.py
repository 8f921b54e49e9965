"""Events, objects and relations of an object-centric log, kept on disk while it is being read.

JSON, XML and SQLite all end here, so that what follows cannot tell them apart. The tables lie in a
file that goes when the log is closed: a log may be larger than the memory.
"""

import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fullcircle.engines.eventlog.refusals import LogNotReadable

TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;
PRAGMA trusted_schema = OFF; PRAGMA temp_store = FILE;
CREATE TABLE objects (id TEXT PRIMARY KEY, type TEXT);
CREATE TABLE object_values (object TEXT, name TEXT, time TEXT, value TEXT);
CREATE TABLE object_links (source TEXT, target TEXT, qualifier TEXT);
CREATE TABLE events (number INTEGER PRIMARY KEY, place INTEGER, id TEXT, type TEXT, time TEXT);
CREATE TABLE event_values (event INTEGER, name TEXT, value TEXT);
CREATE TABLE event_links (event INTEGER, object TEXT, qualifier TEXT);
"""
INDEXES = """
CREATE INDEX values_of_events ON event_values (event);
CREATE INDEX links_of_events ON event_links (event);
CREATE INDEX values_of_objects ON object_values (object);
CREATE INDEX links_of_objects ON object_links (source);
"""
INSERTS = {
    "objects": "INSERT OR IGNORE INTO objects VALUES (?, ?)",
    "object_values": "INSERT INTO object_values VALUES (?, ?, ?, ?)",
    "object_links": "INSERT INTO object_links VALUES (?, ?, ?)",
    "events": "INSERT INTO events VALUES (?, ?, ?, ?, ?)",
    "event_values": "INSERT INTO event_values VALUES (?, ?, ?)",
    "event_links": "INSERT INTO event_links VALUES (?, ?, ?)",
}
BATCH = 2_000
LONGEST_TEXT = 64 << 20

Pairs = Iterable[tuple[str, str | None]]
Values = Iterable[tuple[str, str | None, str | None]]


class OcelTables:
    """One log on disk. `add_object` and `add_event` take what a reader finds, in any order."""

    def __init__(self) -> None:
        self.events = 0
        self.repeated_objects = 0
        self.nameless_links = 0
        self.folder = tempfile.TemporaryDirectory(prefix="fullcircle-ocel-")
        self.rows = sqlite3.connect(
            f"file:{self.folder.name}/log.sqlite", uri=True, check_same_thread=False
        )
        # Texts of foreign files may be no UTF-8; a sign for "unreadable" beats a crash.
        self.rows.text_factory = lambda text: text.decode("utf-8", "replace")
        self.rows.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_TEXT)
        self.rows.executescript(TABLES)
        self._waiting: dict[str, list[tuple[str | int | None, ...]]] = {
            name: [] for name in INSERTS
        }

    def add_object(self, name: str, kind: str, values: Values, links: Pairs) -> None:
        self._add("objects", (name, kind))
        for key, time, value in values:
            self._add("object_values", (name, key, time, value))
        for target, qualifier in links:
            self._add("object_links", (name, target, qualifier or ""))

    def add_event(
        self,
        name: str | None,
        kind: str | None,
        time: str | None,
        *,
        place: int,
        values: Pairs,
        links: Pairs,
    ) -> None:
        """`place` is its line, or its number where lines mean nothing."""
        self.events += 1
        number = self.events
        self._add("events", (number, place, name, kind, time))
        for key, value in values:
            self._add("event_values", (number, key, value))
        for target, qualifier in links:
            self._add("event_links", (number, target, qualifier or ""))

    def finish(self, path: Path) -> None:
        """After the last one: indexes, and LogNotReadable when there is nothing to look at."""
        for table in self._waiting:
            self._flush(table)
        self.rows.executescript(INDEXES)
        if not self.count("SELECT count(*) FROM events"):
            raise LogNotReadable(
                "The object-centric log holds no event", str(path), "Export it with its events"
            )
        if not self.count("SELECT count(*) FROM objects"):
            raise LogNotReadable(
                "The object-centric log holds no object, so nothing ties its events together",
                str(path),
                "Export it with its objects",
            )

    def count(self, query: str) -> int:
        return int(self.rows.execute(query).fetchone()[0])

    def close(self) -> None:
        self.rows.close()
        self.folder.cleanup()

    def _add(self, table: str, row: tuple[str | int | None, ...]) -> None:
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= BATCH:
            self._flush(table)

    def _flush(self, table: str) -> None:
        waiting = self._waiting[table]
        try:
            done = self.rows.executemany(INSERTS[table], waiting).rowcount
        except (UnicodeEncodeError, sqlite3.DataError) as error:
            raise LogNotReadable(
                "A text of the log is longer than 64 MB or holds half a character",
                f"among the {table.replace('_', ' ')}",
                "Leave the long texts out and save the log as UTF-8",
            ) from error
        if table == "objects":
            self.repeated_objects += len(waiting) - max(done, 0)
        waiting.clear()


def quoted(name: str) -> str:
    """A name of a table or column of others, as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
