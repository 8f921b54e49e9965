"""Reading the event feed in an order that loses nothing, on either database.

SQLite numbers rows while it holds the only write lock, so the number is the order of commits.
PostgreSQL gives numbers before the commit: there the order is (transaction, number), and only rows
of transactions older than every open one are read; a younger row waits until the older has ended.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.db import connection

from fullcircle.foundation.models import Event

BATCH = 500
_ENDED = '"transaction" < pg_snapshot_xmin(pg_current_snapshot())::text::bigint'


class Position(NamedTuple):
    """A place in the feed; the text form travels as Last-Event-ID."""

    transaction: int
    number: int

    def __str__(self) -> str:
        return f"{self.transaction}-{self.number}"

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """None for anything that is not a position; never an error, it comes from outside."""
        transaction, dash, number = text.partition("-")
        if not dash or not (transaction.isascii() and number.isascii()):
            return None
        if not (transaction.isdigit() and number.isdigit()) or len(text) > 40:
            return None
        return cls(int(transaction), int(number))


@dataclass(frozen=True, slots=True)
class FeedRow:
    position: Position
    topic: str
    kind: str
    reference: str
    version: int
    payload: Any


def latest_position() -> Position:
    """Where a reader starts who wants only what comes from now on."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f'SELECT "transaction", id FROM {_table()} WHERE {_ENDED} '  # noqa: S608  own names
                'ORDER BY "transaction" DESC, id DESC LIMIT 1'
            )
        else:
            cursor.execute(f"SELECT 0, id FROM {_table()} ORDER BY id DESC LIMIT 1")  # noqa: S608  own names
        row = cursor.fetchone()
    return Position(*row) if row else Position(0, 0)


def rows_after(
    position: Position, *, topics: Sequence[str] | None = None, limit: int = BATCH
) -> list[FeedRow]:
    """The next rows behind `position`, oldest first; only of `topics` when they are given."""
    if topics is not None and not topics:
        return []
    if connection.vendor == "postgresql":
        columns, where = '"transaction"', f'("transaction", id) > (%s, %s) AND {_ENDED}'
        order, values = '"transaction", id', [position.transaction, position.number]
    else:
        columns, where, order, values = "0", "id > %s", "id", [position.number]
    if topics is not None:
        where += f" AND topic IN ({', '.join(['%s'] * len(topics))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, id, topic, kind, reference, version, payload "  # noqa: S608  own names
            f"FROM {_table()} WHERE {where} ORDER BY {order} LIMIT %s",
            [*values, *(topics or []), limit],
        )
        return [_row(*found) for found in cursor.fetchall()]


def some_wait_for_older_transactions() -> bool:
    """True when PostgreSQL holds rows back because an older transaction is still open."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {_table()} WHERE NOT ({_ENDED}))")  # noqa: S608  own names
        return bool(cursor.fetchone()[0])


def _table() -> str:
    return connection.ops.quote_name(Event._meta.db_table)


def _row(transaction: int, number: int, *rest: Any) -> FeedRow:
    topic, kind, reference, version, payload = rest
    if isinstance(payload, str):
        payload = json.loads(payload)
    return FeedRow(Position(transaction, number), topic, kind, reference, version, payload)
