"""Copies of the company inside the database: what the past left, again, with other keys.

A copy is a company beside the company: its own people, customers and places, the same days. So no
instant is moved, nobody is booked twice, and every index sees what it would see in a company that
many times the size. Of each copy every fortieth case is left where it waits: closed out, not
billed, not confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from fullcircle.demo.writing import history
from fullcircle.handoffs.models import Link
from fullcircle.handoffs.states import LinkKey

WAITS_EVERY = 40
DISPUTED_EVERY = 400

# Lines come before their invoice: the database refuses lines on posted ones.
COPIED = (
    "people.Person", "people.PersonSeat", "people.PersonSkill", "people.TeamMembership",
    "customers.Customer", "customers.Location", "customers.Contact", "customers.Equipment",
    "customers.Agreement",
    "customers.CustomerFlag", "customers.PersonalNote", "customers.ServiceRecord",
    "handoffs.Case", "handoffs.Handoff", "handoffs.Return",
    "servicedesk.Request", "servicedesk.RequestClock", "servicedesk.ClockEvent",
    "servicedesk.Confirmation",
    "scheduling.Job", "scheduling.Promise", "scheduling.Visit", "scheduling.VisitStep",
    "dispatch.Assignment", "dispatch.Briefing",
    "fieldwork.Attendance", "fieldwork.CloseOut", "fieldwork.PartUsed", "fieldwork.CloseOutPhoto",
    "billing.InvoiceLine", "billing.Invoice", "billing.Review", "billing.Payment",
)  # fmt: skip

# Texts such as "visit:12" that name a row, and the table whose keys they hold.
REFERENCES = {
    "person": "people_person",
    "visit": "scheduling_visit",
    "case": "handoffs_case",
    "link": "handoffs_case",
    "assignment": "dispatch_assignment",
    "record": "customers_servicerecord",
    "invoice": "billing_invoice",
}
REFERRING = {
    "by", "item", "outcome_by", "visit_ref", "technician_ref", "confirmed_by", "said_by",
    "raised_by", "assigned_by", "on_behalf_of", "source",
}  # fmt: skip

AUDIT = """
INSERT INTO foundation_auditentry
 (at, device_at, "by", on_behalf_of, verb, subject, case_number, "before", "after", source, reason)
SELECT s.at, NULL, s."by", s.on_behalf_of, 'visit', 'visit:' || s.visit_id, c.number,
 s."before", s."after", s.source, ''
FROM scheduling_visitstep s JOIN scheduling_visit v ON v.id = s.visit_id
 JOIN scheduling_job j ON j.id = v.job_id JOIN handoffs_case c ON c.id = j.case_id
