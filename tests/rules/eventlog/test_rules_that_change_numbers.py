"""Logs made by hand, each for one rule of docs/reference/event-logs.md."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fullcircle.engines.eventlog.events import Event
from fullcircle.engines.eventlog.graph import Graph, PartyKind
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.options import Missing, Options, Pairing
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.rows import rows_behind
from fullcircle.engines.eventlog.study import study, study_events

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
COLUMNS = Mapping("case", "activity", "party", "time")


def chain(parties: str, *, minutes: int = 10, case: str = "1") -> list[Event]:
    """One event for each letter; a dot is nobody."""
    return [
        Event(
            case,
            f"step {n}",
            "" if letter == "." else letter,
            BEGIN + timedelta(minutes=n * minutes),
        )
        for n, letter in enumerate(parties)
    ]


def pairs(graph: Graph) -> dict[str, int]:
    return {edge.supplier + edge.customer: edge.handovers for edge in graph.edges}


def test_each_event_hands_to_the_next_one():
    assert pairs(study_events(chain("ABCA"))) == {"AB": 1, "BC": 1, "CA": 1}


def test_a_party_with_itself_is_a_pair_but_no_hand_over():
    graph = study_events(chain("AAB"))

    assert pairs(graph) == {"AA": 1, "AB": 1}
    assert (graph.pairs, graph.handovers) == (2, 1)


def test_somebody_unknown_in_between_is_looked_through_or_cuts():
    assert pairs(study_events(chain("A.B"))) == {"AB": 1}
    assert pairs(study_events(chain("A.B"), Options(missing=Missing.BREAK))) == {}


def test_a_cut_chain_has_no_return_over_the_cut():
    assert study_events(chain("AB.A"), Options(missing=Missing.BREAK)).returns == ()
    assert study_events(chain("AB.A")).edges[0].returns == 1


def test_what_comes_straight_back_is_a_return_on_the_first_arrow():
    graph = study_events(chain("ABAB"))

    assert {e.supplier + e.customer: e.returns for e in graph.edges} == {"AB": 1, "BA": 1}
    assert {r.a + r.b: r.count for r in graph.returns} == {"AB": 1, "BA": 1}


def test_a_return_after_the_window_is_none():
    within = Options(return_within=timedelta(minutes=19))

    assert study_events(chain("ABA", minutes=10), within).returns == ()
    assert len(study_events(chain("ABA", minutes=9), within).returns) == 1


def test_a_planned_revisit_is_no_return_but_stays_subcontracting():
    planned = Options(planned_revisits=frozenset({("A", "B", "A")}))
    graph = study_events(chain("ABA"), planned)

    assert graph.returns == ()
    assert [(s.x, s.y, s.count) for s in graph.subcontracting] == [("A", "B", 1)]


def test_subcontracting_counts_every_time_over_all_triples():
    graph = study_events(chain("ABABA"))

    shares = {s.x + s.y: s.share for s in graph.subcontracting}
    assert shares == pytest.approx({"AB": 2 / 3, "BA": 1 / 3})


def test_subcontracting_sees_every_case():
    graph = study_events([*chain("ABA", case="1"), *chain("ACA", case="2")])

    assert {s.x + s.y: s.share for s in graph.subcontracting} == {"AB": 0.5, "AC": 0.5}


def test_working_together_is_not_symmetric():
    events = [*chain("AB", case="1"), *chain("A", case="2"), *chain("AAA", case="3")]
    graph = study_events(events, Options(together=True))

    assert {t.x + t.y: t.share for t in graph.working_together} == {
        "AB": pytest.approx(1 / 3),
        "BA": 1.0,
    }


def test_equal_times_keep_the_order_of_the_log_and_are_told():
    graph = study_events(chain("BAC", minutes=0))

    assert pairs(graph) == {"AC": 1, "BA": 1}
    assert graph.ties == 2


def test_machines_are_marked_and_looked_through_when_asked():
    told = Options(system_parties=frozenset({"Q"}))
    through = Options(system_parties=frozenset({"Q"}), collapse_system=True)

    seen = study_events(chain("AQB"), told)
    assert pairs(seen) == {"AQ": 1, "QB": 1}
    assert {party.name: party.kind for party in seen.parties}["Q"] is PartyKind.SYSTEM
    assert pairs(study_events(chain("AQB"), through)) == {"AB": 1}


def test_waits_run_to_the_completion_or_with_starts_to_the_begin():
    def at(minutes: int) -> datetime:
        return BEGIN + timedelta(minutes=minutes)

    plain = [Event("1", "x", "A", at(0)), Event("1", "y", "B", at(60))]
    begun = [Event("1", "x", "A", at(0), at(-5)), Event("1", "y", "B", at(60), at(45))]
    early = [Event("1", "x", "A", at(0), at(-5)), Event("1", "y", "B", at(60), at(-3))]

    assert study_events(plain).edges[0].mean_wait_s == 3600
    assert study_events(begun).edges[0].mean_wait_s == 2700
    assert study_events(early).edges[0].mean_wait_s == 0


def test_one_life_cycle_step_is_taken_only_when_asked(tmp_path: Path):
    log = tmp_path / "log.csv"
    log.write_text(
        "case,activity,party,time,step\n"
        "1,x,A,2026-03-02T08:00Z,start\n1,x,A,2026-03-02T09:00Z,COMPLETE\n"
        "1,y,B,2026-03-02T10:00Z,start\n1,y,B,2026-03-02T11:00Z,complete\n"
    )
    columns = Mapping("case", "activity", "party", "time", transition="step")

    every = study(log, columns)
    assert (every.events, every.other_transitions, pairs(every)) == (
        4,
        0,
        {"AA": 1, "AB": 1, "BB": 1},
    )
    assert every.loops == ()  # a start and its completion are no loop
    for asked in ("complete", "auto"):
        one = study(log, columns, Options(transition=asked))
        assert (one.events, one.other_transitions, pairs(one)) == (2, 2, {"AB": 1})
        assert one.rows == one.events + one.other_transitions + one.set_aside_count


def test_a_step_that_the_log_does_not_know_is_refused(tmp_path: Path):
    log = tmp_path / "log.csv"
    log.write_text("case,activity,party,time,step\n1,x,A,2026-03-02,start\n")
    columns = Mapping("case", "activity", "party", "time", transition="step")

    with pytest.raises(LogNotReadable, match="The log has: start"):
        study(log, columns, Options(transition="complete"))


def test_enabling_pairs_look_past_what_runs_beside():
    def event(activity: str, party: str, start: int, end: int, case: str) -> Event:
        day = BEGIN + timedelta(days=int(case))
        return Event(
            case, activity, party, day + timedelta(minutes=end), day + timedelta(minutes=start)
        )

    both = [
        e
        for case in "12"
        for e in (
            event("ask", "Ann", 0, 10, case),
            event("print", "Bob", 12, 20, case),
            event("pack", "Cy", 15, 30, case),
            event("send", "Dan", 31, 40, case),
        )
    ]
    graph = study_events(both, Options(pairing=Pairing.ENABLING))

    assert {(e.supplier, e.customer): e.handovers for e in graph.edges} == {
        ("Ann", "Bob"): 2,
        ("Ann", "Cy"): 2,
        ("Cy", "Dan"): 2,
    }


def test_enabling_pairs_without_start_times_are_refused():
    with pytest.raises(LogNotReadable, match="--start"):
        study_events(chain("AB"), Options(pairing=Pairing.ENABLING))


def test_with_a_key_no_name_is_left_anywhere(tmp_path: Path):
    options = Options(
        pseudonym_key=b"0123456789abcdef",
        system_parties=frozenset({"Zoe"}),
        planned_revisits=frozenset({("Ann", "Zoe", "Ann")}),
    )
    events = [
        Event("1", "x", name, BEGIN + timedelta(minutes=n))
        for n, name in enumerate(["Ann", "Zoe", "Ann", ""])
    ]
    graph = study_events(events, options, keep=tmp_path)

    text = graph.to_json()
    assert "Ann" not in text
    assert "Zoe" not in text
    assert b"Ann" not in (tmp_path / "pairs.parquet").read_bytes()
    assert graph.returns == ()
    assert graph.without_party == 1
    assert len({party.name for party in graph.parties}) == 2
    assert all(party.name.startswith("P-") for party in graph.parties)


def test_the_rows_behind_an_arrow_are_kept(tmp_path: Path):
    log = tmp_path / "log.csv"
    log.write_text(
        "case,activity,party,time\n1,x,A,2026-03-02T08:00Z\n2,x,A,2026-03-02T08:30Z\n"
        "1,y,B,2026-03-02T09:00Z\n2,y,B,2026-03-02T10:00Z\n"
    )
    study(log, COLUMNS, keep=tmp_path / "kept")

    first, second = rows_behind(tmp_path / "kept", "A", "B")
    assert (first.case, first.from_activity, first.to_activity, first.line) == ("1", "x", "y", 4)
    assert first.given_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert (first.wait_s, second.wait_s) == (3600, 5400)
    assert rows_behind(tmp_path / "kept", "A", "B", offset=1, limit=1) == [second]
    assert rows_behind(tmp_path / "kept", "B", "A") == []


def test_rows_that_were_not_kept_are_said_to_be_missing(tmp_path: Path):
    with pytest.raises(LogNotReadable, match="not kept"):
        rows_behind(tmp_path, "A", "B")
