"""An object-centric log as the engine reads it: flattened to the objects that stand for the case.

Columns are `ocel:activity`, `ocel:timestamp`, `ocel:eid`, the attributes of the events, and for every type
of object `object:<type>` and, where relations carry qualifiers, `object:<type>/<qualifier>`. The
first column that is asked for is the case: an event with several objects of it becomes one row for
each of them (and so is counted more than once, which the notes say), an event without one becomes
one row without a case. In any other column several objects of one event are joined with "; ".
Types of events often name their party in attributes of their own: "creator|approver" asks for the
first of them that an event has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fullcircle.engines.eventlog import ocel_json_reader, ocel_sqlite_reader, ocel_xml_reader
from fullcircle.engines.eventlog.ocel_tables import OcelTables

Load = Callable[[Path, OcelTables, Callable[[float], None]], None]
LOADERS: dict[str, Load] = {
    "ocel-json": ocel_json_reader.load,
    "ocel-xml": ocel_xml_reader.load,
    "ocel-sqlite": ocel_sqlite_reader.load,
}
EID, ACTIVITY, TIME = "ocel:eid", "ocel:activity", "ocel:timestamp"
OBJECT = "object:"
MOST_QUALIFIERS = 200
Link = tuple[
    str | None, str, str
]  # type of the object (none when the log has no such object), id, qualifier

EVENTS = "SELECT number, place, id, type, time FROM events ORDER BY number"
VALUES = "SELECT event, name, value FROM event_values ORDER BY event, rowid"
LINKS = """
SELECT l.event, o.type, l.object, l.qualifier FROM event_links l
LEFT JOIN objects o ON o.id = l.object ORDER BY l.event, o.type, l.object, l.qualifier
"""
KINDS = "SELECT type FROM objects GROUP BY type ORDER BY type"
QUALIFIED = """
SELECT DISTINCT o.type, l.qualifier FROM event_links l JOIN objects o ON o.id = l.object
WHERE l.qualifier <> '' ORDER BY 1, 2 LIMIT ?
"""
FLATTENINGS = """
WITH ties AS (
    SELECT o.type, l.event, count(DISTINCT l.object) AS times
    FROM event_links l JOIN objects o ON o.id = l.object GROUP BY 1, 2
), totals AS (
    SELECT type, count(*) AS events, sum(times) AS number, sum(times > 1) AS several
    FROM ties GROUP BY 1
)
SELECT o.type, count(*), coalesce(t.number, 0), coalesce(t.several, 0),
    (SELECT count(*) FROM events) - coalesce(t.events, 0)
