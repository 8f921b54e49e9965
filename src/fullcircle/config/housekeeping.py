"""Rows of the framework's own tables, and files, that nobody needs any more."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core.management import call_command

from fullcircle.foundation import clock
from fullcircle.insight.graph import files
from fullcircle.insight.models import LogImport


def forget_ended_sessions() -> int:
    forgotten, _ = Session.objects.filter(expire_date__lt=clock.wall_time()).delete()
    return forgotten


def forget_finished_tasks() -> None:
    call_command("prune_db_task_results", min_age_days=14, failed_min_age_days=60, verbosity=0)


def forget_stray_logs() -> int:
    """Folders of dropped logs whose row is gone: a crash between the two, or a demo built anew. One
    that is a day old is no upload that still waits for its row."""
    before = (clock.wall_time() - timedelta(days=1)).timestamp()
    old = [path for path in files.folders() if path.stat().st_mtime < before]
    kept = set(LogImport.objects.values_list("folder", flat=True))
    stray = [path.name for path in old if path.name not in kept]
    for name in stray:
        files.remove_folder(name)
    return len(stray)
