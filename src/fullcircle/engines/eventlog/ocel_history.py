"""Our own history as an object-centric log: cases, parties, items and dealings are objects.

A dealing is one hand-off. It is an object of its own, tied to the party that supplies (qualifier
`supplier`), to the one that uses (`customer`), to what was handed over (`item`) and to its case; so
nothing is counted twice when one visit touches a job, an invoice and a part order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fullcircle.engines.eventlog.csv_writer import instant
from fullcircle.engines.eventlog.events import Event
from fullcircle.engines.eventlog.ocel_reader import OcelLog
from fullcircle.engines.eventlog.ocel_tables import OcelTables

CASE, PARTY, ITEM, DEALING = "case", "party", "item", "dealing"
START = "start_timestamp"
# Attributes of objects hold from the beginning of time unless they change.
ALWAYS = "1970-01-01T00:00:00.000+00:00"


@dataclass(frozen=True, slots=True)
class Dealing:
    """One hand-off. `values` are its attributes by name; `name` is unique among dealings."""

    name: str
    case: str
    supplier: str
    customer: str
    at: datetime
    item: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


def history(events: Iterable[Event], dealings: Iterable[Dealing] = ()) -> OcelLog:
    """The log that `ocel_writer` writes; both are read once, when it is first asked something.

    An event names the dealings it belongs to in `more` under "dealing", separated by "; ".
    """

    def load(path: Path, tables: OcelTables, told: Callable[[float], None]) -> None:
        _Filling(tables).fill(events, dealings)

    return OcelLog(Path("our own history"), "ocel-history", load)


class _Filling:
    """Puts events and dealings into the tables; an object is added when it is first met.

    The names of all objects are kept in memory, their events are not.
    """

    def __init__(self, tables: OcelTables) -> None:
        self._tables = tables
        self._identifiers: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def fill(self, events: Iterable[Event], dealings: Iterable[Dealing]) -> None:
        for dealing in dealings:
            self._dealing(dealing)
        for event in events:
            self._event(event)

    def _dealing(self, dealing: Dealing) -> None:
        links = [
            (self._object(CASE, dealing.case), CASE),
            (self._object(PARTY, dealing.supplier), "supplier"),
            (self._object(PARTY, dealing.customer), "customer"),
        ]
        if dealing.item:
            links.append((self._object(ITEM, dealing.item), ITEM))
        values = {"name": dealing.name, "given_at": instant(dealing.at), **dealing.values}
        self._tables.add_object(
            self._identify(DEALING, dealing.name),
            DEALING,
            ((key, ALWAYS, value) for key, value in values.items()),
            links,
        )

    def _event(self, event: Event) -> None:
        links = [(self._object(CASE, event.case), CASE)]
        if event.party:
            links.append((self._object(PARTY, event.party), "by"))
        if event.item:
            links.append((self._object(ITEM, event.item), ITEM))
        for dealing in event.more.get(DEALING, "").split("; "):
            if dealing:
                links.append((self._object(DEALING, dealing), DEALING))
        self._tables.add_event(
            f"e{self._tables.events + 1}",
            event.activity,
            instant(event.at),
            place=self._tables.events + 1,
            values=list(_values(event)),
            links=links,
        )

    def _object(self, kind: str, name: str) -> str:
        known = self._identifiers.get((kind, name))
        if known is not None:
            return known
        identifier = self._identify(kind, name)
        self._tables.add_object(identifier, kind, [("name", ALWAYS, name)], ())
        return identifier

    def _identify(self, kind: str, name: str) -> str:
        """The name itself, unless an object of another type has it already."""
        identifier = name
        while identifier in self._taken:
            identifier = f"{kind}:{identifier}"
        self._taken.add(identifier)
        self._identifiers[kind, name] = identifier
        return identifier


def _values(event: Event) -> Iterator[tuple[str, str]]:
    if event.start is not None:
        yield START, instant(event.start)
    yield from ((key, value) for key, value in event.more.items() if key != DEALING)
