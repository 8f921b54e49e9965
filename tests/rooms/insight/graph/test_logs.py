"""A dropped log from the first byte to the last: whose it is, what is kept, what goes when."""

from pathlib import Path

import pytest

from fullcircle.foundation.models import Bucket
from fullcircle.foundation.transactions import StaleEdit
from fullcircle.insight.graph import actions, files, tasks, uploads
from fullcircle.insight.graph.choice import StudyChoice
from fullcircle.insight.graph.inspected import inspection_from, inspection_row
from fullcircle.insight.graph.log_summers import summers_of
from fullcircle.insight.graph.queries import graph_of, log_chains, log_picture, rows_behind_arrow
from fullcircle.insight.graph.refusals import (
    ColumnUnknown,
    LogTooLarge,
    NoRoomForLogs,
    NothingInIt,
    ReadingAlready,
    TooManyLogs,
)
from fullcircle.insight.graph.states import LogFile, LogState
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.actor import worker
from tests.rooms.insight.graph.dropped import (
    MAPPING,
    SMALL,
    a_log,
    a_studied_log,
    chunks,
    work_through,
)

pytestmark = pytest.mark.django_db


def folder(log: LogImport) -> Path:
    return files.folder_of(log.folder)


def everything_in(log: LogImport) -> bytes:
    return b"".join(path.read_bytes() for path in folder(log).rglob("*") if path.is_file())


def test_columns_are_known_as_soon_as_it_is_dropped(company):
    log = a_log(company.by_manager)
    assert log.state == LogState.INSPECTED
    assert [column["name"] for column in log.inspection["columns"]] == [
        "ticket", "step", "who", "team", "done_at",
    ]  # fmt: skip
    assert log.owner == company.by_manager.ref
    assert (log.original_name, log.original_file) == ("last year.csv", "original.csv")


def test_a_studied_log_has_a_graph_its_rows_and_what_was_set_aside(company):
    log = a_studied_log(company.by_manager)
    assert (log.state, log.progress, log.problem_what) == (LogState.DONE, 100, "")
    assert (log.events, log.cases, log.handovers, log.set_aside) == (6, 2, 4, 1)
    assert log.results == [str(name) for name in LogFile]
    shown = log_picture(log)
    assert shown is not None
    assert [(row.supplier, row.customer, row.dealings) for row in shown.arrows] == [
        ("Ann Lee", "Sue Day", 2),
        ("Sue Day", "Ann Lee", 1),
        ("Sue Day", "Tom Fox", 1),
    ]
    assert shown.without == {"set aside": 1}
    assert [(chain.parties, chain.share) for chain in log_chains(log)] == [
        (("Ann Lee", "Sue Day", "Ann Lee"), 0.5),
        (("Ann Lee", "Sue Day", "Tom Fox"), 0.5),
    ]
    rows, more = rows_behind_arrow(log, "Ann Lee", "Sue Day")
    assert ([row.case for row in rows], more) == (["1", "2"], False)


def test_the_summer_of_a_log_is_the_one_most_passes_through(company):
    shown = log_picture(a_studied_log(company.by_manager))
    assert shown is not None
    first = summers_of(shown)[0]
    assert (first.name, first.load) == ("Ann Lee", 1.0)
    sue = next(found for found in summers_of(shown) if found.name == "Sue Day")
    assert sue.only_source_of == ("Ann Lee", "Tom Fox")
    assert sue.only_customer_of == ("Ann Lee",)
    assert sue.betweenness == 0.5


def test_dropping_twice_with_one_key_is_one_log(company):
    by = company.by_manager
    first = uploads.receive_log(by=by, name="a.csv", chunks=chunks(), key="form-1")
    second = uploads.receive_log(by=by, name="a.csv", chunks=chunks(), key="form-1")
    assert first.pk == second.pk
    assert LogImport.objects.count() == 1


def test_the_same_form_twice_at_once_keeps_one_folder(company, monkeypatch, settings):
    by = company.by_manager
    first = uploads.receive_log(by=by, name="a.csv", chunks=chunks(), key="form-2")
    monkeypatch.setattr(uploads, "_same", lambda by, key: None)  # as the slower one sees it
    second = uploads.receive_log(by=by, name="a.csv", chunks=chunks(), key="form-2")
    assert first.pk == second.pk
    folders = {path.name for path in (Path(settings.DATA_DIR) / "logs").iterdir()}
    assert folders & {first.folder} == {second.folder}
    assert len(list(folder(first).glob("original*"))) == 1


def test_too_large_and_empty_leave_nothing_behind(company, settings):
    before = set((Path(settings.DATA_DIR) / "logs").glob("*"))
    settings.LOG_IMPORT_MB = 0
    with pytest.raises(LogTooLarge):
        a_log(company.by_manager)
    settings.LOG_IMPORT_MB = 1
    with pytest.raises(NothingInIt):
        a_log(company.by_manager, "")
    assert not LogImport.objects.exists()
    assert set((Path(settings.DATA_DIR) / "logs").glob("*")) == before


def test_what_is_no_log_says_what_where_and_the_remedy(company):
    log = a_log(company.by_manager, "\x00\x01\x02 nothing of the kind", name="x.csv")
    if log.state == LogState.INSPECTED:
        log = actions.choose_mapping(by=company.by_manager, log=log, mapping=MAPPING)
    assert log.state == LogState.FAILED
    assert log.problem_what
    assert not list(folder(log).glob("original*"))


