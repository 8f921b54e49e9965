"""Our events as XES (IEEE 1849), the XML of process-mining tools."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import BinaryIO

from fullcircle.engines.eventlog.case_order import by_case
from fullcircle.engines.eventlog.csv_writer import instant
from fullcircle.engines.eventlog.events import Event
from fullcircle.engines.eventlog.xml_writer import attribute

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="trace">
<string key="concept:name" value="__INVALID__"/>
</global>
<global scope="event">
<string key="concept:name" value="__INVALID__"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
<string key="lifecycle:transition" value="complete"/>
</global>
<classifier name="Activity" keys="concept:name"/>
<classifier name="Party" keys="org:resource"/>
"""
START = "start_timestamp"
ITEM = "item"


def write_xes(out: BinaryIO, events: Iterable[Event]) -> int:
    """Writes the events, gathered by case on disk, in the order they came; returns their number.

    The party is org:resource, the start `start_timestamp`, the item `item`, further attributes
    keep their names. Signs that XML cannot hold become U+FFFD.
    """
    count = 0
    out.write(HEAD.encode())
    for case, steps in groupby(by_case(events), key=lambda event: event.case):
        out.write(f"<trace>\n{_string('concept:name', case)}".encode())
        for event in steps:
            out.write(_event(event).encode())
            count += 1
        out.write(b"</trace>\n")
    out.write(b"</log>\n")
    return count


def _event(event: Event) -> str:
    parts = ["<event>\n", _string("concept:name", event.activity)]
    if event.party:
        parts.append(_string("org:resource", event.party))
    if event.start is not None:
        parts.append(_date(START, event.start))
    parts.append(_date("time:timestamp", event.at))
    parts.append(_string("lifecycle:transition", "complete"))
    if event.item:
        parts.append(_string(ITEM, event.item))
    parts += [_string(key, value) for key, value in event.more.items()]
    return "".join([*parts, "</event>\n"])


def _string(key: str, value: str) -> str:
    return f"<string key={attribute(key)} value={attribute(value)}/>\n"


def _date(key: str, at: datetime) -> str:
    return f'<date key="{key}" value="{instant(at)}"/>\n'
