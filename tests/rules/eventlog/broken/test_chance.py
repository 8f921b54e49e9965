"""Good logs with bytes changed by chance: read whole, or refused, and never anything else."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcircle.engines.eventlog.csv_writer import write_csv
from fullcircle.engines.eventlog.inspection import inspect_log
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.ocel_sqlite_writer import write_sqlite
from fullcircle.engines.eventlog.ocel_writer import write_json, write_xml
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.study import study
from fullcircle.engines.eventlog.xes_writer import write_xes
from tests.rules.eventlog.broken.cases import CSV, XES
from tests.rules.eventlog.readers.logs import history, our_history, packed

OCEL = Mapping("object:case", "ocel:activity", "object:party/by", "ocel:timestamp")
NASTY = [
    *(b"", b"\x00", b"\xff\xfe", b'"', b"'", b"<", b"&", b"]]>", b"\n", b",", b"{", b"[", b"}"),
    *(b"<event>", b"</trace>", b"<!DOCTYPE a [", b"null", b"1e999", b"\xed\xa0\x80", b"9" * 30),
]
# Where it happens (in ten-thousandths of the log), how much goes, what comes instead.
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 9_999),
        st.integers(0, 40),
        st.binary(max_size=8) | st.sampled_from(NASTY),
    ),
    min_size=1,
    max_size=6,
)


def written(write: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def as_objects(write: Callable[[io.BytesIO, object], None]) -> bytes:
    log = our_history()
    try:
        return written(lambda out: write(out, log))
    finally:
        log.close()


def as_parquet() -> bytes:
    with TemporaryDirectory() as folder, duckdb.connect() as rows:
        rows.execute(
            "COPY (SELECT (n % 3)::VARCHAR AS \"case\", 'plan' AS activity, 'p' || n % 5 AS party,"
            " TIMESTAMP '2026-01-05' + n * INTERVAL 1 MINUTE AS \"time\" FROM range(300) r(n))"
            f" TO '{folder}/log' (FORMAT parquet)"
        )
        return Path(folder, "log").read_bytes()


@cache
def good(kind: str) -> tuple[bytes, Mapping]:
    as_csv = written(lambda out: write_csv(out, history(), more=["note"]))
    as_xes = written(lambda out: write_xes(out, history()))
    return {
        "csv": lambda: (as_csv, CSV),
        "csv.gz": lambda: (packed(as_csv), CSV),
        "xes": lambda: (as_xes, XES),
        "xes.gz": lambda: (packed(as_xes), XES),
        "ocel-json": lambda: (as_objects(write_json), OCEL),
        "ocel-xml": lambda: (as_objects(write_xml), OCEL),
        "ocel-sqlite": lambda: (as_objects(write_sqlite), OCEL),
        "parquet": lambda: (as_parquet(), CSV),
    }[kind]()


def changed(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for place, gone, new in changes:
        at = place * len(data) // 10_000
        data = data[:at] + new + data[at + gone :]
    return data


KINDS = ["csv", "csv.gz", "xes", "xes.gz", "ocel-json", "ocel-xml", "ocel-sqlite", "parquet"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_log_is_good_before_it_is_changed(tmp_path, kind):
    data, mapping = good(kind)
    (tmp_path / "log").write_bytes(data)
    assert study(tmp_path / "log", mapping).set_aside_count == 0


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(changes=CHANGES)
def test_a_log_changed_by_chance_is_whole_or_refused(kind, changes):
    data, mapping = good(kind)
    with TemporaryDirectory() as folder:
        path = Path(folder, "log")
        path.write_bytes(changed(data, changes))
        for look in (lambda: inspect_log(path), lambda: study(path, mapping)):
            try:
                found = look()
            except LogNotReadable as refusal:
                told = refusal
            else:
                told = None
                if hasattr(found, "set_aside_count"):
                    assert found.rows == found.events + found.set_aside_count
            assert told is None or (told.what and told.remedy)
