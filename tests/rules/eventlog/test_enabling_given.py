"""The expectations that others wrote beside their own logs."""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Options, Pairing
from fullcircle.engines.eventlog.rows import rows_behind
from fullcircle.engines.eventlog.study import study

pytestmark = pytest.mark.given

COLUMNS = Mapping("case_id", "Activity", "Resource", "end_time", start="start_time")
PING_PONG = Mapping("case:concept:name", "concept:name", "org:resource", "time:timestamp")


def folder() -> Path:
    return Path(os.environ["FULLCIRCLE_TEST_DATA"]) / "eventlogs" / "handoff-tests"


@pytest.mark.parametrize("name", ["handoff-test", "manual_log_1", "manual_log_2"])
def test_enabling_pairs_their_cases_and_waits_are_those_of_their_authors(name, tmp_path):
    graph = study(
        folder() / f"{name}.csv", COLUMNS, Options(pairing=Pairing.ENABLING), keep=tmp_path
    )
    found = defaultdict(list)
    for edge in graph.edges:
        for row in rows_behind(tmp_path, edge.supplier, edge.customer, limit=10_000):
            key = (row.from_activity, edge.supplier, row.to_activity, edge.customer)
            found[key].append((row.case, row.wait_s))

    with (folder() / f"{name}_expected.csv").open() as file:
        told = {
            (
                row["source_activity"],
                row["source_resource"],
                row["target_activity"],
                row["target_resource"],
            ): (
                float(row["frequency"]),
                sorted(row["cases"].split(",")),
                float(row["wt_total_seconds"]),
            )
            for row in csv.DictReader(file)
        }
    assert {
        key: (len(rows), sorted({case for case, _wait in rows}), sum(wait for _case, wait in rows))
        for key, rows in found.items()
    } == told


def test_neighbours_and_enabling_pairs_differ_as_the_reference_says():
    log = folder() / "handoff-test.csv"
    neighbours = study(log, COLUMNS)
    enabling = study(log, COLUMNS, Options(pairing=Pairing.ENABLING))

    def between(graph):
        return {(e.supplier, e.customer): e.handovers for e in graph.edges}

    assert between(neighbours)["Anya", "Marcus"] == 24
    assert between(enabling)["Anya", "Marcus"] == 96


def test_ping_pong_is_counted_as_returns():
    graph = study(folder() / "ping_pong_case.csv", PING_PONG)

    assert {(r.a, r.b): r.count for r in graph.returns} == {
        ("Kim Passa", "Karel de Groot"): 1,
        ("Karel de Groot", "Kim Passa"): 1,
    }
