"""The table says over where something is over, and ends a run only for what no machine excuses."""

import json

import pytest

from benchmarks import table
from benchmarks.measured import Figure, Kind, Verdict, percentile


def counted(value: float, limit: float = 8) -> Figure:
    return Figure(what="list: queries", unit="", value=value, limit=limit, kind=Kind.COUNTED)


def timed(value: float, limit: float | None = 15) -> Figure:
    return Figure(what="list: CPU", unit="ms", value=value, limit=limit)


def test_exactly_the_budget_is_within_it() -> None:
    assert counted(8).verdict is Verdict.OK
    assert counted(8).ratio == 1


def test_a_query_too_many_fails_the_run_and_a_slow_page_only_warns() -> None:
    assert counted(9).fails
    assert timed(40).verdict is Verdict.OVER
    assert not timed(40).fails


def test_what_was_not_measured_is_never_ok() -> None:
    later = Figure(what="plan a day", unit="ms", value=None, limit=2000, why="later")
    absent = Figure(what="first paint", unit="ms", value=None, limit=250, why="no Chromium")
    assert (later.verdict, absent.verdict) == (Verdict.LATER, Verdict.LEFT_OUT)
    assert later.ratio is None
    assert not later.fails


def test_no_limit_promises_nothing() -> None:
    assert timed(900, None).verdict is Verdict.NO_LIMIT


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 1), (0.5, 50), (0.95, 95), (0.99, 99), (1, 100)]
)
def test_percentiles_are_values_that_were_measured(share: float, expected: float) -> None:
    assert percentile([float(number) for number in range(100, 0, -1)], share) == expected


def test_no_data_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        percentile([], 0.5)


def test_the_table_shows_budget_measured_ratio_and_verdict() -> None:
    text = table.as_text([counted(9), timed(7.5), timed(900, None)])
    assert "<= 8" in text
    assert "1.12  OVER" in text
    assert "7.50 ms" in text
    assert "0.50  ok" in text


def test_the_json_keeps_every_row_with_its_verdict() -> None:
    told = json.loads(table.as_json([counted(9), timed(40)], {"cases": 100_000}))
    assert told["cases"] == 100_000
    assert [row["verdict"] for row in told["figures"]] == ["OVER", "OVER"]


def test_the_summary_parts_errors_from_warnings() -> None:
    said = table.summary([counted(9), timed(40), timed(1)])
    assert said.startswith("1 counted figures over budget (an error), 1 timed")
