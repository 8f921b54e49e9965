import io
import json
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fullcircle.engines.eventlog.ocel_reader import Flattening, OcelLog
from fullcircle.engines.eventlog.ocel_sqlite_writer import write_sqlite
from fullcircle.engines.eventlog.ocel_writer import write_json, write_xml
from tests.rules.eventlog.readers.logs import MORNING, history, packed, saved

WRITERS = {"ocel-json": write_json, "ocel-xml": write_xml, "ocel-sqlite": write_sqlite}
AT = MORNING.isoformat()


def small() -> dict[str, list[dict[str, object]]]:
    """Two orders, an event for both, one for none; two parties, one of them twice in an event."""
    to = {"A": "order", "B": "order", "ann": "person", "bob": "person"}

    def links(*pairs):
        return [{"objectId": name, "qualifier": qualifier} for name, qualifier in pairs]

    return {
        "objectTypes": [],
        "eventTypes": [],
        "events": [
            {"id": "e1", "type": "plan", "time": AT, "relationships": links(("A", ""), ("ann", "by")),
             "attributes": [{"name": "cost", "value": 2.50}, {"name": "done", "value": True}]},
            {"id": "e2", "type": "send", "time": AT,
             "relationships": links(("A", "x"), ("B", "x"), ("ann", "by"), ("bob", "to"))},
            {"id": "e3", "type": "close", "time": AT, "relationships": links(("ann", "by"))},
        ],
        "objects": [{"id": name, "type": kind} for name, kind in to.items()],
    }  # fmt: skip


@pytest.fixture
def as_log(tmp_path, opened):
    """The log that some JSON is."""
    return lambda value: opened(saved(tmp_path, json.dumps(value)))


def test_flattened_to_the_first_column_asked_for(as_log):
    log = as_log(small())
    assert log.columns == (
        "ocel:eid", "ocel:activity", "ocel:timestamp", "cost", "done", "object:order",
        "object:person", "object:order/x", "object:person/by", "object:person/to",
    )  # fmt: skip
    rows = [texts for _, texts in log.rows(("object:order", "ocel:eid", "object:person", "cost"))]
    assert sorted(rows, key=str) == [
        ("A", "e1", "ann", "2.5"),
        ("A", "e2", "ann; bob", None),
        ("B", "e2", "ann; bob", None),
        (None, "e3", "ann", None),
    ]
    parties = [texts for _, texts in log.rows(("ocel:eid", "object:person/by", "object:person/to"))]
    assert parties == [("e1", "ann", None), ("e2", "ann", "bob"), ("e3", "ann", None)]


def test_the_party_may_stand_in_an_attribute_of_each_type_of_event(as_log):
    value = small()
    for event, name in zip(value["events"], ("planner", "sender", "planner"), strict=True):
        event["attributes"] = [{"name": name, "value": f"{name} {event['id']}"}]
    rows = as_log(value).rows(("ocel:eid", "sender|planner", "nobody|planner"))
    assert [texts for _, texts in rows] == [
        ("e1", "planner e1", "planner e1"),
        ("e2", "sender e2", None),
        ("e3", "planner e3", "planner e3"),
    ]


def test_it_says_what_would_be_counted_twice(as_log):
    log = as_log(small())
    assert log.flattenings() == [
        Flattening("order", objects=2, rows=3, more_than_once=1, without=1),
        Flattening("person", objects=2, rows=4, more_than_once=1, without=0),
    ]
    assert "1 events belong to several cases" in log.notes[0]


def test_loose_ends_are_told(as_log):
    value = small()
    value["events"] += [{"id": "e1", "type": "plan", "time": AT, "relationships": [
        {"objectId": "nobody", "qualifier": ""}, {"qualifier": "by"}]}]  # fmt: skip
    value["objects"] += [{"id": "A", "type": "order"}]
    log = as_log(value)
    assert len(list(log.rows(["ocel:eid"]))) == 4
    said = " ".join(log.notes)
    for part in (
        "1 relations point to",
        "1 relations name no",
        "1 events have the",
        "1 objects are",
    ):
        assert part in said


