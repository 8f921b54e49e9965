"""Rows of the framework's own tables that nobody needs any more."""

from django.contrib.sessions.models import Session
from django.core.management import call_command

from fullcircle.foundation import clock


def forget_ended_sessions() -> int:
    forgotten, _ = Session.objects.filter(expire_date__lt=clock.wall_time()).delete()
    return forgotten


def forget_finished_tasks() -> None:
    call_command("prune_db_task_results", min_age_days=14, failed_min_age_days=60, verbosity=0)
