"""Starting the demo company: built when missing or out of date, kept when KEEP=1 says so."""

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from fullcircle.config import environment
from fullcircle.config.preparation import NotReady, bring_tables_up_to_date

MARK = "this-is-a-demo"
DIRECTORY = "data/demo"


def choose_surroundings() -> None:
    """Before Django reads its settings: a directory of its own, and the flag that says so."""
    os.environ.setdefault("DATA_DIR", DIRECTORY)
    os.environ["FULLCIRCLE_DEMO"] = "1"


def prepare() -> None:
    """Tables and company are there afterwards. Raises NotReady rather than touch a real company."""
    from django.conf import settings

    build = _builder()
    directory = Path(settings.DATA_DIR)
    _refuse_real_company(directory)
    keep = environment.flag("KEEP")
    if _has_tables() and (keep or _is_fresh(build)):
        bring_tables_up_to_date()
        return
    say("building the demo company (under a minute; KEEP=1 keeps an old one)")
    started = time.monotonic()
    _remove_old_company(directory)
    (directory / MARK).touch(mode=0o600)
    bring_tables_up_to_date()
    build.build_company()
    _close()
    say(f"the demo company is ready after {time.monotonic() - started:.0f} s")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _builder() -> Any:
    try:
        return import_module("fullcircle.demo.build")
    except ModuleNotFoundError as error:
        if error.name == "fullcircle.demo.build":
            raise NotReady("this installation carries no demo company; use `serve`") from None
        raise


def _is_fresh(build: Any) -> bool:
    from django.db import DatabaseError

    try:
        return bool(build.is_up_to_date())
    except DatabaseError:  # tables of an older version
        return False
    finally:
        _close()


def _has_tables() -> bool:
    from django.db import connection

    return "django_migrations" in connection.introspection.table_names()


def _refuse_real_company(directory: Path) -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        occupied = file.exists() and file.stat().st_size > 0
        if occupied and not (directory / MARK).exists():
            raise NotReady(f"{directory} holds a company that is no demo; choose another DATA_DIR")
    elif _has_tables() and not (directory / MARK).exists():
        raise NotReady("DATABASE_URL names a database that is no demo; choose an empty one")


def _remove_old_company(directory: Path) -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        _close()
        file = Path(connection.settings_dict["NAME"])
        for path in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            path.unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    _close()


def _close() -> None:
    from django.db import connection

    connection.close()
