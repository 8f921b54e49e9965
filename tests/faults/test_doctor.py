"""The doctor is green on a sound installation and names what is broken on another."""

import json
import os
import subprocess
import sys

from django.db import connection

from fullcircle.config import doctor_database as checks
from fullcircle.config.doctor import State, examine, worst
from fullcircle.config.doctor_database import APPEND_ONLY, DATABASE_CHECKS
from tests.databases import FreshDatabase
from tests.running_server import RunningServer, environment_for, eventually


def found_by_doctor(database: FreshDatabase) -> tuple[int, dict[str, dict[str, str]]]:
    done = subprocess.run(
        [sys.executable, "-m", "fullcircle.config.command_line", "doctor", "--json"],
        env=environment_for(database),
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)
    return done.returncode, {finding["what"]: finding for finding in told["findings"]}


def test_everything_is_green_while_the_server_runs(
    dispatcher: str, running_server: RunningServer
) -> None:
    directory = running_server.database.directory
    assert eventually((directory / "worker.json").exists)
    code, findings = found_by_doctor(running_server.database)
    assert [finding for finding in findings.values() if finding["state"] != "green"] == []
    assert code == 0


def test_without_a_worker_it_is_amber_with_a_remedy(fresh_database: FreshDatabase) -> None:
    code, findings = found_by_doctor(fresh_database)
    assert code == 1
    assert findings["worker"]["state"] == "amber"
    assert "fullcircle serve" in findings["worker"]["remedy"]


def test_a_missing_guard_is_red(fresh_database: FreshDatabase) -> None:
    table = "foundation_auditentry"
    with connection.cursor() as cursor:
        name = f"{table}_guard_update"
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on}")
    finding = checks.append_only()
    assert finding.state is State.RED
    assert name in finding.found


def test_a_missing_no_overlap_constraint_is_red(fresh_database: FreshDatabase) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE dispatch_assignment DROP CONSTRAINT {checks.NO_OVERLAP}")
        else:
            cursor.execute(f"DROP TRIGGER {checks.NO_OVERLAP}_UPDATE")
    assert checks.nobody_twice().state is State.RED


def test_the_list_of_append_only_tables_is_the_one_of_the_migrations(
    fresh_database: FreshDatabase,
) -> None:
    triggers = checks.trigger_names()
    tables = {
        name.removesuffix("_guard_delete") for name in triggers if name.endswith("_guard_delete")
    }
    guarded = {table for table in tables if f"{table}_guard_update" in triggers}
    assert guarded - {"billing_invoiceline"} == set(APPEND_ONLY)


def test_a_readable_key_is_red(fresh_database: FreshDatabase) -> None:
    key = fresh_database.directory / "secret.key"
    key.write_text("not secret any more")
    os.chmod(key, 0o644)
    _, findings = found_by_doctor(fresh_database)
    assert findings["keys and database"]["state"] == "red"
    assert "chmod 600" in findings["keys and database"]["remedy"]


def test_the_database_checks_are_green_on_a_fresh_database(fresh_database: FreshDatabase) -> None:
    findings = examine(DATABASE_CHECKS)
    assert worst(findings) is State.GREEN, findings
