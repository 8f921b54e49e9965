"""No broken log brings the program down, and none is half read and called whole."""

import pytest

from fullcircle.config.command_line import main
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.study import study
from tests.rules.eventlog.broken.cases import Broken, Refused, Whole
from tests.rules.eventlog.broken.corpus import ALL

each = pytest.mark.parametrize("broken", ALL, ids=[broken.name for broken in ALL])


def check_refusal(said: LogNotReadable, expected: Refused) -> None:
    assert expected.what.lower() in said.what.lower()
    assert said.place
    assert expected.place in said.place
    assert said.remedy
    assert expected.remedy.lower() in said.remedy.lower()
    assert not [part for part in (said.what, said.place, said.remedy) if part.endswith(".")]
    assert len(str(said)) < 1_000


@each
def test_the_study_says_place_and_remedy_or_counts_what_it_set_aside(tmp_path, broken: Broken):
    path, expected = broken.put(tmp_path), broken.outcome
    if isinstance(expected, Refused):
        with pytest.raises(LogNotReadable) as refused:
            study(path, broken.mapping, keep=tmp_path / "kept")
        check_refusal(refused.value, expected)
        assert not list(tmp_path.glob("kept/*"))
        return
    graph = study(path, broken.mapping)
    assert (graph.events, graph.set_aside_count) == (expected.events, expected.aside)
    assert graph.rows == expected.events + expected.aside
    if expected.aside:
        assert graph.set_aside[0].line == expected.line
        assert expected.why in graph.set_aside[0].why
    assert expected.note in " ".join(graph.notes)


@each
def test_the_command_line_writes_all_edges_or_no_file(tmp_path, capsys, broken: Broken):
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    path, out = broken.put(tmp_path / "in"), tmp_path / "out" / "edges.csv"
    one = broken.mapping
    columns = ["--case", one.case, "--activity", one.activity, "--party", one.party]
    code = main(["graph", str(path), *columns, "--time", one.time, "--out", str(out)])
    told = capsys.readouterr()
    if isinstance(broken.outcome, Refused):
        assert code == 2
        assert not list(out.parent.iterdir())
        assert not told.out
        assert told.err.startswith("fullcircle graph: ")
        assert told.err.count("\n") == 1
        return
    assert code == 0
    assert [file.name for file in out.parent.iterdir()] == ["edges.csv"]
    assert out.read_text().startswith("supplier,customer,handovers,cases,mean_wait_s\n")
    if broken.outcome.aside:
        assert "set aside" in told.out


def test_there_are_more_than_fifty_kinds():
    names = [broken.name for broken in ALL]
    assert len(names) == len(set(names)) > 50
    assert len([broken for broken in ALL if isinstance(broken.outcome, Whole)]) > 50
