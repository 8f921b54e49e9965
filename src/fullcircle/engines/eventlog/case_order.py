"""Events case by case, whatever order they come in. They wait on disk: histories are long."""

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched

from fullcircle.engines.eventlog.events import Event

BATCH = 5_000
TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TABLE cases (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE steps (number INTEGER PRIMARY KEY, body TEXT, of INTEGER);
"""
ADD_STEP = "INSERT INTO steps (body, of) SELECT ?, number FROM cases WHERE name = ?"
IN_ORDER = "SELECT body FROM steps ORDER BY of, number"


def by_case(events: Iterable[Event]) -> Iterator[Event]:
    """Cases in the order in which they first come, the events of each in the order they came."""
    with tempfile.TemporaryDirectory(prefix="fullcircle-cases-") as folder:
        rows = sqlite3.connect(f"{folder}/steps.sqlite")
        try:
            rows.executescript(TABLES)
            for some in batched(events, BATCH):
                packed = [(_packed(event), json.dumps(event.case)) for event in some]
                names = [(name,) for _, name in packed]
                rows.executemany("INSERT OR IGNORE INTO cases (name) VALUES (?)", names)
                rows.executemany(ADD_STEP, packed)
            rows.execute("CREATE INDEX steps_of ON steps (of)")
            for (body,) in rows.execute(IN_ORDER):
                yield _unpacked(body)
        finally:
            rows.close()


def _packed(event: Event) -> str:
    start = None if event.start is None else event.start.isoformat()
    texts = (event.case, event.activity, event.party, event.at.isoformat(), start, event.item)
    return json.dumps([*texts, dict(event.more)])


def _unpacked(body: str) -> Event:
    case, activity, party, at, start, item, more = json.loads(body)
    return Event(
        case,
        activity,
        party,
        datetime.fromisoformat(at),
        None if start is None else datetime.fromisoformat(start),
        item,
        more,
    )
