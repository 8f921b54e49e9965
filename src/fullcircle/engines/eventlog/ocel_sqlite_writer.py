"""Writes an object-centric log as OCEL 2.0 in SQLite: fixed tables, and one for every type."""

import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from fullcircle.engines.eventlog.ocel_reader import OcelLog, OcelObject
from fullcircle.engines.eventlog.ocel_tables import quoted

FIXED = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT,
    FOREIGN KEY (ocel_type) REFERENCES event_map_type (ocel_type));
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT,
    FOREIGN KEY (ocel_type) REFERENCES object_map_type (ocel_type));
CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier),
    FOREIGN KEY (ocel_event_id) REFERENCES event (ocel_id),
    FOREIGN KEY (ocel_object_id) REFERENCES object (ocel_id));
CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier),
    FOREIGN KEY (ocel_source_id) REFERENCES object (ocel_id),
    FOREIGN KEY (ocel_target_id) REFERENCES object (ocel_id));
"""
OWN = {"ocel_id", "ocel_time", "ocel_changed_field"}
ALWAYS = "1970-01-01T00:00:00.000+00:00"


def write_sqlite(out: BinaryIO, log: OcelLog) -> None:
    """The log as a SQLite file, made in a folder of its own and then copied to `out`."""
    with tempfile.TemporaryDirectory(prefix="fullcircle-ocel-") as folder:
        made = Path(folder) / "log.sqlite"
        with closing(sqlite3.connect(made)) as rows:
            rows.executescript(FIXED)
            _put_objects(rows, log)
            _put_events(rows, log)
            rows.commit()
        with made.open("rb") as file:
            copyfileobj(file, out)


class _TypeTable:
    """The table of one type: its name and, for every attribute, the name of its column."""

    def __init__(self, side: str, mapped: str, names: Iterable[str], own: tuple[str, ...]) -> None:
        self.table = f"{side}_{mapped}"
        self.columns: dict[str, str] = {}
        taken = set(OWN)
        for name in names:
            column = name
            # Column names of SQLite differ by more than case, and ours are taken.
            while column.lower() in taken:
                column += "_"
            taken.add(column.lower())
            self.columns[name] = column
        self._own = own

    def create(self) -> str:
        fields = [f"{quoted(name)} {kind}" for name, kind in self._typed()]
        return f"CREATE TABLE {quoted(self.table)} ({', '.join(fields)})"

    def insert(self) -> str:
        marks = ", ".join("?" for _ in self._typed())
        return f"INSERT INTO {quoted(self.table)} VALUES ({marks})"  # noqa: S608  # names are quoted

    def _typed(self) -> Iterator[tuple[str, str]]:
        for name in self._own:
            yield name, "TIMESTAMP" if name == "ocel_time" else "TEXT"
        yield from ((column, "TEXT") for column in self.columns.values())


def _tables(
    rows: sqlite3.Connection,
    side: str,
    types: list[tuple[str, list[str]]],
    own: tuple[str, ...],
) -> dict[str, _TypeTable]:
    made: dict[str, _TypeTable] = {}
    taken: set[str] = {"map_type", "object"}
    for kind, names in types:
        mapped = re.sub(r"\W", "", kind) or "Type"
        while mapped.lower() in taken:
            mapped += "_"
        taken.add(mapped.lower())
        made[kind] = _TypeTable(side, mapped, names, own)
        rows.execute(made[kind].create())
        rows.execute(f"INSERT INTO {side}_map_type VALUES (?, ?)", (kind, mapped))  # noqa: S608  # our own words
    return made


def _put_events(rows: sqlite3.Connection, log: OcelLog) -> None:
    tables = _tables(rows, "event", log.event_types(), ("ocel_id", "ocel_time"))
    inserts = {kind: table.insert() for kind, table in tables.items()}
    for event in log.events():
        table = tables[event.kind]
        rows.execute("INSERT INTO event VALUES (?, ?)", (event.name, event.kind))
        values = [event.values.get(name) for name in table.columns]
        rows.execute(inserts[event.kind], (event.name, event.time, *values))
        rows.executemany(
            "INSERT OR IGNORE INTO event_object VALUES (?, ?, ?)",
            ((event.name, target, qualifier) for target, qualifier in event.links),
        )


def _put_objects(rows: sqlite3.Connection, log: OcelLog) -> None:
    own = ("ocel_id", "ocel_time", "ocel_changed_field")
    tables = _tables(rows, "object", log.object_types(), own)
    inserts = {kind: table.insert() for kind, table in tables.items()}
    for thing in log.objects():
        table = tables[thing.kind]
        rows.execute("INSERT INTO object VALUES (?, ?)", (thing.name, thing.kind))
        for time, field, held in _states(thing):
            values = [held.get(name) for name in table.columns]
            changed = table.columns[field] if field else None
            rows.execute(inserts[thing.kind], (thing.name, time, changed, *values))
        rows.executemany(
            "INSERT OR IGNORE INTO object_object VALUES (?, ?, ?)",
            ((thing.name, target, qualifier) for target, qualifier in thing.links),
        )


def _states(thing: OcelObject) -> Iterator[tuple[str, str | None, dict[str, str]]]:
    """The object as it first was, then every change: its time, the field, the value."""
    begins = min((time for _, time, _ in thing.values), default="") or ALWAYS
    first: dict[str, str] = {}
    changes = []
    for name, time, value in thing.values:
        if name not in first and (time or ALWAYS) == begins:
            first[name] = value
        else:
            changes.append((time or ALWAYS, name, {name: value}))
    yield begins, None, first
    yield from changes
