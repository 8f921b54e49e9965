import csv
import io
from dataclasses import replace
from datetime import datetime

import pytest

from fullcircle.engines.eventlog.csv_writer import write_csv
from fullcircle.engines.eventlog.events import Event
from fullcircle.engines.eventlog.xes_writer import write_xes
from tests.rules.eventlog.readers.logs import MORNING, history, saved

XES = ("case:concept:name", "concept:name", "org:resource", "time:timestamp",
       "start_timestamp", "item", "note")  # fmt: skip


def back(texts) -> Event:
    case, activity, party, at, start, item, note = texts
    began = datetime.fromisoformat(start) if start else None
    more = {"note": note} if note else {}
    return Event(case, activity, party or "", datetime.fromisoformat(at), began, item or "", more)


def test_xes_comes_back_as_it_was_written_case_by_case(tmp_path, opened):
    out = io.BytesIO()
    assert write_xes(out, iter(history())) == 30
    found = [back(texts) for _, texts in opened(saved(tmp_path, out.getvalue())).rows(XES)]
    assert found == sorted(history(), key=lambda event: event.case)


def test_signs_that_xml_cannot_hold_are_replaced(tmp_path, opened):
    out = io.BytesIO()
    write_xes(out, [Event("1\x00", "a\x08b\ud800", "\uffff", MORNING)])
    rows = opened(saved(tmp_path, out.getvalue())).rows(XES[:3])
    assert next(iter(rows))[1] == ("1\ufffd", "a\ufffdb\ufffd", "\ufffd")


def test_csv_comes_back_as_it_was_written():
    out = io.BytesIO()
    assert write_csv(out, history(), more=["note"], plain=True) == 30
    rows = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    order = ("case", "activity", "party", "time", "start", "item", "note")
    assert [back([row[name] for name in order]) for row in rows] == history()


def test_a_spreadsheet_computes_nothing_of_ours():
    out = io.BytesIO()
    write_csv(out, [Event("1", " @x", "=Dan", MORNING)])
    assert out.getvalue().decode().splitlines()[1].startswith("1,' @x,'=Dan,")


def test_no_attribute_is_lost_in_silence():
    with pytest.raises(ValueError, match="no column for note"):
        write_csv(io.BytesIO(), [replace(history()[0], more={"note": "x"})])


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="without zone"):
        write_xes(io.BytesIO(), [Event("1", "a", "b", MORNING.replace(tzinfo=None))])
