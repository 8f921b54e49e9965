"""Every log beside its expected files: to the last pair, by the command a stranger would type."""

import csv
import gzip
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fullcircle.config.command_line import main
from fullcircle.engines.eventlog.graph import Graph
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Missing, Options
from fullcircle.engines.eventlog.study import study
from tests.rules.eventlog import brute_force
from tests.rules.eventlog.brute_force import Row

pytestmark = pytest.mark.given

PARTIES = [
    ("bpic2012/bpic2012.xes.gz", "org:resource"),
    ("bpic2013-closed-problems/bpic2013_closed_problems.xes.gz", "org:resource"),
    ("bpic2013-closed-problems/bpic2013_closed_problems.xes.gz", "org:role"),
    ("bpic2013-closed-problems/bpic2013_closed_problems.xes.gz", "org:group"),
    ("bpic2013-closed-problems/bpic2013_closed_problems.xes.gz", "organization involved"),
    ("bpic2020/DomesticDeclarations.xes.gz", "org:role"),
    ("bpic2020/DomesticDeclarations.xes.gz", "org:resource"),
    ("bpic2020/PrepaidTravelCost.xes.gz", "org:role"),
    ("bpic2020/PrepaidTravelCost.xes.gz", "org:resource"),
    ("fairness/hiring_log_high.xes.gz", "resource"),
    ("fairness/lending_log_high.xes.gz", "resource"),
    ("receipt/receipt.xes.gz", "org:resource"),
    ("receipt/receipt.xes.gz", "org:group"),
    ("running-example/running-example.xes", "org:resource"),
    ("simulated/repairExample.xes.gz", "org:resource"),
    ("simulated/reviewing.xes.gz", "org:resource"),
    ("simulated/teleclaims.xes.gz", "org:resource"),
]
PURCHASING = "simulated/PurchasingExample.csv"
COLUMNS = Mapping("case:concept:name", "concept:name", "org:resource", "time:timestamp")


def given_logs() -> Path:
    return Path(os.environ["FULLCIRCLE_TEST_DATA"]) / "eventlogs"


def beside(log: str) -> tuple[Path, str]:
    path = given_logs() / log
    return path.parent / "expected", path.name.split(".")[0]


def told_of(log: str) -> dict[str, Any]:
    folder, name = beside(log)
    told: dict[str, Any] = json.loads((folder / f"{name}.summary.json").read_text())
    return told


