"""What happens before anything is served: keys and files private, tables complete, checks clean."""

import os
import sys
from importlib import import_module
from io import StringIO

import django

SETTINGS = "fullcircle.config.settings"


class NotReady(Exception):
    """The start is refused; the message says why and what to do."""


def set_up() -> None:
    """Django for this process. Every file that it makes from here on is private (0600)."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def run_system_checks() -> None:
    """A server does not run them by itself; an error refuses the start."""
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", fail_level="ERROR", stdout=StringIO(), stderr=sys.stderr)
    except SystemCheckError as error:
        raise NotReady(str(error)) from None


def bring_tables_up_to_date() -> list[str]:
    """Applies waiting migrations and returns their names. Refused while the database is newer."""
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    from fullcircle.config import probes

    try:
        waiting = probes.waiting_migrations()
    except DatabaseError as error:
        raise NotReady(f"the database cannot be used: {error}") from None
    if waiting:
        call_command("migrate", interactive=False, verbosity=0)
    connection.close()
    return waiting


def set_up_link(address: str) -> str | None:
    """On a database without any account: the address where the first administrator signs up."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    try:
        if get_user_model()._default_manager.exists():
            return None
        actions = import_module("fullcircle.registry.people.actions")
        link = str(actions.issue_set_up_link())
        return link if link.startswith("http") else f"{address}{link}"
    finally:
        connection.close()
