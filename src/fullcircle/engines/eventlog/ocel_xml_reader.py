"""OCEL 2.0 in XML: <objects> and <events>, each with attributes and relations."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fullcircle.engines.eventlog.ocel_tables import OcelTables
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.xml_reader import XmlReader

MOST = 128 << 20


def load(path: Path, tables: OcelTables, told: Callable[[float], None]) -> None:
    """Reads the file into `tables`; `told` hears the share that is read."""
    reader = XmlReader(path)
    walk = OcelWalk(reader, tables)
    try:
        for _ in reader.elements(walk.start, walk.end, walk.text):
            told(reader.bytes.done / reader.bytes.size)
    finally:
        reader.close()


class OcelWalk:
    """Follows the elements; an object or an event goes to the tables when its element ends."""

    def __init__(self, reader: XmlReader, tables: OcelTables) -> None:
        self._reader = reader
        self._tables = tables
        self._path: list[str] = []
        self._thing: Mapping[str, str] | None = None
        self._line = 0
        self._values: list[tuple[str, str | None, str | None]] = []
        self._links: list[tuple[str, str | None]] = []
        self._attribute: Mapping[str, str] | None = None
        self._texts: list[str] = []
        self._weight = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._path.append(name)
        depth = len(self._path)
        if depth == 3 and self._path[1:] in (["objects", "object"], ["events", "event"]):
            self._thing, self._line, self._weight = attributes, self._reader.line, 0
        elif self._thing is None or depth != 5:
            return
        elif self._path[3] == "attributes" and name == "attribute":
            self._attribute, self._texts = attributes, []
        elif self._path[3] == "objects":
            self._link(attributes)

    def text(self, text: str) -> None:
        if self._attribute is not None:
            self._weigh(len(text))
            self._texts.append(text)

    def end(self, name: str) -> None:
        depth = len(self._path)
        self._path.pop()
        if depth == 5 and self._attribute is not None:
            key = self._attribute.get("name")
            if not key:
                raise self._wrong("An attribute has no name")
            # Some tools write the value as an attribute, as XES does.
            value = self._attribute.get("value") or "".join(self._texts)
            self._values.append((key, self._attribute.get("time"), value))
            self._attribute = None
        elif depth == 3 and self._thing is not None:
            self._add(name, self._thing)
            self._thing, self._values, self._links = None, [], []

    def _link(self, attributes: Mapping[str, str]) -> None:
        self._weigh(64)
        target = attributes.get("object-id")
        if target:
            self._links.append((target, attributes.get("qualifier")))
        else:
            self._tables.nameless_links += 1

    def _add(self, name: str, thing: Mapping[str, str]) -> None:
        if name == "event":
            self._tables.add_event(
                thing.get("id"),
                thing.get("type"),
                thing.get("time"),
                place=self._line,
                values=((key, value) for key, _, value in self._values),
                links=self._links,
            )
            return
        if not thing.get("id") or not thing.get("type"):
            raise self._wrong("An object has no id or no type")
        self._tables.add_object(thing["id"], thing["type"], self._values, self._links)

    def _weigh(self, more: int) -> None:
        self._weight += more
        if self._weight > MOST:
            raise self._wrong(f"One event or object holds more than {MOST >> 20} MB")

    def _wrong(self, what: str) -> LogNotReadable:
        return LogNotReadable(what, self._reader.place, "Export it again as OCEL 2.0")
