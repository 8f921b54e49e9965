"""Pieces of migrations that differ by database: append-only tables, guards, no overlap.

Each returns a RunPython operation with its way back. Conditions are SQL that both databases read.
"""

from collections.abc import Callable
from typing import Any

from django.db.migrations import RunPython

Work = Callable[[Any, Any], None]

_SQLITE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table}
WHEN NOT ({allowed}) BEGIN SELECT RAISE(ABORT, '{message}'); END
"""

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT ({allowed}) THEN
    RAISE EXCEPTION '{message}' USING ERRCODE = '23514';
  END IF;
  RETURN {row};
END $$
"""

_POSTGRES_TRIGGER = """
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()
"""


def guard(table: str, verb: str, allowed: str, message: str) -> RunPython:
    """Refuse `verb` (INSERT, UPDATE, DELETE) of rows of `table` for which `allowed` is not true."""
    name = f"{table}_guard_{verb.lower()}"

    def lay(apps: Any, schema_editor: Any) -> None:
        words = {"name": name, "verb": verb, "table": table, "allowed": allowed}
        words |= {"message": message, "row": "OLD" if verb == "DELETE" else "NEW", "each": "ROW"}
        if schema_editor.connection.vendor == "postgresql":
            _run(schema_editor, _POSTGRES_FUNCTION.format(**words))
            _run(schema_editor, _POSTGRES_TRIGGER.format(**words))
        else:
            _run(schema_editor, _SQLITE.format(**words))

    return RunPython(lay, _lift(table, name))


def append_only(
    table: str, *, update_allowed: str = "1 = 0", delete_allowed: str = "1 = 0"
) -> list[RunPython]:
    """Refuse UPDATE and DELETE of `table`, and TRUNCATE where the database has it."""
    message = f"{table} is append-only"
    return [
        guard(table, "UPDATE", update_allowed, message),
        guard(table, "DELETE", delete_allowed, message),
        no_truncate(table),
    ]


def no_truncate(table: str) -> RunPython:
    name = f"{table}_guard_truncate"

    def lay(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            words = {"name": name, "verb": "TRUNCATE", "table": table, "each": "STATEMENT"}
            message = f"{table} is append-only"
            _run(
                schema_editor,
                _POSTGRES_FUNCTION.format(name=name, allowed="1 = 0", message=message, row="NULL"),
            )
            _run(schema_editor, _POSTGRES_TRIGGER.format(**words))

    return RunPython(lay, _lift(table, name))


def only_on(vendor: str, forward: list[str], backward: list[str]) -> RunPython:
    """Statements for one database; nothing on the other."""

    def run(statements: list[str]) -> Work:
        def work(apps: Any, schema_editor: Any) -> None:
            if schema_editor.connection.vendor == vendor:
                for statement in statements:
                    _run(schema_editor, statement)

        return work

    return RunPython(run(forward), run(backward))


def _lift(table: str, name: str) -> Work:
    def lift(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            _run(schema_editor, f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        else:
            _run(schema_editor, f"DROP TRIGGER IF EXISTS {name}")

    return lift


def _run(schema_editor: Any, statement: str) -> None:
    # params=None: a percent sign in the statement is not a placeholder.
    schema_editor.execute(statement, params=None)
