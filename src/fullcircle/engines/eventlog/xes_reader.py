"""XES, the XML of event logs: cases hold events, both hold attributes, attributes may hold more.

Columns are the keys of the events, `case:` and the key for those of the case, `parent/child` for
nested ones. A repeated key of an event keeps its last value, repeated entries of a list are joined
with "; ". Globals, classifiers and the attributes of the log itself (often statistics that look
like attributes of events) are no columns. `@trace` numbers the cases as they stand in the file, for
logs whose cases have no name. Columns are gathered from the first SURVEYED events; a key that comes
later can still be asked for. Events outside any case come with every case column absent.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.xml_reader import XmlReader

KINDS = {"string", "date", "int", "float", "boolean", "id", "list", "container"}
TRACE = "@trace"
CASE = "case:"
NAME = "concept:name"
MOST_COLUMNS = 10_000
SURVEYED = 200_000
# Text that one case may hold before its events are handed on although the case is still open.
HELD = 32 << 20
MOST = 128 << 20


class XesEvent(NamedTuple):
    """One event, the attributes of its case and the number of the case; none outside cases."""

    line: int
    values: dict[str, str]
    case: dict[str, str]
    trace: int | None


class XesWalk:
    """Follows the elements of one log; events that are complete gather in `done`."""

    def __init__(self, reader: XmlReader) -> None:
        self.done: list[XesEvent] = []
        self.traces = 0
        self.unnamed = 0
        self.outside = 0
        self.events = 0
        self._reader = reader
        self._depth = 0
        self._level = 0  # where attributes of the open event or case stand; 0 when none is open
        self._held: list[XesEvent] = []
        self._weight = 0
        self._released = False
        self._case: dict[str, str] = {}
        self._in_trace = False
        self._event: XesEvent | None = None
        self._names: list[str] = []
        self._listed: dict[str, list[str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._names or (name in KINDS and self._depth == self._level):
            self._attribute(name, attributes)
        elif self._depth == 2 and name == "trace":
            self._open_case()
        elif self._depth == 2 and name in {"events", "objects"}:
            raise LogNotReadable(
                "This is an object-centric log of version 1.0 in XML",
                self._reader.place,
                "Save it as OCEL 2.0, or as OCEL 1.0 in JSON, which can be read",
            )
        elif name == "event" and self._event is None and self._depth == 2 + self._in_trace:
            self._open_event()

    def end(self, name: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        if self._names:
            self._names.pop()
        elif self._event is not None and depth == self._level - 1:
            self._close_event(self._event)
        elif name == "trace" and depth == 2:
            self._close_case()

    def _open_case(self) -> None:
        self._in_trace, self._case, self._released = True, {}, False
        self._level = 3
        self.traces += 1

    def _close_case(self) -> None:
        self._join()
        self.done += self._held
        self._held, self._in_trace, self._weight, self._level = [], False, 0, 0
        self.unnamed += NAME not in self._case

    def _open_event(self) -> None:
        self._join()
        self.events += 1
        trace = self.traces if self._in_trace else None
        self._event = XesEvent(self._reader.line, {}, self._case if self._in_trace else {}, trace)
        self._level = self._depth + 1

    def _close_event(self, event: XesEvent) -> None:
        self._join()
        self._event = None
        self._level = 3 if self._in_trace else 0
        if event.trace is None:
            self.outside += 1
            self.done.append(event)
            self._weight = 0
            return
        self._held.append(event)
        if self._weight > HELD:
            self.done += self._held
            self._held, self._weight, self._released = [], 0, True

    def _attribute(self, name: str, attributes: Mapping[str, str]) -> None:
        key, value = attributes.get("key"), attributes.get("value")
        above = self._names[-1] if self._names else ""
        full = f"{above}/{key}" if above and key else key or above
        self._names.append(full)
        if value is None or not key or name not in KINDS:
            return
        self._weight += len(value) + 64
        if self._weight > MOST:
            raise LogNotReadable(
                f"One event or case holds more than {MOST >> 20} MB of attributes",
                self._reader.place,
                "Leave the large attributes out of the export",
            )
        target = self._target()
        if above and full in target:
            self._listed.setdefault(full, [target[full]]).append(value)
        else:
            target[full] = value

    def _target(self) -> dict[str, str]:
        if self._event is not None:
            return self._event.values
        if self._released:
            raise LogNotReadable(
                "An attribute of the case comes after a great many of its events",
                self._reader.place,
                "Export the attributes of a case before its events",
            )
        return self._case

    def _join(self) -> None:
        if self._listed:
            self._target().update({key: "; ".join(all) for key, all in self._listed.items()})
            self._listed = {}


class XesLog:
    """A log in XES, as the engine reads it. Columns cost a look at its beginning, rows a pass."""

    kind = "xes"

    def __init__(self, path: Path) -> None:
        self.notes: tuple[str, ...] = ()
        self._path = path
        self._reader: XmlReader | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        found: Counter[str] = Counter()
        of_cases: dict[str, None] = {}
        for event in islice(self._events(), SURVEYED):
            found.update(event.values.keys())
            of_cases.update(dict.fromkeys(event.case))
            if len(found) > MOST_COLUMNS or len(of_cases) > MOST_COLUMNS:
                raise LogNotReadable(
                    f"The log has more than {MOST_COLUMNS:,} different attributes",
                    f"line {event.line}",
                    "Export fewer attributes, or attributes whose names are not data",
                )
        return (*found, *(CASE + key for key in of_cases), TRACE)

    def rows(self, wanted: Sequence[str]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """Line of each event and its texts; an event outside any case has no case."""
        parts = [(name, name.removeprefix(CASE), name.startswith(CASE)) for name in wanted]
        for event in self._events():
            values, case = event.values, event.case
            if event.trace is not None and TRACE in wanted:
                values[TRACE] = str(event.trace)
            yield (
                event.line,
                tuple(
                    case.get(key, values.get(name)) if of_case else values.get(name)
                    for name, key, of_case in parts
                ),
            )

    def share_read(self) -> float:
        if self._reader is None:
            return 0.0
        return self._reader.bytes.done / self._reader.bytes.size

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()

    def _events(self) -> Iterator[XesEvent]:
        self.close()
        reader = self._reader = XmlReader(self._path)
        walk = XesWalk(reader)
        for _ in reader.elements(walk.start, walk.end):
            yield from walk.done
            walk.done.clear()
        self._check(walk)

    def _check(self, walk: XesWalk) -> None:
        if not walk.events:
            raise LogNotReadable(
                "The XES log holds no event", str(self._path), "Export the log with its events"
            )
        self.notes = tuple(_notes(walk))


def _notes(walk: XesWalk) -> Iterator[str]:
    if walk.outside:
        yield f"{walk.outside:,} events stand outside any case; they are set aside."
    if walk.unnamed:
        yield (
            f"{walk.unnamed:,} of {walk.traces:,} cases have no {NAME}; with {TRACE} as the case"
            " they count by their place in the file."
        )
