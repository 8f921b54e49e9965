"""Broken OCEL in JSON."""

import json
from typing import Any

from tests.rules.eventlog.broken.cases import OCEL, Broken, Refused, Whole
from tests.rules.eventlog.readers.logs import packed

AT = "2026-01-05T08:00:00Z"
AGAIN = "again"


def an_event(**other: Any) -> dict[str, Any]:
    links = [{"objectId": name, "qualifier": ""} for name in ("A", "ann")]
    return {
        "id": "e1",
        "type": "plan",
        "time": AT,
        "attributes": [],
        "relationships": links,
    } | other


def a_log(*events: Any, **other: Any) -> str:
    things = [{"id": "A", "type": "order"}, {"id": "ann", "type": "person"}]
    whole = {"objectTypes": [], "eventTypes": [], "objects": things, "events": list(events)}
    return json.dumps(whole | other)


def js(name: str, text: str | bytes, outcome: Refused | Whole) -> Broken:
    return Broken(f"JSON: {name}", text, outcome, OCEL, "log.jsonocel")


GOOD = a_log(an_event(), an_event(id="e2"))
JSON = [
    js("JSON cut", GOOD[:-20], Refused("ends in the middle", "before byte", AGAIN)),
    js(
        "JSON cut in its gz",
        packed(GOOD.encode())[:-20],
        Refused("ends in the middle", "unpacked", AGAIN),
    ),
    js("a comma too many", GOOD[:-2] + ",]}", Refused("JSON is broken", "before byte", AGAIN)),
    js("something behind the JSON", GOOD + GOOD, Refused("JSON is broken", "before byte", AGAIN)),
    js("NaN in JSON", GOOD.replace('"e2"', "NaN"), Refused("JSON is broken", "before byte", AGAIN)),
    js(
        "bytes that are no UTF-8",
        GOOD.encode().replace(b"plan", b"pl\xff"),
        Refused("not UTF-8", "before byte", "UTF-8"),
    ),
    js("JSON in UTF-16", GOOD.encode("utf-16"), Whole(2)),
    js(
        "JSON nested too deep",
        '{"objects": ' + "[" * 10_000,
        Refused("nested deeper", "before byte", AGAIN),
    ),
    js(
        "events that are a text",
        a_log(events="none"),
        Refused("`events` is neither", "before byte", AGAIN),
    ),
    js(
        "events that are null",
        a_log(events=None),
        Refused("`events` is neither", "before byte", AGAIN),
    ),
    js(
        "an event that is a number",
        a_log(an_event(), 7),
        Refused("is no object", "events, item 2", "OCEL 2.0"),
    ),
    js(
        "relations that are a map",
        a_log(an_event(relationships={})),
        Refused("no list", "events, item 1", "OCEL"),
    ),
    js(
        "a relation that is a text",
        a_log(an_event(relationships=["A"])),
        Refused("no object", "events, item 1", "OCEL"),
    ),
    js(
        "a time that is a list",
        a_log(an_event(), an_event(time=[1])),
        Refused("A list or an object", "events, item 2", "OCEL"),
    ),
    js(
        "an attribute without a name",
        a_log(an_event(attributes=[{"value": 1}])),
        Refused("no name", "events, item 1", "OCEL"),
    ),
    js(
        "an object without an id",
        a_log(an_event(), objects=[{"type": "order"}]),
        Refused("no id", "objects, item 1", "OCEL"),
    ),
    js("no events at all", a_log(), Refused("no event", "log.jsonocel", "with its events")),
    js(
        "no objects at all",
        a_log(an_event(), objects=[]),
        Refused("no object", "log.jsonocel", "objects"),
    ),
    js("an event without time", a_log(an_event(), an_event(time=None)), Whole(1, 1, "no time", 2)),
    js(
        "an event without objects",
        a_log(an_event(), an_event(relationships=[])),
        Whole(1, 1, "no case", 2),
    ),
    js(
        "an identifier twice", a_log(an_event(), an_event()), Whole(2, note="identifier of another")
    ),
    js("a zero sign in a text", a_log(an_event(type="pl\0n")), Whole(1)),
    js("half a character", a_log(an_event(type="pl\ud800n")), Whole(1)),
    js("a text of a million signs", a_log(an_event(type="p" * 1_000_000)), Whole(1)),
    js(
        "a number of a hundred digits",
        a_log(an_event(attributes=[{"name": "n", "value": 10**100}])),
        Whole(1),
    ),
    js("another JSON", '[{"service_request_id": 1}]', Refused("plain list", "outermost", "CSV")),
    js("JSON line by line", '{"case": 1}\n{"case": 2}\n', Refused("", "", "")),
    js("nothing but a brace", "{", Refused("ends in the middle", "before byte", AGAIN)),
]