WHERE s.id > {above}
"""

_SQLITE = (
    "PRAGMA foreign_keys=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA cache_size=-400000",
)

type Marks = dict[str, int]


@dataclass(frozen=True)
class _Copy:
    """One copy in the making: how far keys move, and the columns and rows that differ."""

    number: int
    offsets: Marks
    invoices: int
    differing: dict[tuple[str, str], str]
    rows: dict[str, str]


def copied_models() -> list[type[models.Model]]:
    return [apps.get_model(label) for label in COPIED]


def marks() -> Marks:
    """The highest key of each table that is copied."""
    return {
        model._meta.db_table: model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        for model in copied_models()
    }


def copy(upto: Marks, number: int) -> None:
    """Everything of the past up to `upto` once more."""
    offsets = marks()
    invoices = int(_one("SELECT COALESCE(MAX(number), 0) FROM billing_invoice"))
    differing, rows = _waiting()
    making = _Copy(number, offsets, invoices, differing, rows)
    with _unchecked(), transaction.atomic(), connection.cursor() as cursor:
        for model in copied_models():
            cursor.execute(_statement(model, making, upto[model._meta.db_table]))
        cursor.execute(AUDIT.format(above=offsets["scheduling_visitstep"]))
        for statement in connection.ops.sequence_reset_sql(no_style(), copied_models()):
            cursor.execute(statement)
    history.set_counters()


def audit_of_the_past() -> None:
    """The steps of the visits as audit rows: the actions of two years would have left them."""
    with connection.cursor() as cursor:
        cursor.execute(AUDIT.format(above=0))


def _statement(model: type[models.Model], making: _Copy, upto: int) -> str:
    table = model._meta.db_table
    fields = model._meta.local_concrete_fields
    columns = ", ".join(_quoted(str(field.column)) for field in fields)
    values = ", ".join(_value(table, field, making) for field in fields)
    wanted = f"id <= {upto}"
    if table in making.rows:
        wanted += f" AND NOT ({making.rows[table]})"
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {wanted}"


def _value(table: str, field: models.Field[Any, Any], making: _Copy) -> str:
    name = str(field.column)
    column = _quoted(name)
    if (table, name) in making.differing:
        return making.differing[table, name]
    if field.primary_key:
        return f"{column} + {making.offsets[table]}"
    if field.is_relation and field.related_model is not None:
        return _moved(column, field.related_model, making)
    if name == "case_number" or (table, name) == ("handoffs_case", "number"):
        moved = f"CAST(substr({column}, 2) AS bigint) + {making.offsets['handoffs_case']}"
        return f"'C' || substr(CAST(1000000 + {moved} AS text), 2)"
    if (table, name) == ("customers_customer", "number"):
        return f"{column} || '-{making.number}'"
    if (table, name) == ("billing_invoice", "number"):
        return f"{column} + {making.invoices}"
    if name in REFERRING and isinstance(field, models.CharField):
        return _reference(column, making.offsets)
    return column


def _moved(column: str, related: Any, making: _Copy) -> str:
    offset = making.offsets.get(related._meta.db_table)
    return f"{column} + {offset}" if offset is not None else column


def _reference(column: str, offsets: Marks) -> str:
    cases = " ".join(
        f"WHEN {column} LIKE '{word}:%' THEN"
        f" '{word}:' || (CAST(substr({column}, {len(word) + 2}) AS bigint) + {offsets[table]})"
        for word, table in REFERENCES.items()
    )
    return f"CASE {cases} ELSE {column} END"


def _waiting() -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Columns and left-out rows of the cases that wait for the books and for the customer's word."""
    links = dict(Link.objects.values_list("key", "pk"))
    waits = f"case_id % {WAITS_EVERY} = 0"
    undecided = f"{waits} AND link_id IN ({links[LinkKey.CLOSEOUT]}, {links[LinkKey.VISIT]})"
    recorded = f"CAST(substr(case_number, 2) AS bigint) % {WAITS_EVERY} = 0"
    changed: dict[str, tuple[str, dict[str, str]]] = {
        "handoffs_case": (f"id % {WAITS_EVERY} = 0", {"state": "'open'", "closed_at": "NULL"}),
        "handoffs_handoff": (
            undecided,
            {"state": "'given'", "outcome_at": "NULL", "outcome_act": "''", "known": "''"},
        ),
        "servicedesk_request": (
            waits,
            {
                "circle": f"CASE WHEN case_id % {DISPUTED_EVERY} = 0 THEN 'disputed'"
                " ELSE 'done' END",
                "circle_at": "NULL",
            },
        ),
        "customers_servicerecord": (
            recorded,
            {"state": "'provisional'", "confirmed_at": "NULL"},
        ),
    }
    differing = {
        (table, column): f"CASE WHEN {when} THEN {value} ELSE {_quoted(column)} END"
        for table, (when, columns) in changed.items()
        for column, value in columns.items()
    }
    return differing, _left_out(waits, links[LinkKey.RECORD])


def _left_out(waits: str, record: int) -> dict[str, str]:
    request = f"SELECT id FROM servicedesk_request WHERE {waits}"
    invoice = f"SELECT id FROM billing_invoice WHERE {waits}"
    visit = (
        "SELECT v.id FROM scheduling_visit v JOIN scheduling_job j ON j.id = v.job_id"
        f" WHERE j.{waits}"
    )
    return {
        "handoffs_handoff": f"{waits} AND link_id = {record}",
        "handoffs_return": "handoff_id IN"
        f" (SELECT id FROM handoffs_handoff WHERE {waits} AND link_id = {record})",
        "servicedesk_confirmation": f"request_id IN ({request})",
        "billing_review": f"visit_id IN ({visit})",
        "billing_invoice": waits,
        "billing_invoiceline": f"invoice_id IN ({invoice})",
        "billing_payment": waits,
    }


@contextmanager
def _unchecked() -> Iterator[None]:
    """Keys are checked by the tests of the writer; here they would cost minutes.

    The connection is a new one afterwards, with the programme's own settings.
    """
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for statement in _SQLITE if sqlite else ("SET session_replication_role = replica",):
            cursor.execute(statement)
    try:
        yield
    finally:
        connection.close()


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _one(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
