"""Whose a dropped log is, what of it is kept, and what goes when."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from fullcircle.config.housekeeping import forget_stray_logs
from fullcircle.foundation import clock
from fullcircle.insight.graph import access, actions, files, tasks, uploads
from fullcircle.insight.graph.choice import StudyChoice
from fullcircle.insight.graph.queries import graph_of, log_for, log_picture
from fullcircle.insight.graph.refusals import (
    NamesStayHidden,
    OriginalGone,
)
from fullcircle.insight.graph.states import LogState
from fullcircle.insight.models import LogImport
from fullcircle.registry.people.refusals import NotAllowed, NotYours
from tests.rooms.insight.graph.dropped import (
    MAPPING,
    SMALL,
    a_log,
    a_studied_log,
    chunks,
    work_through,
)

pytestmark = pytest.mark.django_db
NAMES = ("Ann Lee", "Sue Day", "Tom Fox", "Bob Ray")


def everything_in(log: LogImport) -> bytes:
    return b"".join(path.read_bytes() for path in folder(log).rglob("*") if path.is_file())


def folder(log: LogImport) -> Path:
    return files.folder_of(log.folder)


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_files_are_for_the_owner_of_the_process_alone(company):
    log = a_studied_log(company.by_manager)
    paths = [folder(log), *folder(log).rglob("*")]
    assert len(paths) >= 5
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in paths)


def test_nobody_sees_the_log_of_another(company):
    log = a_log(company.by_manager)
    assert log_for(company.by_manager, log.pk) == log
    for other in (company.by_technician, company.by_dispatcher):
        with pytest.raises(NotYours):
            log_for(other, log.pk)
    with pytest.raises(NotYours):
        actions.remove_log(by=company.by_dispatcher, log=log)


def test_in_the_demo_a_session_sees_its_own_alone(company, demo):
    mine, theirs = access.importer(None, "session one"), access.importer(None, "session two")
    assert mine
    assert theirs
    log = a_log(mine)
    assert log_for(mine, log.pk) == log
    with pytest.raises(NotYours):
        log_for(theirs, log.pk)
    assert "session one" not in str(vars(log))
    # Everybody signs in as the same manager there: the session decides, not the seat.
    assert access.importer(company.by_manager, "session two") == theirs


def test_outside_the_demo_nobody_drops_without_an_account(company):
    assert access.importer(None, "a session") is None
    assert access.importer(company.by_technician, "a session") is None
    assert access.importer(company.by_manager, "") == company.by_manager
    with pytest.raises(NotAllowed):
        a_log(company.by_technician)


def test_a_session_of_the_demo_is_nobody_when_the_demo_is_over(company, demo, settings):
    visitor = access.importer(None, "a session")
    assert visitor
    settings.DEMO = False
    with pytest.raises(NotAllowed):
        a_log(visitor)


def test_the_original_goes_after_its_hour_and_everything_after_a_week(company):
    log = a_studied_log(company.by_manager)
    with clock.standing_at(clock.now() + timedelta(hours=2)):
        assert tasks.forget_expired_logs() == 0
        log.refresh_from_db()
        assert not list(folder(log).glob("original*"))
        assert graph_of(log) is not None
        with pytest.raises(OriginalGone):
            actions.choose_mapping(
                by=company.by_manager,
                log=log,
                mapping=MAPPING,
                choice=StudyChoice(zone="Asia/Tokyo"),
            )
    with clock.standing_at(clock.now() + timedelta(days=7)):
        assert tasks.forget_expired_logs() == 1
        assert tasks.forget_expired_logs() == 0
    assert not folder(log).exists()
    assert not LogImport.objects.exists()


def test_removing_takes_every_file_and_the_key(company):
    log = a_studied_log(company.by_manager, works_council=True)
    assert files.key_file(log.folder).exists()
    actions.remove_log(by=company.by_manager, log=log)
    assert not folder(log).exists()
    assert not files.key_file(log.folder).exists()


def test_in_works_council_mode_no_name_is_kept_anywhere(company):
    log = a_log(company.by_manager, works_council=True)
    assert not any(name in str(vars(log)) for name in NAMES)
    choice = StudyChoice(works_council=True)
    log = actions.choose_mapping(by=company.by_manager, log=log, mapping=MAPPING, choice=choice)
    work_through(log)
    assert log.state == LogState.DONE
    assert not list(folder(log).glob("original*"))
    kept = everything_in(log)
    assert not any(name.encode() in kept for name in NAMES)
    shown = log_picture(log)
    assert shown is not None
    assert all(node.name.startswith("P-") for node in shown.nodes)
    assert files.key_file(log.folder).parent != folder(log)
    assert files.key_file(log.folder).read_bytes() not in kept


def test_names_in_the_wrong_column_are_hidden_as_well(company):
    text = SMALL.replace("not a time", "Bob Ray")
    log = a_studied_log(company.by_manager, text, works_council=True)
    assert log.set_aside == 1
    assert b"Bob Ray" not in everything_in(log)
    broken = "ticket,step,who,team,done_at\n1,a,Ann Lee,desk,Ann Lee\n"
    log = a_studied_log(company.by_manager, broken, works_council=True)
    assert log.state == LogState.FAILED
    assert "Ann Lee" not in str(vars(log))


def test_the_choice_beforehand_hides_names_from_the_first_look(company):
    choice = StudyChoice(works_council=True)
    log = uploads.receive_log(
        by=company.by_manager, name="a.csv", chunks=chunks(), study_with=choice
    )
    assert log.works_council
    assert not any(name in str(vars(log)) for name in NAMES)


def test_works_council_mode_is_never_taken_back(company):
    log = a_log(company.by_manager, works_council=True)
    with pytest.raises(NamesStayHidden):
        actions.choose_mapping(by=company.by_manager, log=log, mapping=MAPPING)


def test_a_folder_whose_row_is_gone_goes_a_day_later(company, settings):
    kept, stray = a_log(company.by_manager), a_log(company.by_manager)
    LogImport.objects.filter(pk=stray.pk).delete()
    assert forget_stray_logs() == 0
    for log in (kept, stray):
        os.utime(folder(log), (1, 1))
    assert forget_stray_logs() == 1
    assert folder(kept).exists()
    assert not folder(stray).exists()
