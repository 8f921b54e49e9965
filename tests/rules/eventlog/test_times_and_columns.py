"""Spellings of times, shapes of CSV, and guesses of columns."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fullcircle.engines.eventlog.inspection import inspect_log
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Options
from fullcircle.engines.eventlog.study import study
from fullcircle.engines.eventlog.warehouse import Warehouse, file_literal

COLUMNS = Mapping("case", "activity", "party", "time")
NOON = datetime(2026, 3, 14, 12, 0, 5, tzinfo=UTC)


def log_of(folder: Path, *times: str) -> Path:
    file = folder / "log.csv"
    rows = [f'1,x,P{n},"{time}"' for n, time in enumerate(times)]
    file.write_text("\n".join(["case,activity,party,time", *rows]) + "\n")
    return file


@pytest.mark.parametrize(
    "spelled",
    [
        "2026-03-14T12:00:05Z",
        "2026-03-14 13:00:05+01:00",
        "2026-03-14T07:00:05.000-0500",
        "2026-03-14 13:00:05 +01:00",
        "2026-03-14 12:00:05",
        "2026/03/14 12:00:05",
        "2026-03-14 12:00:05,000",
        "14.03.2026 12:00:05",
        "14/03/2026 12:00:05",
        "3/14/2026 12:00:05 PM",
        "14 Mar 2026 12:00:05",
        "14-Mar-2026 12:00:05",
        "Mar 14, 2026 12:00:05 PM",
        "20260314120005",
        "20260314T120005Z",
        "Sat, 14 Mar 2026 13:00:05 +0100",
        "1773489605",
        "1773489605000",
        "1773489605000000",
        "1773489605000000000",
        " 2026-03-14T12:00:05Z ",
    ],
)
def test_common_spellings_are_the_same_instant(tmp_path, spelled):
    graph = study(log_of(tmp_path, spelled, spelled), COLUMNS)

    assert graph.first == NOON
    assert graph.set_aside == ()


def test_offsets_meet_in_utc_and_others_are_in_the_given_zone(tmp_path):
    log = log_of(tmp_path, "2026-03-14 12:00:05", "2026-03-14T12:00:05+02:00")

    graph = study(log, COLUMNS, Options(zone="America/New_York"))

    assert graph.first == datetime(2026, 3, 14, 10, 0, 5, tzinfo=UTC)
    assert graph.last == datetime(2026, 3, 14, 16, 0, 5, tzinfo=UTC)


def test_one_day_above_twelve_decides_for_the_whole_column(tmp_path):
    graph = study(log_of(tmp_path, "03/04/2026 10:00", "03/13/2026 10:00"), COLUMNS)

    assert graph.first == datetime(2026, 3, 4, 10, tzinfo=UTC)
    assert graph.notes == ()


def test_days_that_could_be_months_are_told_and_can_be_decided(tmp_path):
    log = log_of(tmp_path, "03/04/2026 10:00", "05/04/2026 10:00")

    guessed, told = study(log, COLUMNS), study(log, COLUMNS, Options(time_format="%m/%d/%Y %H:%M"))

    assert "day and month could be either" in guessed.notes[0]
    assert guessed.first == datetime(2026, 4, 3, 10, tzinfo=UTC)
    assert told.first == datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_a_month_above_twelve_is_set_aside_not_turned_round(tmp_path):
    times = ["13.03.2026 10:00", "14.03.2026 10:00", "03.14.2026 10:00"]

    graph = study(log_of(tmp_path, *times), COLUMNS)

    assert [(bad.line, bad.column, bad.value) for bad in graph.set_aside] == [
        (4, "time", "03.14.2026 10:00")
    ]
    assert graph.rows == graph.events + graph.set_aside_count == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings_are_found_out(tmp_path, delimiter, encoding):
    text = "case,activity,party,time\n1,größer,Jürgen,2026-03-14\n1,x,Ann,2026-03-15\n"
    log = tmp_path / "log.csv"
    log.write_bytes(text.replace(",", delimiter).encode(encoding))

    graph = study(log, COLUMNS)

    assert [(edge.supplier, edge.customer) for edge in graph.edges] == [("Jürgen", "Ann")]


def test_a_field_of_several_lines_does_not_shift_the_lines_that_are_told(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(
        'case,activity,party,time\n1,"a\nb\nc",Ann,2026-03-14\n1,x,Bob,never\n1,x,Cy,2026-03-15\n'
    )

    graph = study(log, COLUMNS, keep=tmp_path / "kept")

    assert [(bad.line, bad.value) for bad in graph.set_aside] == [(5, "never")]
    assert (graph.rows, graph.events, graph.pairs) == (3, 2, 1)


def test_a_first_line_of_values_is_no_header(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("1,x,Ann,2026-03-14\n1,y,Bob,2026-03-15\n")

    found = inspect_log(log)

    assert [column.name for column in found.columns] == [f"column {n}" for n in (1, 2, 3, 4)]
    assert "values" in found.notes[0]


def sixteen_rows(file: Path, header: str) -> Path:
    steps, people = ("take", "do", "check", "post"), ("Ann", "Bob")
    rows = [f"K{n // 4},{steps[n % 4]},{people[n % 2]},2026-03-{n + 1:02}" for n in range(16)]
    file.write_text("\n".join([header, *rows]) + "\n")
    return file


@pytest.mark.parametrize(
    "header",
    [
        "case:concept:name,concept:name,org:resource,time:timestamp",
        "Case ID,Activity,Resource,Complete Timestamp",
        "CASE_ID,EVENT,USER,TIMESTAMP",
        "Ticket No,Status,Assigned To,Date",
        "Fall-ID,Aktivität,Bearbeiter,Zeitstempel",
        "caseid,task,role,end_time",
    ],
)
def test_columns_are_guessed_by_their_names(tmp_path, header):
    found = inspect_log(sixteen_rows(tmp_path / "log.csv", header)).guess

    assert found is not None
    assert [found.case, found.activity, found.party, found.time] == header.split(",")


def test_a_name_that_says_nothing_leaves_what_the_columns_hold(tmp_path):
    found = inspect_log(sixteen_rows(tmp_path / "log.csv", "p,activity,r,s")).guess

    assert found is not None
    assert (found.case, found.party, found.time) == ("p", "r", "s")


def test_people_come_before_roles_and_roles_before_teams(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(
        "case,activity,org:group,org:role,org:resource,time\n"
        "1,x,G,R,A,2026-03-14\n1,y,G,R,B,2026-03-15\n"
    )

    found = inspect_log(log)

    assert found.guess is not None
    assert found.guess.party == "org:resource"
    assert found.parties == ("org:resource", "org:role", "org:group")


def test_parquet_is_read_with_any_type_and_a_name_that_looks_like_a_pattern(tmp_path):
    file = tmp_path / "log[1]*.parquet"
    plain = tmp_path / "plain.parquet"
    with Warehouse() as warehouse:
        warehouse.run(
            "COPY (SELECT * FROM (VALUES (7, 'x', 1, TIMESTAMP '2026-03-14 12:00:05'), "
            "(7, 'y', 2, TIMESTAMP '2026-03-14 12:01:05')) AS t(\"case\", activity, party, \"time\")) "
            f"TO {file_literal(plain)} (FORMAT parquet)"
        )
    plain.rename(file)

    graph = study(file, COLUMNS)

    assert inspect_log(file).guess == COLUMNS
    assert graph.first == NOON
    assert [(e.supplier, e.customer, e.mean_wait_s) for e in graph.edges] == [("1", "2", 60.0)]
