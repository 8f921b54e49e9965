"""OCEL 2.0 in SQLite, a file from elsewhere: opened so that it can neither write nor run anything.

Read-only and immutable (no journal beside it is looked at), functions of its schema untrusted, only
real tables, its pages checked first. Everything is copied into tables of our own by SQL.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from fullcircle.engines.eventlog.bytes_reader import AGAIN, LogBytes
from fullcircle.engines.eventlog.ocel_tables import OcelTables, quoted
from fullcircle.engines.eventlog.refusals import LogNotReadable

NEEDED = {
    "event": ("ocel_id", "ocel_type"),
    "object": ("ocel_id", "ocel_type"),
    "event_object": ("ocel_event_id", "ocel_object_id"),
    "event_map_type": ("ocel_type", "ocel_type_map"),
    "object_map_type": ("ocel_type", "ocel_type_map"),
}
OWN = {"ocel_id", "ocel_time", "ocel_changed_field"}


def load(path: Path, tables: OcelTables, told: Callable[[float], None]) -> None:
    """Copies the file into `tables`; `told` hears the share that is done."""
    file = _plain(path, Path(tables.folder.name))
    _check_journal(path)
    try:
        tables.rows.execute("ATTACH ? AS theirs", (f"file:{quote(str(file))}?mode=ro&immutable=1",))
        _Copy(tables, path).run(told)
        tables.rows.commit()
        tables.rows.execute("DETACH theirs")
    except sqlite3.Error as error:
        raise LogNotReadable(f"The SQLite file is damaged: {error}", str(path), AGAIN) from error


def _plain(path: Path, folder: Path) -> Path:
    """The file itself, or its unpacked copy."""
    with LogBytes(path) as log:
        if not log.packed:
            return path.resolve()
        with (folder / "unpacked.sqlite").open("wb") as copy:
            for piece in log.pieces():
                copy.write(piece)
    return folder / "unpacked.sqlite"


def _check_journal(path: Path) -> None:
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.is_file() and beside.stat().st_size:
            raise LogNotReadable(
                "The SQLite file is still being written: part of it lies in a journal",
                str(beside),
                "Close the program that has it open, then read it",
            )


class _Copy:
    """The copying of one attached file; `theirs` is its schema."""

    def __init__(self, tables: OcelTables, path: Path) -> None:
        self._rows = tables.rows
        self._tables = tables
        self._path = path
        self._has: dict[str, dict[str, str]] = {}
        self._order = ""

    def run(self, told: Callable[[float], None]) -> None:
        self._check_pages()
        self._check_tables()
        kinds = {side: self._type_tables(side) for side in ("event", "object")}
        steps = 3 + len(kinds["event"]) + len(kinds["object"])
        self._rows.executescript(
            "CREATE TABLE times (id TEXT PRIMARY KEY, time TEXT);"
            "INSERT OR IGNORE INTO objects"
            " SELECT CAST(ocel_id AS TEXT), CAST(ocel_type AS TEXT) FROM theirs.object;"
        )
        told(1 / steps)
        for number, table in enumerate(kinds["event"], start=1):
            self._copy_times(table)
            told(number / steps)
        self._copy_events()
        for table in kinds["event"]:
            self._copy_event_values(table)
        for number, table in enumerate(kinds["object"], start=2 + len(kinds["event"])):
            self._copy_object_values(table)
            told(number / steps)
        self._copy_links()

    def _check_pages(self) -> None:
        found = self._rows.execute("PRAGMA theirs.quick_check(1)").fetchone()
        if found is None or found[0] != "ok":
            why = "unreadable" if found is None else str(found[0]).splitlines()[-1]
            raise LogNotReadable(f"The SQLite file is damaged: {why}", str(self._path), AGAIN)

    def _check_tables(self) -> None:
        listed = self._rows.execute(
            "SELECT name, sql FROM theirs.sqlite_master WHERE type = 'table'"
            " AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
        for table, sql in listed.fetchall():
            if table == "event" and "WITHOUT ROWID" not in str(sql).upper():
                self._order = "ORDER BY e.rowid"
            fields = self._rows.execute(f"PRAGMA theirs.table_info({quoted(table)})")
            self._has[table] = {field[1]: str(field[2]).upper() for field in fields}
        for table, columns in NEEDED.items():
            missing = [name for name in columns if name not in self._has.get(table, {})]
            if missing:
                what = f"the column {missing[0]}" if table in self._has else "that table"
                raise LogNotReadable(
                    f"The SQLite file is no object-centric log: it lacks {what}",
                    f"table {table}",
                    "Export it as OCEL 2.0 in SQLite, with the tables " + ", ".join(NEEDED),
                )

    def _type_tables(self, side: str) -> list[str]:
        """Names of the tables of the types of events or objects."""
        query = f"SELECT ocel_type_map, ocel_type FROM theirs.{side}_map_type"  # noqa: S608  # our own words
        tables = []
        for mapped, kind in self._rows.execute(query).fetchall():
            table = f"{side}_{mapped}"
            if side == "object" and "ocel_id" not in self._has.get(table, {}):
                continue  # types of objects without attributes may go without a table
            if side == "event" and not {"ocel_id", "ocel_time"} <= set(self._has.get(table, {})):
                raise LogNotReadable(
                    f"The type “{kind}” has no table with ocel_id and ocel_time",
                    f"table {table}",
                    "Export it again as OCEL 2.0 in SQLite",
                )
            tables.append(table)
        return tables

    def _copy_times(self, table: str) -> None:
        self._rows.execute(
            "INSERT OR IGNORE INTO times SELECT CAST(ocel_id AS TEXT), CAST(ocel_time AS TEXT)"  # noqa: S608  own names
            f" FROM theirs.{quoted(table)}"
        )

    def _copy_events(self) -> None:
        self._rows.executescript(
            "INSERT INTO events (place, id, type, time)"  # noqa: S608  own names
            " SELECT 0, CAST(e.ocel_id AS TEXT), CAST(e.ocel_type AS TEXT), t.time FROM theirs.event e"
            f" LEFT JOIN times t ON t.id = CAST(e.ocel_id AS TEXT) {self._order};"
            "UPDATE events SET place = number;"
            "CREATE INDEX events_by_id ON events (id);"
        )
        self._tables.events = self._tables.count("SELECT count(*) FROM events")

    def _copy_event_values(self, table: str) -> None:
        for column in self._values_of(table):
            self._rows.execute(
                "INSERT INTO event_values SELECT e.number, ?, "  # noqa: S608  # names are quoted
                f"{self._as_text(table, column)} FROM theirs.{quoted(table)} t"
                f" JOIN events e ON e.id = CAST(t.ocel_id AS TEXT) WHERE t.{quoted(column)} IS NOT NULL",
                (column,),
            )

    def _copy_object_values(self, table: str) -> None:
        has = self._has[table]
        changed = "t.ocel_changed_field" if "ocel_changed_field" in has else "NULL"
        time = "CAST(t.ocel_time AS TEXT)" if "ocel_time" in has else "NULL"
        for column in self._values_of(table):
            self._rows.execute(
                "INSERT INTO object_values SELECT CAST(t.ocel_id AS TEXT), ?, "  # noqa: S608  # names are quoted
                f"{time}, {self._as_text(table, column)} FROM theirs.{quoted(table)} t"
                f" WHERE t.{quoted(column)} IS NOT NULL AND coalesce({changed}, ?) = ?",
                (column, column, column),
            )

    def _copy_links(self) -> None:
        self._rows.execute(
            "INSERT INTO event_links SELECT e.number, CAST(l.ocel_object_id AS TEXT), "  # noqa: S608  own names
            f"coalesce({self._qualifier('event_object')}, '') FROM theirs.event_object l"
            " JOIN events e ON e.id = CAST(l.ocel_event_id AS TEXT)"
        )
        if {"ocel_source_id", "ocel_target_id"} <= set(self._has.get("object_object", {})):
            self._rows.execute(
                "INSERT INTO object_links SELECT CAST(l.ocel_source_id AS TEXT),"  # noqa: S608  own names
                " CAST(l.ocel_target_id AS TEXT), "
                f"coalesce({self._qualifier('object_object')}, '') FROM theirs.object_object l"
            )

    def _qualifier(self, table: str) -> str:
        return "CAST(l.ocel_qualifier AS TEXT)" if "ocel_qualifier" in self._has[table] else "NULL"

    def _values_of(self, table: str) -> list[str]:
        return [column for column in self._has[table] if column not in OWN]

    def _as_text(self, table: str, column: str) -> str:
        """A value as the other serialisations write it: booleans as true and false."""
        value = f"t.{quoted(column)}"
        if self._has[table][column].startswith("BOOL"):
            return f"CASE {value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE CAST({value} AS TEXT) END"
        return f"CAST({value} AS TEXT)"
