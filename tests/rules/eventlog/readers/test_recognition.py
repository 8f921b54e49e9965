import gzip

import pytest

from fullcircle.engines.eventlog.readers import open_source
from fullcircle.engines.eventlog.recognition import kind_of
from fullcircle.engines.eventlog.refusals import LogNotReadable
from tests.rules.eventlog.readers.logs import saved

KINDS = {
    b"case,activity\n1,plan\n": "csv",
    b"": "",
    b"[Case];[Activity]\n1;2\n": "csv",
    b"{Case},{Activity}\n1,2\n": "csv",
    b"\xef\xbb\xbf<log/>": "xes",
    b"<log><object-types/></log>": "ocel-xml",
    b"<log><events/></log>": "ocel-xml",
    b'  {"other": [1, {"objects": 2}], "events": []}': "ocel-json",
    b'{"ocel:version": 1}': "ocel-json",
    b"SQLite format 3\x00 and more": "ocel-sqlite",
    b"PAR1....": "parquet",
}


@pytest.mark.parametrize(("data", "kind"), [one for one in KINDS.items() if one[1]])
def test_a_log_is_known_by_what_it_holds(tmp_path, data, kind):
    assert kind_of(saved(tmp_path, data, "misleading.pdf")) == kind
    if kind != "parquet":
        assert kind_of(saved(tmp_path, gzip.compress(data), "packed.txt")) == kind


def test_csv_and_parquet_need_no_reader(tmp_path):
    assert open_source(saved(tmp_path, b"case,activity\n")) is None
    assert open_source(saved(tmp_path, b"PAR1....")) is None


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'[{"service_request_id": "1"}]', "a plain list"),
        (b'{"name": 1, "value": {"objects": []}}', "the keys name, value"),
        (b"<WorkflowLog/>", "first element is <WorkflowLog>"),
        (b"\n<!DOCTYPE HTML><html></html>", "web page"),
        (b"PK\x03\x04", "Excel workbook"),
    ],
)
def test_what_is_no_log_is_told_with_what_would_be(tmp_path, data, what):
    with pytest.raises(LogNotReadable) as refused:
        kind_of(saved(tmp_path, data, "log.csv"))
    assert what in refused.value.what
    assert "CSV" in refused.value.remedy
