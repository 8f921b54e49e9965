"""Broken OCEL in SQLite, and broken Parquet."""

import io
import sqlite3
from collections.abc import Callable
from pathlib import Path

import duckdb

from fullcircle.engines.eventlog.ocel_sqlite_writer import write_sqlite
from tests.rules.eventlog.broken.cases import CSV, OCEL, Broken, Refused, Whole
from tests.rules.eventlog.broken.ocel_json import AGAIN, GOOD
from tests.rules.eventlog.readers.logs import opened


def sqlite(name: str, spoil: str | Callable[[bytes], bytes], outcome: Refused | Whole) -> Broken:
    """A good log in SQLite, spoilt by SQL or in its bytes."""

    def make(folder: Path) -> Path:
        source, path = folder / "source", folder / "log.sqlite"
        source.write_text(GOOD)
        log, out = opened(source), io.BytesIO()
        write_sqlite(out, log)
        log.close()
        path.write_bytes(out.getvalue() if isinstance(spoil, str) else spoil(out.getvalue()))
        if isinstance(spoil, str):
            rows = sqlite3.connect(path)
            rows.executescript(spoil)
            rows.close()
        return path

    return Broken(f"SQLite: {name}", make, outcome, OCEL)


def journal(folder: Path) -> Path:
    path = sqlite("", "", Whole(0)).put(folder)
    path.with_name("log.sqlite-wal").write_bytes(b"not yet written")
    return path


WITHOUT_ROWID = """
CREATE TABLE copied (ocel_id TEXT PRIMARY KEY, ocel_type TEXT) WITHOUT ROWID;
INSERT INTO copied SELECT * FROM event;
DROP TABLE event;
ALTER TABLE copied RENAME TO event;
"""

SQLITE = [
    sqlite("tables without row numbers", WITHOUT_ROWID, Whole(2)),
    sqlite("no table for a type of objects", "DROP TABLE object_person", Whole(2)),
    sqlite("no relations between objects", "DROP TABLE object_object", Whole(2)),
    sqlite(
        "SQLite of something else",
        "DROP TABLE event; DROP TABLE object",
        Refused("no object-centric log", "table event", "OCEL 2.0"),
    ),
    sqlite(
        "a view instead of a table",
        "DROP TABLE event; CREATE VIEW event AS SELECT 1 ocel_id, 2 ocel_type",
        Refused("lacks that table", "table event", "OCEL 2.0"),
    ),
    sqlite(
        "a column missing",
        "ALTER TABLE event RENAME ocel_id TO id",
        Refused("lacks the column ocel_id", "table event", "OCEL"),
    ),
    sqlite(
        "the table of a type missing",
        "DROP TABLE event_plan",
        Refused("no table with", "table event_plan", "OCEL"),
    ),
    sqlite(
        "an event without its row",
        "DELETE FROM event_plan WHERE ocel_id = 'e2'",
        Whole(1, 1, "no time", 2),
    ),
    sqlite(
        "a type with quotes in its name",
        """UPDATE event_map_type SET ocel_type_map = '"; DROP TABLE event; --'""",
        Refused("no table with", "DROP TABLE", "OCEL"),
    ),
    sqlite("bytes in place of a text", "UPDATE event SET ocel_type = x'ff00ff'", Whole(2)),
    sqlite(
        "no rows",
        "DELETE FROM event; DELETE FROM event_object",
        Refused("no event", "log.sqlite", "events"),
    ),
    sqlite("SQLite cut", lambda data: data[:9_000], Refused("damaged", "log.sqlite", AGAIN)),
    sqlite("SQLite of one page", lambda data: data[:100], Refused("damaged", "log.sqlite", AGAIN)),
    sqlite(
        "a page overwritten",
        lambda data: data[:12_288] + b"\xa5" * 4_096 + data[16_384:],
        Refused("damaged", "log.sqlite", AGAIN),
    ),
    sqlite(
        "a first page overwritten",
        lambda data: data[:100] + b"\xa5" * 3_000 + data[3_100:],
        Refused("damaged", "log.sqlite", AGAIN),
    ),
    Broken(
        "still being written", journal, Refused("still being written", "sqlite-wal", "Close"), OCEL
    ),
]


def parquet(name: str, query: str, outcome: Refused | Whole, *, cut: int = 0) -> Broken:
    def make(folder: Path) -> Path:
        path = folder / "log.parquet"
        with duckdb.connect() as rows:
            rows.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        if cut:
            path.write_bytes(path.read_bytes()[:-cut])
        return path

    return Broken(f"Parquet: {name}", make, outcome, CSV)


ROWS = (
    "SELECT '1' AS \"case\", 'plan' AS activity, 'Ann' AS party, TIMESTAMP '2026-01-05' AS \"time\""
)
PARQUET = [
    parquet("Parquet cut", ROWS, Refused("Parquet", "log.parquet", "again"), cut=10),
    parquet("Parquet cut to its head", ROWS, Refused("Parquet", "log.parquet", "again"), cut=300),
    parquet("Parquet without rows", f"{ROWS} LIMIT 0", Refused("no events", "", "again")),
    parquet(
        "Parquet with a column missing",
        'SELECT 1 AS "case", 2 AS activity',
        Refused("'party'", "columns", "case, activity"),
    ),
    parquet(
        "Parquet with nested columns",
        ROWS.replace("'Ann'", "{'name': 'Ann', 'teams': [1, 2]}"),
        Whole(1),
    ),
    parquet("Parquet with bytes", ROWS.replace("'Ann'", "'\\xFF'::BLOB"), Whole(1)),
    parquet(
        "Parquet with times as numbers",
        ROWS.replace("TIMESTAMP '2026-01-05'", "1767600000"),
        Whole(1),
    ),
    parquet(
        "Parquet with NULLs",
        f"{ROWS} UNION ALL SELECT NULL, NULL, NULL, NULL",
        Whole(1, 1, "no case", 2),
    ),
]
