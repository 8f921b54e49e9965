"""What the doctor looks at in the database: settings, tables, the constraints that guard them."""

from typing import Any

from django.db import connection

from fullcircle.config import probes
from fullcircle.config.doctor import Check, Finding, State, green, judged

# Rows that are never changed: each table refuses it by trigger. A test compares the two.
APPEND_ONLY = (
    "billing_invoice",
    "billing_payment",
    "fieldwork_closeout",
    "fieldwork_closeoutphoto",
    "fieldwork_partused",
    "foundation_auditentry",
    "scheduling_promise",
    "scheduling_visitstep",
    "servicedesk_clockevent",
    "servicedesk_confirmation",
)
NO_OVERLAP = "nobody_booked_twice"
SQLITE_SETTINGS = {
    "journal_mode": "wal",
    "synchronous": "2",  # FULL
    "foreign_keys": "1",
    "recursive_triggers": "1",
}
OLDEST_POSTGRES = 150_000


def database() -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            version = str(cursor.fetchone()[0]).split(" ")[0]
            old = connection.pg_version < OLDEST_POSTGRES  # type: ignore[attr-defined]  # PostgreSQL's own
            remedy = "tried with PostgreSQL 15 and newer only"
            return judged("database", f"PostgreSQL {version}", trouble=old, remedy=remedy)
        cursor.execute("SELECT sqlite_version()")
        return green(
            "database", f"SQLite {cursor.fetchone()[0]}, {connection.settings_dict['NAME']}"
        )


def database_settings() -> Finding:
    wrong = _postgres_settings() if connection.vendor == "postgresql" else _sqlite_settings()
    words = (
        "isolation and extensions"
        if connection.vendor == "postgresql"
        else ("WAL, full synchronous, foreign keys, recursive triggers, immediate transactions")
    )
    return judged(
        "database settings",
        "; ".join(wrong) or words,
        trouble=bool(wrong),
        remedy="do not open the database with other settings; see docs/decisions/0006",
        red=True,
    )


def _sqlite_settings() -> list[str]:
    wrong = []
    for name, wanted in SQLITE_SETTINGS.items():
        found = str(_one(f"PRAGMA {name}"))
        if found != wanted:
            wrong.append(f"{name} is {found}")
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        wrong.append("transactions do not begin IMMEDIATE")
    return wrong


def _postgres_settings() -> list[str]:
    wrong = []
    isolation = _one("SHOW default_transaction_isolation")
    if isolation != "read committed":
        wrong.append(f"default isolation is {isolation}")
    if not _one("SELECT count(*) FROM pg_extension WHERE extname = 'btree_gist'"):
        wrong.append("the extension btree_gist is missing")
    if _one("SHOW server_encoding") != "UTF8":
        wrong.append("the encoding is not UTF8")
    return wrong


def migrations() -> Finding:
    waiting = probes.waiting_migrations()
    found = f"{len(waiting)} waiting, first {waiting[0]}" if waiting else "complete"
    remedy = "fullcircle migrate"
    return judged("tables", found, trouble=bool(waiting), remedy=remedy, red=True)


def append_only() -> Finding:
    triggers = trigger_names()
    wanted = {f"{table}_guard_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")}
    missing = sorted(wanted - triggers)
    found = f"missing: {', '.join(missing)}" if missing else f"{len(APPEND_ONLY)} tables guarded"
    return judged("append-only tables", found, trouble=bool(missing), remedy=_RESTORE, red=True)


def nobody_twice() -> Finding:
    if connection.vendor == "postgresql":
        there = bool(_one(f"SELECT count(*) FROM pg_constraint WHERE conname = '{NO_OVERLAP}'"))  # noqa: S608  own name
    else:
        wanted = {f"{NO_OVERLAP}_{verb}" for verb in ("INSERT", "UPDATE")}
        there = wanted <= trigger_names()
    if there:
        return green("nobody booked twice", "the database refuses overlapping assignments")
    return Finding("nobody booked twice", State.RED, "the constraint is missing", _RESTORE)


def trigger_names() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}


def _one(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


_RESTORE = (
    "somebody removed it from this database: restore a backup, or migrate the room back and on"
)

DATABASE_CHECKS: tuple[Check, ...] = (
    database,
    database_settings,
    migrations,
    append_only,
    nobody_twice,
)