def told_edges(log: str, party: str, rule: str) -> dict[tuple[str, str], int]:
    folder, name = beside(log)
    column = party.replace(":", "_").replace(" ", "_")
    with gzip.open(folder / f"{name}.{column}.handover.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(r["from"], r["to"]): int(r[rule]) for r in rows if int(r[rule])}


def written_edges(out: Path, column: str = "handovers") -> dict[tuple[str, str], int]:
    with out.open(encoding="utf-8", newline="") as file:
        return {(r["supplier"], r["customer"]): int(r[column]) for r in csv.DictReader(file)}


@pytest.mark.parametrize(("log", "party"), PARTIES)
def test_the_command_writes_the_expected_edges_to_the_last_pair(log, party, tmp_path, capsys):
    out = tmp_path / "edges.csv"

    assert main(["graph", str(given_logs() / log), "--party", party, "--out", str(out)]) == 0

    assert written_edges(out) == told_edges(log, party, "count_skip")
    assert written_edges(out, "cases") == told_edges(log, party, "cases_skip")
    pairs = told_of(log)["parties"][party]["skip"]["pairs_between"]
    assert f"{pairs:,} hand-overs between different parties" in capsys.readouterr().out


@pytest.mark.parametrize(("log", "party"), PARTIES)
def test_the_engine_finds_every_expected_figure(log, party):
    graph = study(
        given_logs() / log,
        Mapping("case:concept:name", "concept:name", party, "time:timestamp"),
        Options(missing=Missing.BREAK, together=True),
    )

    assert {(e.supplier, e.customer): e.handovers for e in graph.edges} == told_edges(
        log, party, "count_break"
    )
    check_figures(graph, told_of(log), party)


def check_figures(graph: Graph, told: dict[str, Any], party: str) -> None:
    of_party = told["parties"][party]
    both = graph.both_ways
    assert (both.skip, both.skip_pairs) == tuple(
        of_party["skip"][name] for name in ("pairs_between", "pairs_all")
    )
    assert (both.break_, both.break_pairs) == tuple(
        of_party["break"][name] for name in ("pairs_between", "pairs_all")
    )
    assert (graph.events, graph.cases, graph.activities) == (
        told["events"],
        told["cases"],
        told["activities"],
    )
    assert graph.rows == graph.events
    assert len(graph.parties) == of_party["distinct"]
    assert graph.without_party == of_party["events_without_party"]
    joint = sum(found.cases for found in graph.working_together)
    assert joint == 2 * of_party["working_together_sum_joint_cases"]
    assert len(graph.working_together) == 2 * of_party["working_together_unordered_pairs"]
    assert graph.repeats == told["rework"]["repeated_activity_instances"]
    assert graph.first.replace(tzinfo=None) == datetime.fromisoformat(told["first_event_utc"])
    assert graph.last.replace(tzinfo=None) == datetime.fromisoformat(told["last_event_utc"])


@pytest.mark.parametrize(("log", "party"), PARTIES)
def test_returns_and_reciprocity_are_the_expected_ones(log, party):
    graph = study(
        given_logs() / log, Mapping("case:concept:name", "concept:name", party, "time:timestamp")
    )
    told = told_of(log)["parties"][party]

    assert sum(found.count for found in graph.returns) == told["subcontract_n2_between_pingpong"]
    assert sum(found.count for found in graph.subcontracting) == told["subcontract_n2_all"]
    assert graph.triples == told["subcontract_n2_denominator"]
    assert graph.cases_with_handover == told["cases_with_any_between_handover"]
    assert graph.reciprocity == pytest.approx(told["reciprocity_weighted"])


def purchasing() -> list[Row]:
    with (given_logs() / PURCHASING).open(encoding="utf-8", newline="") as file:
        return [
            Row(
                row["case:concept:name"],
                row["concept:name"],
                row["org:resource"],
                datetime.fromisoformat(row["time:timestamp"]),
            )
            for row in csv.DictReader(file)
        ]


def test_the_purchasing_log_is_read_by_the_calendar():
    """Its times are ISO, year, month, day, with an offset: nothing is to be guessed."""
    graph = study(given_logs() / PURCHASING, COLUMNS)
    told = brute_force.expected(purchasing(), "skip")

    assert {(e.supplier, e.customer): e.handovers for e in graph.edges} == dict(told.handovers)
    assert (
        graph.handovers
        == told_of(PURCHASING)["parties"]["org:resource"]["file_order_skip_pairs_between"]
    )


def test_the_expected_edges_of_the_purchasing_log_took_the_day_for_the_month(tmp_path):
    """Its expected file was made with day and month exchanged wherever that gives a date; fed with
    such times, the engine finds that file to the last pair."""

    def exchanged(row: Row) -> Row:
        at = row.at.replace(month=row.at.day, day=row.at.month) if row.at.day <= 12 else row.at
        return Row(row.case, row.activity, row.party, at)

    log = brute_force.written(map(exchanged, purchasing()), tmp_path / "exchanged.csv")
    graph = study(log, Mapping("case", "activity", "party", "time"))

    assert {(e.supplier, e.customer): e.handovers for e in graph.edges} == told_edges(
        PURCHASING, "org:resource", "count_skip"
    )
    assert graph.handovers == 7336


@pytest.mark.parametrize(
    ("log", "cases", "events", "activities", "parties"),
    [
        ("bpic2012/bpic2012.xes.gz", 13087, 262200, 24, 69),
        ("receipt/receipt.xes.gz", 1434, 8577, 27, 48),
        ("bpic2013-closed-problems/bpic2013_closed_problems.xes.gz", 1487, 6660, 4, 585),
    ],
)
def test_the_statistics_of_the_publisher_are_found_again(log, cases, events, activities, parties):
    """The publisher counts "nobody" as one more party where events have none."""
    graph = study(given_logs() / log, COLUMNS)

    assert (graph.cases, graph.events) == (cases, events)
    assert graph.activities == activities
    assert len(graph.parties) + bool(graph.without_party) == parties


def test_groups_and_people_in_a_case_are_as_many_as_the_publisher_says():
    told = json.loads((beside("receipt/receipt.xes.gz")[0] / "receipt.published.json").read_text())
    groups, _activities, people = told["values"]["meta_general:different_classified_average"]
    log = given_logs() / "receipt" / "receipt.xes.gz"

    for column, average in (("org:group", groups), ("org:resource", people)):
        graph = study(log, Mapping("case:concept:name", "concept:name", column, "time:timestamp"))
        assert sum(party.cases for party in graph.parties) / graph.cases == pytest.approx(
            average, abs=5e-4
        )


def test_the_same_log_in_csv_and_in_xes_gives_the_same_graph():
    for name in ("running-example/running-example", "receipt/receipt"):
        xes = given_logs() / f"{name}.xes"
        xes = xes if xes.exists() else xes.with_suffix(".xes.gz")
        one, other = study(given_logs() / f"{name}.csv", COLUMNS), study(xes, COLUMNS)
        assert one.edges == other.edges
        assert one.parties == other.parties
