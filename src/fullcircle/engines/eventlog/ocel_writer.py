"""Writes an object-centric log as OCEL 2.0 in JSON or XML, event by event."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from fullcircle.engines.eventlog.ocel_reader import OcelEvent, OcelLog, OcelObject
from fullcircle.engines.eventlog.xml_writer import attribute, content

Types = list[tuple[str, list[str]]]


def write_json(out: BinaryIO, log: OcelLog) -> None:
    """The log in JSON, in UTF-8. All attributes are texts."""
    out.write(b'{"objectTypes": ')
    out.write(_json(_types(log.object_types())))
    out.write(b',\n"eventTypes": ')
    out.write(_json(_types(log.event_types())))
    out.write(b',\n"objects": [')
    _list(out, map(_object, log.objects()))
    out.write(b'],\n"events": [')
    _list(out, map(_event, log.events()))
    out.write(b"]}\n")


def _types(types: Types) -> list[dict[str, Any]]:
    return [
        {"name": kind, "attributes": [{"name": name, "type": "string"} for name in names]}
        for kind, names in types
    ]


def _object(thing: OcelObject) -> dict[str, Any]:
    return {
        "id": thing.name,
        "type": thing.kind,
        "attributes": [
            {"name": name, "time": time, "value": value} for name, time, value in thing.values
        ],
        "relationships": _relations(thing.links),
    }


def _event(event: OcelEvent) -> dict[str, Any]:
    return {
        "id": event.name,
        "type": event.kind,
        "time": event.time,
        "attributes": [{"name": name, "value": value} for name, value in event.values.items()],
        "relationships": _relations(event.links),
    }


def _relations(links: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"objectId": target, "qualifier": qualifier} for target, qualifier in links]


def _list(out: BinaryIO, items: Iterator[dict[str, Any]]) -> None:
    between = b"\n"
    for item in items:
        out.write(between + _json(item))
        between = b",\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def write_xml(out: BinaryIO, log: OcelLog) -> None:
    """The log in XML. Signs that XML cannot hold become U+FFFD."""

    def put(text: str) -> None:
        out.write(text.encode("utf-8", "replace"))

    put('<?xml version="1.0" encoding="UTF-8"?>\n<log>\n')
    _put_types(put, "object", log.object_types())
    _put_types(put, "event", log.event_types())
    put("<objects>\n")
    for thing in log.objects():
        put(f"<object id={attribute(thing.name)} type={attribute(thing.kind)}>\n<attributes>\n")
        for name, time, value in thing.values:
            named = f"name={attribute(name)} time={attribute(time)}"
            put(f"<attribute {named}>{content(value)}</attribute>\n")
        put(f"</attributes>\n{_links(thing.links)}</object>\n")
    put("</objects>\n<events>\n")
    for event in log.events():
        kind, time = attribute(event.kind), attribute(event.time)
        put(f"<event id={attribute(event.name)} type={kind} time={time}>\n<attributes>\n")
        for name, value in event.values.items():
            put(f"<attribute name={attribute(name)}>{content(value)}</attribute>\n")
        put(f"</attributes>\n{_links(event.links)}</event>\n")
    put("</events>\n</log>\n")


def _put_types(put: Callable[[str], None], side: str, types: Types) -> None:
    put(f"<{side}-types>\n")
    for kind, names in types:
        put(f"<{side}-type name={attribute(kind)}>\n<attributes>\n")
        for name in names:
            put(f'<attribute name={attribute(name)} type="string"/>\n')
        put(f"</attributes>\n</{side}-type>\n")
    put(f"</{side}-types>\n")


def _links(links: Iterable[tuple[str, str]]) -> str:
    found = "".join(
        f"<relationship object-id={attribute(target)} qualifier={attribute(qualifier)}/>\n"
        for target, qualifier in links
    )
    return f"<objects>\n{found}</objects>\n"