def test_the_older_json_reads_too(as_log):
    old = {
        "ocel:global-log": {"ocel:version": "1.0"},
        "ocel:events": {
            "e1": {"ocel:activity": "plan", "ocel:timestamp": AT, "ocel:omap": ["A", "ann"],
                   "ocel:vmap": {"cost": 3}}
        },
        "ocel:objects": {
            "A": {"ocel:type": "order", "ocel:ovmap": {"size": "L"}},
            "ann": {"ocel:type": "person", "ocel:ovmap": {}},
        },
    }  # fmt: skip
    log = as_log(old)
    wanted = ("object:order", "ocel:activity", "ocel:timestamp", "object:person", "cost")
    assert [texts for _, texts in log.rows(wanted)] == [("A", "plan", AT, "ann", "3")]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("is_packed", [False, True])
def test_what_is_written_is_read_back(tmp_path, opened, ours, kind, is_packed):
    out = io.BytesIO()
    WRITERS[kind](out, ours)
    data = packed(out.getvalue()) if is_packed else out.getvalue()
    theirs = opened(saved(tmp_path, data))
    assert theirs.kind == kind
    assert list(theirs.events()) == list(ours.events())
    assert sorted(theirs.objects(), key=str) == sorted(ours.objects(), key=str)
    assert theirs.event_types() == ours.event_types()
    assert theirs.object_types() == ours.object_types()


def test_a_dealing_ties_supplier_customer_and_item(ours):
    found = {thing.name: thing for thing in ours.objects()}
    assert found["H1"].kind == "dealing"
    assert {how: name for name, how in found["H1"].links} == {
        "case": "C1", "supplier": "Ann", "customer": "Bö", "item": "Filter, 2\nlong",
    }  # fmt: skip
    assert ("briefing", "complete") in {(name, value) for name, _, value in found["H1"].values}
    # A party has that name already: the item keeps it as its attribute.
    assert ("item:Ann", "item") in found["H2"].links
    assert found["item:Ann"].values[0][2] == "Ann"


def test_events_come_back_with_their_case_party_and_item(ours):
    wanted = ("object:case", "ocel:activity", "object:party/by", "ocel:timestamp", "object:item")
    assert [
        (case, activity, party or "", datetime.fromisoformat(at), item or "")
        for _, (case, activity, party, at, item) in ours.rows(wanted)
    ] == [(one.case, one.activity, one.party, one.at, one.item) for one in history()]


def test_booleans_of_sqlite_read_like_those_of_json(tmp_path, as_log, opened):
    path = tmp_path / "log.sqlite"
    log = as_log(small())
    with path.open("wb") as out:
        write_sqlite(out, log)
    with sqlite3.connect(path) as rows:
        rows.execute("ALTER TABLE event_plan ADD COLUMN really BOOLEAN")
        rows.execute("UPDATE event_plan SET really = 1")
    rows.close()
    assert next(iter(opened(path).rows(["done", "really"])))[1] == ("true", "true")


def canonical(log: OcelLog, zone: ZoneInfo) -> tuple[object, ...]:
    def at(text: str) -> datetime:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)

    events = [(one.name, one.kind, at(one.time), one.values, one.links) for one in log.events()]
    objects = {
        one.name: (
            one.kind,
            [(name, at(time), value) for name, time, value in one.values],
            one.links,
        )
        for one in log.objects()
    }
    return log.columns, events, objects


@pytest.mark.given
def test_the_three_serialisations_of_one_log_give_one_log(opened):
    folder = Path(os.environ["FULLCIRCLE_TEST_DATA"]) / "eventlogs" / "ocel"
    # Its XML and its SQLite hold local times without offset, its JSON the same instants in UTC.
    zone = ZoneInfo("Europe/Berlin")
    paths = [folder / f"ocel20_example.{ending}" for ending in ("jsonocel", "xmlocel", "sqlite")]
    first, *others = [canonical(opened(path), zone) for path in paths]
    assert len(first[1]) == 13
    assert len(first[2]) == 9
    assert all(other == first for other in others)