FROM objects o LEFT JOIN totals t ON t.type = o.type GROUP BY 1 ORDER BY 1
"""
UNKNOWN = """
SELECT count(*) FROM event_links l LEFT JOIN objects o ON o.id = l.object WHERE o.id IS NULL
"""
REPEATED = "SELECT count(*) - count(DISTINCT id) FROM events"


@dataclass(frozen=True)
class OcelEvent:
    """`links` are pairs of an object's identifier and the qualifier of the relation."""

    name: str
    kind: str
    time: str
    values: dict[str, str]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OcelObject:
    """`values` are triples of an attribute's name, the time it holds from, and its value."""

    name: str
    kind: str
    values: tuple[tuple[str, str, str], ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Flattening:
    """What taking one type of object as the case does to the events of the log."""

    kind: str
    objects: int
    rows: int
    more_than_once: int
    without: int


class OcelLog:
    """A log in OCEL, of any serialisation; loaded to disk when it is first asked something.

    `load` fills the tables, from `path` by the serialisation `kind` unless another is given.
    """

    def __init__(self, path: Path, kind: str, load: Load | None = None) -> None:
        self.kind = kind
        self.notes: tuple[str, ...] = ()
        self._path = path
        self._load = load or LOADERS[kind]
        self._share = 0.0

    @cached_property
    def _tables(self) -> OcelTables:
        tables = OcelTables()
        try:
            self._load(self._path, tables, self._told)
            tables.finish(self._path)
        except BaseException:
            tables.close()
            raise
        self.notes = tuple(_notes(tables))
        return tables

    def _told(self, share: float) -> None:
        self._share = min(0.8, share * 0.8)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        values = self._tables.rows.execute(
            "SELECT name, min(event) FROM event_values GROUP BY name ORDER BY 2, 1"
        )
        named = [name for name, _ in values.fetchall()]
        kinds = [kind for (kind,) in self._tables.rows.execute(KINDS).fetchall()]
        qualified = self._tables.rows.execute(QUALIFIED, (MOST_QUALIFIERS + 1,)).fetchall()
        if len(qualified) > MOST_QUALIFIERS:
            qualified = []
        own = (EID, ACTIVITY, TIME)
        return (
            *own,
            *(name for name in named if name not in own),
            *(OBJECT + kind for kind in kinds),
            *(f"{OBJECT}{kind}/{qualifier}" for kind, qualifier in qualified),
        )

    def rows(self, wanted: Sequence[str]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        total = max(1, self._tables.events)
        alternatives = [name for name in wanted if "|" in name and name not in self.columns]
        for number, (event, values, links) in enumerate(self._events(), start=1):
            self._share = 0.8 + 0.2 * number / total
            found: dict[str, str | None] = dict(values)
            found |= {EID: event[2], ACTIVITY: event[3], TIME: event[4]}
            cases: list[str] = []
            for column, objects in _by_column(links).items():
                found[column] = "; ".join(objects)
                if wanted and column == wanted[0]:
                    cases = objects
            for name in alternatives:
                found[name] = next((found[one] for one in name.split("|") if found.get(one)), None)
            for case in cases[1:]:
                yield event[1], (case, *(found.get(name) for name in wanted[1:]))
            if cases:
                found[wanted[0]] = cases[0]
            yield event[1], tuple(found.get(name) for name in wanted)

    def flattenings(self) -> list[Flattening]:
        """For every type of object, what taking it as the case does."""
        return [Flattening(*row) for row in self._tables.rows.execute(FLATTENINGS).fetchall()]

    def events(self) -> Iterator[OcelEvent]:
        for event, values, links in self._events():
            yield OcelEvent(
                event[2] or "",
                event[3] or "",
                event[4] or "",
                dict(values),
                tuple((name, qualifier) for _, name, qualifier in links),
            )

    def event_types(self) -> list[tuple[str, list[str]]]:
        """Every type of event with the names of its attributes."""
        return self._types(
            "SELECT DISTINCT e.type, v.name FROM events e"
            " LEFT JOIN event_values v ON v.event = e.number ORDER BY 1, 2"
        )

    def object_types(self) -> list[tuple[str, list[str]]]:
        """Every type of object with the names of its attributes."""
        return self._types(
            "SELECT DISTINCT o.type, v.name FROM objects o"
            " LEFT JOIN object_values v ON v.object = o.id ORDER BY 1, 2"
        )

    def _types(self, query: str) -> list[tuple[str, list[str]]]:
        found: dict[str, list[str]] = {}
        for kind, name in self._tables.rows.execute(query).fetchall():
            found.setdefault(kind or "", []).extend([] if name is None else [name])
        return list(found.items())

    def objects(self) -> Iterator[OcelObject]:
        rows = self._tables.rows
        for name, kind in rows.execute("SELECT id, type FROM objects ORDER BY rowid"):
            values = rows.execute(
                "SELECT name, coalesce(time, ''), coalesce(value, '') FROM object_values"
                " WHERE object = ? ORDER BY name, rowid",
                (name,),
            )
            links = rows.execute(
                "SELECT target, qualifier FROM object_links WHERE source = ? ORDER BY target, qualifier",
                (name,),
            )
            yield OcelObject(name, kind, tuple(values.fetchall()), tuple(links.fetchall()))

    def share_read(self) -> float:
        return self._share

    def close(self) -> None:
        if "_tables" in self.__dict__:
            self._tables.close()

    def _events(self) -> Iterator[tuple[Any, list[tuple[str, str]], list[Link]]]:
        """Events with their values and links: three sorted streams, side by side."""
        rows = self._tables.rows
        values = _Side(rows.execute(VALUES))
        links = _Side(rows.execute(LINKS))
        for event in rows.execute(EVENTS):
            yield (
                event,
                [(name, value) for _, name, value in values.of(event[0])],
                [(kind, name, qualifier) for _, kind, name, qualifier in links.of(event[0])],
            )


class _Side:
    """Rows that belong to events, sorted by the event's number, taken event by event."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def of(self, event: int) -> Iterator[Any]:
        while self._next is not None and self._next[0] <= event:
            yield self._next
            self._next = next(self._rows, None)


def _by_column(links: list[Link]) -> dict[str, list[str]]:
    """The objects of one event under the names of the columns they fill, each once."""
    columns: dict[str, dict[str, None]] = {}
    for kind, name, qualifier in links:
        if kind is not None:
            columns.setdefault(OBJECT + kind, {})[name] = None
            if qualifier:
                columns.setdefault(f"{OBJECT}{kind}/{qualifier}", {})[name] = None
    return {column: list(names) for column, names in columns.items()}


def _notes(tables: OcelTables) -> Iterator[str]:
    for row in tables.rows.execute(FLATTENINGS).fetchall():
        flat = Flattening(*row)
        if flat.more_than_once:
            yield (
                f"With {OBJECT}{flat.kind} as the case, {flat.more_than_once:,} events belong to"
                f" several cases and are counted in each: {flat.rows:,} rows instead of"
                f" {tables.events - flat.without:,}."
            )
    if unknown := tables.count(UNKNOWN):
        yield f"{unknown:,} relations point to objects that the log does not hold; left aside."
    if tables.nameless_links:
        yield f"{tables.nameless_links:,} relations name no object; left aside."
    if repeated := tables.count(REPEATED):
        yield f"{repeated:,} events have the identifier of another one; all are kept."
    if tables.repeated_objects:
        yield f"{tables.repeated_objects:,} objects are listed again; the first of each counts."
