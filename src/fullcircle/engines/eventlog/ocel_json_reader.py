"""OCEL in JSON: version 2.0 (lists of objects and events) and the older 1.0 (maps by identifier)."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from fullcircle.engines.eventlog.json_reader import JsonReader
from fullcircle.engines.eventlog.ocel_tables import OcelTables
from fullcircle.engines.eventlog.refusals import LogNotReadable

REMEDY = "Export it again as OCEL 2.0"
SECTIONS = {"objects", "events", "ocel:objects", "ocel:events"}


def load(path: Path, tables: OcelTables, told: Callable[[float], None]) -> None:
    """Reads the file into `tables`; `told` hears the share that is read."""
    reader = JsonReader(path)
    try:
        for number, (section, key, item) in enumerate(reader.items(SECTIONS), start=1):
            where = f"{section}, item {key}"
            if not isinstance(item, dict):
                raise _wrong(f"An item of {section} is no object", where)
            if section == "objects":
                _add_object(tables, item, where)
            elif section == "events":
                _add_event(tables, item, where)
            elif section == "ocel:objects":
                _add_old_object(tables, key, item, where)
            else:
                _add_old_event(tables, key, item, where)
            if not number % 1_000:
                told(reader.bytes.done / reader.bytes.size)
    finally:
        reader.close()


def _add_object(tables: OcelTables, item: dict[str, Any], where: str) -> None:
    name, kind = _text(item.get("id"), where), _text(item.get("type"), where)
    if not name or not kind:
        raise _wrong("An object has no id or no type", where)
    values = [
        (key, _text(one.get("time"), where), _text(one.get("value"), where))
        for key, one in _named(item.get("attributes"), where)
    ]
    tables.add_object(name, kind, values, _links(tables, item, where))


def _add_event(tables: OcelTables, item: dict[str, Any], where: str) -> None:
    values = [
        (key, value)
        for key, one in _named(item.get("attributes"), where)
        if (value := _text(one.get("value"), where)) is not None
    ]
    tables.add_event(
        _text(item.get("id"), where),
        _text(item.get("type"), where),
        _text(item.get("time"), where),
        place=tables.events + 1,
        values=values,
        links=_links(tables, item, where),
    )


def _add_old_object(tables: OcelTables, name: str, item: dict[str, Any], where: str) -> None:
    kind = _text(item.get("ocel:type"), where)
    if not kind:
        raise _wrong("An object has no type", where)
    values = [
        (key, None, _text(value, where)) for key, value in _map(item, "ocel:ovmap", where).items()
    ]
    tables.add_object(name, kind, values, ())


def _add_old_event(tables: OcelTables, name: str, item: dict[str, Any], where: str) -> None:
    values = [
        (key, text)
        for key, value in _map(item, "ocel:vmap", where).items()
        if (text := _text(value, where)) is not None
    ]
    links = [(str(target), "") for target in _list(item.get("ocel:omap"), "ocel:omap", where)]
    tables.add_event(
        name,
        _text(item.get("ocel:activity"), where),
        _text(item.get("ocel:timestamp"), where),
        place=tables.events + 1,
        values=values,
        links=links,
    )


def _named(found: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in _list(found, "attributes", where):
        if not isinstance(one, dict) or not isinstance(one.get("name"), str):
            raise _wrong("An attribute has no name", where)
        yield one["name"], one


def _links(tables: OcelTables, item: dict[str, Any], where: str) -> list[tuple[str, str | None]]:
    links = []
    for one in _list(item.get("relationships"), "relationships", where):
        if not isinstance(one, dict):
            raise _wrong("A relation is no object", where)
        target = _text(one.get("objectId"), where)
        if target:
            links.append((target, _text(one.get("qualifier"), where)))
        else:
            tables.nameless_links += 1
    return links


def _list(found: Any, name: str, where: str) -> list[Any]:
    if found is None:
        return []
    if not isinstance(found, list):
        raise _wrong(f"`{name}` is no list", where)
    return found


def _map(item: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    found = item.get(name) or {}
    if not isinstance(found, dict):
        raise _wrong(f"`{name}` is no object", where)
    return found


def _text(value: Any, where: str) -> str | None:
    """A value as text; booleans and numbers as JSON writes them."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    raise _wrong("A list or an object stands where a text or a number belongs", where)


def _wrong(what: str, where: str) -> LogNotReadable:
    return LogNotReadable(what, where, REMEDY)
