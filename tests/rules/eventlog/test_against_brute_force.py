"""Random little logs: the engine and plain loops over the definitions find the same."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcircle.engines.eventlog.graph import Graph
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Missing, Options
from fullcircle.engines.eventlog.study import study
from tests.rules.eventlog import brute_force
from tests.rules.eventlog.brute_force import Row

COLUMNS = Mapping("case", "activity", "party", "time")
BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
EXAMPLES = settings(max_examples=25)

row = st.builds(
    Row,
    case=st.sampled_from(["1", "2", "3"]),
    activity=st.sampled_from(["take", "do", "check"]),
    party=st.sampled_from(["Ann", "Bob", "Cy", "", "Ann"]),
    at=st.integers(0, 6).map(lambda minutes: BEGIN + timedelta(minutes=minutes)),
)
logs = st.lists(row, min_size=1, max_size=24)


def studied(rows: list[Row], options: Options) -> Graph:
    with tempfile.TemporaryDirectory() as folder:
        file = brute_force.written(rows, Path(folder) / "log.csv")
        return study(file, COLUMNS, options)


@EXAMPLES
@given(logs, st.sampled_from(Missing))
def test_pairs_cases_waits_returns_and_ties_are_those_of_the_definition(rows, missing):
    graph = studied(rows, Options(missing=missing))
    told = brute_force.expected(rows, missing)

    assert {(e.supplier, e.customer): e.handovers for e in graph.edges} == dict(told.handovers)
    assert {(e.supplier, e.customer): e.cases for e in graph.edges} == {
        pair: len(cases) for pair, cases in told.cases.items()
    }
    for edge in graph.edges:
        waits = told.waits[edge.supplier, edge.customer]
        assert edge.mean_wait_s == pytest.approx(sum(waits) / len(waits), abs=1e-6)
        between = edge.supplier != edge.customer
        assert edge.returns == (told.back[edge.supplier, edge.customer] if between else 0)
    assert {(s.x, s.y): s.count for s in graph.subcontracting} == dict(told.back)
    assert graph.triples == told.triples
    assert graph.ties == told.ties
    assert graph.pairs == sum(told.handovers.values())


@EXAMPLES
@given(logs)
def test_both_rules_for_missing_parties_are_told_whichever_is_taken(rows):
    skip = brute_force.expected(rows, "skip").handovers
    cut = brute_force.expected(rows, "break").handovers
    graphs = [studied(rows, Options(missing=missing)) for missing in Missing]

    assert graphs[0].both_ways == graphs[1].both_ways
    both = graphs[0].both_ways
    assert both.skip_pairs == sum(skip.values())
    assert both.break_pairs == sum(cut.values())
    assert both.skip == sum(n for (a, b), n in skip.items() if a != b)
    assert both.break_ == sum(n for (a, b), n in cut.items() if a != b)


@EXAMPLES
@given(logs, st.sampled_from([1.0, 0.5, 0.25]))
def test_distance_and_working_together_are_those_of_the_definition(rows, decay):
    graph = studied(rows, Options(distance_decay=decay, together=True))

    weights = {(e.supplier, e.customer): e.weight for e in graph.with_distance}
    assert weights == pytest.approx(brute_force.with_distance(rows, decay))
    if weights:
        assert sum(e.share for e in graph.with_distance) == pytest.approx(1)
    assert {(t.x, t.y): t.share for t in graph.working_together} == pytest.approx(
        brute_force.working_together(rows)
    )


@EXAMPLES
@given(logs)
def test_loops_and_totals_are_counted_over_all_events(rows):
    graph = studied(rows, Options())

    assert {x.activity: (x.repeats, x.cases) for x in graph.loops} == brute_force.loops(rows)
    assert graph.events == graph.rows == len(rows)
    assert graph.cases == len({row.case for row in rows})
    assert graph.without_party == sum(not row.party for row in rows)
    assert (graph.first, graph.last) == (min(r.at for r in rows), max(r.at for r in rows))
    assert sum(party.events for party in graph.parties) == sum(bool(r.party) for r in rows)
    assert sum(party.given for party in graph.parties) == graph.handovers
    assert sum(party.received for party in graph.parties) == graph.handovers


@EXAMPLES
@given(logs, st.randoms(use_true_random=False))
def test_the_order_of_the_file_matters_only_between_equal_times(rows, random):
    apart = [
        Row(r.case, r.activity, r.party, BEGIN + timedelta(minutes=n)) for n, r in enumerate(rows)
    ]
    mixed = list(apart)
    random.shuffle(mixed)

    assert studied(mixed, Options()) == studied(apart, Options())


@EXAMPLES
@given(logs)
def test_a_graph_is_the_same_after_a_journey_through_json(rows):
    graph = studied(rows, Options(together=True, distance_decay=0.5))

    assert Graph.from_json(graph.to_json()) == graph