def test_too_many_in_an_hour_are_refused(company, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_AN_HOUR", 1)
    a_log(company.by_manager)
    with pytest.raises(TooManyLogs):
        a_log(company.by_manager)
    assert LogImport.objects.count() == 1
    assert not Bucket.objects.filter(name__contains="person").exists()


def test_the_same_choice_twice_is_one_study(company):
    log = a_log(company.by_manager)
    first = actions.choose_mapping(by=company.by_manager, log=log, mapping=MAPPING)
    task = first.task
    again = actions.choose_mapping(by=company.by_manager, log=log, mapping=MAPPING)
    assert (again.attempt, again.task) == (1, task)
    stale = LogImport.objects.get(pk=log.pk)
    stale.state, stale.attempt = LogState.INSPECTED, 0
    stale.mapping = {}
    with pytest.raises(StaleEdit):
        actions.choose_mapping(by=company.by_manager, log=stale, mapping=MAPPING)


def test_another_choice_while_it_is_being_read_is_refused(company):
    log = a_log(company.by_manager)
    actions.choose_mapping(by=company.by_manager, log=log, mapping=MAPPING)
    other = StudyChoice(zone="Europe/Berlin")
    with pytest.raises(ReadingAlready):
        actions.choose_mapping(by=company.by_manager, log=log, mapping=MAPPING, choice=other)


@pytest.mark.parametrize("column", ["", "salary"])
def test_a_mapping_names_columns_that_are_there(company, column):
    from dataclasses import replace

    log = a_log(company.by_manager)
    with pytest.raises(ColumnUnknown):
        actions.choose_mapping(
            by=company.by_manager, log=log, mapping=replace(MAPPING, party=column)
        )


def test_another_column_replaces_the_graph_while_the_original_is_there(company):
    from dataclasses import replace

    by = company.by_manager
    log = a_studied_log(by)
    log = actions.choose_mapping(by=by, log=log, mapping=replace(MAPPING, party="team"))
    assert graph_of(log) is None
    work_through(log)
    shown = log_picture(log)
    assert shown is not None
    assert {node.name for node in shown.nodes} == {"desk", "office", "field"}
    assert len(list(folder(log).glob("study-*"))) == 1


def test_a_cancelled_study_changes_nothing_any_more(company):
    by = company.by_manager
    log = actions.choose_mapping(by=by, log=a_log(by), mapping=MAPPING)
    actions.cancel_study(by=by, log=LogImport.objects.get(pk=log.pk))
    work_through(log)
    assert log.state == LogState.INSPECTED
    assert (
        actions.note_progress(
            by=worker("graph"), log=LogImport(pk=log.pk, attempt=1), share=0.5, stage="x"
        )
        is False
    )
    again = actions.choose_mapping(by=by, log=log, mapping=MAPPING)
    work_through(again)
    assert again.state == LogState.DONE


def test_a_study_may_run_twice(company):
    log = a_studied_log(company.by_manager)
    before = everything_in(log)
    work_through(log)
    assert log.state == LogState.DONE
    assert everything_in(log) == before


def test_a_large_log_is_looked_at_by_the_worker(company, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE_BYTES", 100)
    log = a_log(company.by_manager)
    assert (log.state, log.inspection) == (LogState.WORKING, {})
    tasks.inspect_log.call(log.pk, log.attempt)
    log.refresh_from_db()
    assert log.state == LogState.INSPECTED
    assert inspection_from(log.inspection) is not None
    again = a_log(company.by_manager)
    cancelled = actions.cancel_study(by=company.by_manager, log=again)
    assert (cancelled.state, cancelled.original_is_here) == (LogState.FAILED, False)
    tasks.inspect_log.call(again.pk, 1)
    again.refresh_from_db()
    assert again.state == LogState.FAILED


def test_an_inspection_reads_back_as_it_was_kept(company):
    found = inspection_from(a_log(company.by_manager).inspection)
    assert found is not None
    assert inspection_from(inspection_row(found, samples=True)) == found
    hidden = inspection_row(found, samples=False)
    assert all(column["samples"] == [] for column in hidden["columns"])


GUESSED = SMALL.replace("ticket,step,who,team,done_at", "case,activity,resource,team,timestamp")
GUESSED = GUESSED.removesuffix("3,repair,Bob Ray,field,not a time\n")


@pytest.mark.parametrize("at_once", [10, 10_000_000])
def test_a_log_whose_columns_are_sure_is_studied_at_once(company, monkeypatch, at_once):
    monkeypatch.setattr(uploads, "AT_ONCE_BYTES", at_once)
    log = uploads.receive_log(
        by=company.by_manager, name="a.csv", chunks=chunks(GUESSED), study_with=StudyChoice()
    )
    if at_once == 10:
        tasks.inspect_log.call(log.pk, log.attempt)
        log.refresh_from_db()
    assert (log.state, log.mapping["party"]) == (LogState.WORKING, "resource")
    work_through(log)
    assert (log.state, log.handovers) == (LogState.DONE, 4)


def test_a_zipped_log_counts_as_much_as_it_may_hold(company):
    assert uploads._waits_for_the_worker("a.xes.gz", 600_000)
    assert not uploads._waits_for_the_worker("a.xes", 600_000)


def test_a_full_disk_and_too_much_of_everybody_are_refused(company, monkeypatch):
    a_log(company.by_manager)
    monkeypatch.setattr(uploads, "MOST_KEPT_OF_ALL", 0)
    with pytest.raises(NoRoomForLogs):
        a_log(company.by_manager)
    monkeypatch.setattr(uploads, "MOST_KEPT_OF_ALL", 20)
    monkeypatch.setattr(files, "there_is_room", lambda: False)
    with pytest.raises(TooManyLogs):
        a_log(company.by_manager)
