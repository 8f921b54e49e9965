"""Our history as others read it, and read back by our own engine."""

import io
import json
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from fullcircle.config import export_command
from fullcircle.config.command_line import main
from fullcircle.engines.eventlog.inspection import inspect_log
from fullcircle.engines.eventlog.study import study
from fullcircle.foundation import clock
from fullcircle.foundation.models import AuditEntry
from fullcircle.handoffs.actions import ask_about
from fullcircle.handoffs.models import Link
from fullcircle.handoffs.states import HandoffState, LinkKey
from fullcircle.insight.graph.exporting import LogFormat, Wanted, export_history, pieces
from fullcircle.insight.graph.own_events import Naming, own_events, own_graph
from fullcircle.insight.graph.parties import staff
from fullcircle.insight.graph.states import Projection
from fullcircle.insight.periods import Period
from fullcircle.registry.people.actor import worker
from fullcircle.registry.people.refusals import NotAllowed
from tests.factories.company import Company
from tests.rooms.insight.rows_by_hand import a_case, a_handoff

pytestmark = pytest.mark.django_db
NAMES = ("Amy Ito", "Summer Reyes", "Joe Ruiz", "Bea Kline", "Mary Smith")


@pytest.fixture
def way(company: Company) -> Company:
    """One case from the call to the books, and a question on the way."""
    case, at = a_case(company), clock.now() - timedelta(days=2)
    steps = [
        (LinkKey.INTAKE, company.agent, company.dispatcher),
        (LinkKey.BRIEFING, company.dispatcher, company.technician),
        (LinkKey.CLOSEOUT, company.technician, company.bookkeeper),
    ]
    for number, (link, giver, receiver) in enumerate(steps):
        a_handoff(company, link, case=case, giver=giver, receiver=receiver,
                  given_at=at + timedelta(hours=number), minutes=60)  # fmt: skip
    open_one = a_handoff(company, LinkKey.RECORD, HandoffState.SEEN, case=case,
                         giver=company.bookkeeper, receiver=company.dispatcher,
                         given_at=at + timedelta(hours=3))  # fmt: skip
    ask_about(by=company.by_dispatcher, handoff=open_one, item_key="notes", question="Which?")
    return company


def exported(wanted: Wanted) -> bytes:
    out = io.BytesIO()
    export_history(by=worker("export-log"), wanted=wanted, out=out)
    return out.getvalue()


def test_giving_and_taking_up_stand_in_the_order_of_the_work(way):
    events = list(own_events(Naming(Projection.ROLE, staff())))
    assert [(event.activity, event.party) for event in events] == [
        ("give intake", "agent"),
        ("take up intake", "dispatcher"),
        ("give briefing", "dispatcher"),
        ("take up briefing", "technician"),
        ("give closeout", "technician"),
        ("take up closeout", "bookkeeper"),
        ("give record", "bookkeeper"),
    ]
    assert {event.case for event in events} == {events[0].case}


def test_what_was_sent_back_makes_no_dealing_the_other_way_round(way):
    graph = own_graph(by=way.by_manager, projection=Projection.ROLE, period=None)
    pairs = {(edge.supplier, edge.customer) for edge in graph.edges}
    between = {pair for pair in pairs if pair[0] != pair[1]}
    assert between == {
        ("agent", "dispatcher"),
        ("dispatcher", "technician"),
        ("technician", "bookkeeper"),
    }
    told = [
        event.activity for event in own_events(Naming(Projection.ROLE, staff()), sent_back=True)
    ]
    assert told[-1] == "send back record"


@pytest.mark.parametrize("kind", list(LogFormat))
def test_our_own_engine_reads_each_format_back(way, kind, tmp_path):
    path = tmp_path / f"ours.{kind}"
    path.write_bytes(exported(Wanted(kind)))
    found = inspect_log(path)
    assert found.guess is not None
    graph = study(path, found.guess)
    assert (graph.events, graph.set_aside_count) == (8, 0)
    assert ("agent", "dispatcher") in {(edge.supplier, edge.customer) for edge in graph.edges}


@pytest.mark.parametrize("kind", list(LogFormat))
@pytest.mark.parametrize("projection", list(Projection))
def test_nobody_is_named_unless_it_was_asked_for(way, kind, projection):
    content = exported(Wanted(kind, projection))
    assert not any(name.encode() in content for name in NAMES)


def test_persons_are_pseudonyms_and_the_same_in_every_export(way):
    by_person = Wanted(LogFormat.CSV, Projection.PERSON)
    assert exported(by_person) == exported(by_person)
    assert b"P-" in exported(by_person)
    named = exported(Wanted(LogFormat.CSV, Projection.PERSON, names=True))
    assert b"Summer Reyes" in named


def test_names_are_refused_to_whoever_is_not_at_the_server(way):
    wanted = Wanted(LogFormat.CSV, Projection.PERSON, names=True)
    with pytest.raises(NotAllowed):
        export_history(by=way.by_manager, wanted=wanted, out=io.BytesIO())
    with pytest.raises(NotAllowed):
        export_history(by=way.by_technician, wanted=Wanted(LogFormat.CSV), out=io.BytesIO())


def test_who_took_it_stands_in_the_audit_log(way):
    content = b"".join(pieces(by=way.by_manager, wanted=Wanted(LogFormat.XES)))
    assert content.startswith(b"<?xml")
    entry = AuditEntry.objects.get(verb="export history")
    assert (entry.by, entry.after) == (way.by_manager.ref, "xes by role")


def test_a_confidential_link_is_in_no_export(way):
    grievance = Link.objects.create(
        key="grievance", name="Grievance", handed="words", giver_seat="technician",
        receiver_seat="manager", position=99,
    )  # fmt: skip
    hidden = a_handoff(way, link_row=grievance, receiver=way.manager)
    for kind in LogFormat:
        content = exported(Wanted(kind))
        assert b"grievance" not in content
        assert hidden.item.encode() not in content


def test_dealings_are_objects_with_supplier_and_customer(way, tmp_path):
    told = json.loads(exported(Wanted(LogFormat.OCEL_JSON)))
    dealings = [thing for thing in told["objects"] if thing["type"] == "dealing"]
    assert len(dealings) == 4
    qualifiers = {link["qualifier"] for thing in dealings for link in thing["relationships"]}
    assert qualifiers == {"supplier", "customer", "item", "case"}
    path = tmp_path / "ours.sqlite"
    path.write_bytes(exported(Wanted(LogFormat.OCEL_SQLITE)))
    rows = sqlite3.connect(path)
    assert rows.execute("SELECT count(*) FROM object_dealing").fetchone() == (4,)
    rows.close()


def test_a_period_leaves_out_what_was_given_before(way):
    period = Period(clock.now() - timedelta(hours=1), clock.now())
    assert exported(Wanted(LogFormat.CSV, period=period)).count(b"\n") == 1


def test_the_command_writes_a_whole_private_file_or_none(way, tmp_path, monkeypatch):
    monkeypatch.setattr("fullcircle.config.preparation.set_up", lambda: None)
    out = tmp_path / "ours.csv"
    assert main(["export-log", "--format", "csv", "--out", str(out)]) == 0
    assert out.read_bytes().count(b"\n") == 9
    assert stat.S_IMODE(out.stat().st_mode) & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["ours.csv"]
    assert main(["export-log", "--format", "csv", "--out", str(tmp_path / "no" / "x.csv")]) == 2
    assert export_command._format("ocel", Path("x.sqlite")) == LogFormat.OCEL_SQLITE
