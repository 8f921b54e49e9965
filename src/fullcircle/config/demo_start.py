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
    build = _builder()
    _refuse_real_company()
    keep = environment.flag("KEEP")
    if _has_tables() and (keep or _is_fresh(build)):
        bring_tables_up_to_date()
        return
    say("building the demo company (under a minute; KEEP=1 keeps an old one)")
    started = time.monotonic()
    _begin_anew()
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


def _refuse_real_company() -> None:
    """The mark belongs to the database itself: the folder may be that of another demo."""
    if _occupied() and not _marked():
        raise NotReady(
            "the database holds a company that is no demo; choose another DATA_DIR or DATABASE_URL"
        )


def _occupied() -> bool:
    """By its tables: opening a SQLite file already writes a first page."""
    from django.db import connection

    return bool(connection.introspection.table_names())


def _marked() -> bool:
    from django.db import connection

    if connection.vendor == "sqlite":
        return Path(f"{_file()}.{MARK}").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace)")
        return bool(cursor.fetchone()[0] == MARK)


def _begin_anew() -> None:
    """An empty database that carries the mark before anything else."""
    from django.db import connection

    if connection.vendor == "sqlite":
        _close()
        file = _file()
        Path(f"{file}.{MARK}").touch(mode=0o600)
        for path in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            path.unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
        cursor.execute(f"COMMENT ON SCHEMA public IS '{MARK}'")
    _close()


def _file() -> Path:
    from django.db import connection

    return Path(connection.settings_dict["NAME"])


def _close() -> None:
    from django.db import connection

    connection.close()
