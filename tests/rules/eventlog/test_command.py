"""`fullcircle graph` as somebody types it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from fullcircle.config import graph_command
from fullcircle.config.command_line import main
from fullcircle.engines.eventlog.graph import Graph

LOG = """Case ID;Activity;Resource;Complete Timestamp
1;take;Ann;2026-03-02 08:00
1;do;Bob;2026-03-02 09:00
1;check;Ann;2026-03-02 09:30
2;take;Ann;2026-03-02 10:00
2;do;Ann;2026-03-02 10:10
"""
EDGES = (
    "supplier,customer,handovers,cases,mean_wait_s\n"
    "Ann,Ann,1,1,600\nAnn,Bob,1,1,3600\nBob,Ann,1,1,1800\n"
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log.csv"
    file.write_text(LOG)
    return file


def test_it_writes_every_ordered_pair_and_says_the_graph_in_words(log, tmp_path, capsys):
    assert main(["graph", str(log), "--out", str(tmp_path / "edges.csv")]) == 0

    assert (tmp_path / "edges.csv").read_text() == EDGES
    said = capsys.readouterr().out
    assert "case = Case ID, activity = Activity, party = Resource" in said
    assert "2 hand-overs between different parties on 2 arrows" in said
    assert "Straight back 1 time" in said


def test_the_file_is_the_same_whatever_the_order_of_the_rows(log, tmp_path):
    head, *rows = LOG.splitlines(keepends=True)
    log.write_text(head + "".join(reversed(rows)))

    main(["graph", str(log), "--out", str(tmp_path / "edges.csv")])

    assert (tmp_path / "edges.csv").read_text() == EDGES


def test_machines_get_the_whole_graph(log, capsys):
    assert main(["graph", str(log), "--json"]) == 0

    graph = Graph.from_json(capsys.readouterr().out)
    assert (graph.handovers, graph.pairs) == (2, 3)


def test_a_column_may_be_named_with_other_capitals(log, tmp_path):
    arguments = ["--case", "case id", "--party", "RESOURCE", "--out", str(tmp_path / "e.csv")]
    assert main(["graph", str(log), *arguments]) == 0


def test_a_start_is_used_only_when_it_is_named(tmp_path, capsys):
    log = tmp_path / "log.csv"
    log.write_text(
        "case,activity,resource,start,end\n1,x,A,2026-03-02 08:00,2026-03-02 09:00\n"
        "1,y,B,2026-03-02 09:45,2026-03-02 10:00\n"
    )
    out = tmp_path / "edges.csv"

    main(["graph", str(log), "--out", str(out)])
    assert "--start 'start'" in capsys.readouterr().out
    assert out.read_text().endswith("A,B,1,1,3600\n")
    main(["graph", str(log), "--start", "start", "--out", str(out)])
    assert out.read_text().endswith("A,B,1,1,2700\n")


def test_names_stay_as_they_are_and_spreadsheets_are_warned_of(tmp_path, capsys):
    log, out = tmp_path / "log.csv", tmp_path / "edges.csv"
    log.write_text(
        'case,activity,resource,time\n1,x,=1+1,2026-03-02\n1,y,"Bob, ""B""",2026-03-03\n'
    )

    main(["graph", str(log), "--out", str(out)])

    with out.open(newline="") as file:
        assert list(csv.reader(file))[1][:2] == ["=1+1", 'Bob, "B"']
    assert "take for a formula" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--case", "nothing"], "There is no column 'nothing' for the case"),
        (["--zone", "Mars/Olympus"], "There is no time zone 'Mars/Olympus'"),
        (["--step", "complete"], "no column says the step"),
        (["--pairing", "enabling"], "--start"),
        (["--time", "Activity"], "Not one of 5 rows can be used"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_no_file(log, tmp_path, capsys, arguments, said):
    out = tmp_path / "edges.csv"

    assert main(["graph", str(log), "--out", str(out), *arguments]) == 2

    message = capsys.readouterr().err
    assert said in message
    assert message.count("\n") == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["log.csv"]


def test_an_older_file_stays_when_the_log_cannot_be_read(log, tmp_path):
    out = tmp_path / "edges.csv"
    out.write_text("older")

    assert main(["graph", str(log), "--party", "nobody", "--out", str(out)]) == 2

    assert out.read_text() == "older"


@pytest.mark.parametrize("place", ["folder", "missing/edges.csv", "log.csv"])
def test_a_place_that_cannot_be_written_is_refused_before_the_work(log, tmp_path, capsys, place):
    (tmp_path / "folder").mkdir()

    assert main(["graph", str(log), "--out", str(tmp_path / place)]) == 2

    assert "The edges cannot be written" in capsys.readouterr().err
    assert log.read_text() == LOG


def test_a_failure_while_writing_leaves_nothing_behind(log, tmp_path, capsys, monkeypatch):
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    assert main(["graph", str(log), "--out", str(tmp_path / "edges.csv")]) == 2

    assert "No space left" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["log.csv"]


def test_a_key_that_is_too_short_is_refused_and_a_good_one_hides_the_names(log, tmp_path, capsys):
    key = tmp_path / "key"
    key.write_text("short")
    assert main(["graph", str(log), "--pseudonyms", str(key)]) == 2
    key.write_text("0123456789abcdef0123456789abcdef")
    capsys.readouterr()

    assert main(["graph", str(log), "--pseudonyms", str(key), "--json"]) == 0

    assert "Ann" not in capsys.readouterr().out


def test_neither_django_settings_nor_a_database_are_touched(log, tmp_path):
    program = (
        "import sys\nfrom fullcircle.config.command_line import main\n"
        f"code = main(['graph', {str(log)!r}, '--json'])\n"
        "assert code == 0 and 'django.conf' not in sys.modules\n"
        "assert 'fullcircle.config.settings' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True
    )

    assert json.loads(done.stdout)["events"] == 5
    assert [file.name for file in tmp_path.iterdir()] == ["log.csv"]


def test_seconds_are_written_without_an_exponent():
    edges = [
        graph_command.Edge("a", "b", 1, 1, wait) for wait in (0.0, 1e-6, 0.1, 1e9, 1234.5, None)
    ]

    cells = [line.split(",")[-1] for line in graph_command.edges_as_csv(tuple(edges)).splitlines()]
    assert cells[1:] == ["0", "0.000001", "0.1", "1000000000", "1234.5", ""]
