"""Where each text key of the plain values stands in the database."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from fullcircle.handoffs.models import ExpectationCard
from fullcircle.handoffs.states import LinkKey
from fullcircle.registry.catalogue.models import ClosingFormItem, JobType, PriceItem
from fullcircle.registry.customers.models import Contact, Customer, Equipment, Location
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person, Team
from fullcircle.registry.people.states import Party, Seat


@dataclass
class Index:
    """Key -> row, filled in the order in which the rooms depend on each other."""

    people: dict[str, Person] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    equipment: dict[str, Equipment] = field(default_factory=dict)
    job_types: dict[str, JobType] = field(default_factory=dict)
    forms: dict[str, list[ClosingFormItem]] = field(default_factory=dict)
    prices: dict[str, PriceItem] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)
    cards: dict[tuple[str, str, int], ExpectationCard] = field(default_factory=dict)
    plans: dict[str, list[tuple[Any, Any, str]]] = field(default_factory=dict)

    def person_id(self, key: str) -> int | None:
        """The row of a person; None for nobody and for "contact", who is no colleague."""
        row = self.people.get(key)
        return row.pk if row else None

    def ref(self, key: str) -> str:
        return self.people[key].ref

    def call_name(self, key: str) -> str:
        return self.people[key].call_name

    def card(self, link: LinkKey, trade: str, version: int) -> ExpectationCard:
        return self.cards[str(link), str(trade), version]


@contextmanager
def without_collecting() -> Iterator[None]:
    """Rows in bulk make no cycles worth looking for: a quarter of the time is saved."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def actor_of(person: Person, seats: Sequence[Seat], teams: Iterable[int]) -> Actor:
    """The same as `actor_for`, without asking the database again."""
    return Actor(
        ref=person.ref,
        party=Party.PERSON,
        name=person.name,
        call_name=person.call_name,
        person_id=person.pk,
        seats=frozenset(seats),
        team_ids=frozenset(teams),
    )


def write[M: models.Model](model: type[M], rows: Iterable[M]) -> list[M]:
    """Insert many rows; they come back with their numbers.

    What `bulk_create` does, in a third of its time: no statement is built per batch, numbers are
    given here, and the table's sequence is moved behind them.
    """
    written = list(rows)
    if not written:
        return written
    _number(model, written)
    fields = model._meta.local_concrete_fields
    prepare = [(field.attname, field.get_db_prep_save) for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    table = quote(model._meta.db_table)
    lines = (
        tuple(prep(getattr(row, name), connection) for name, prep in prepare) for row in written
    )
    _insert(table, columns, len(fields), lines)
    for row in written:
        row._state.adding, row._state.db = False, connection.alias
    _move_sequence(model)
    return written


def _insert(table: str, columns: str, width: int, lines: Iterable[tuple[Any, ...]]) -> None:
    """PostgreSQL takes many rows by COPY; SQLite prepares one statement for all of them."""
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
        ):
            for line in lines:
                copy.write_row(line)
        return
    places = ", ".join(["%s"] * width)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608  names of our own tables
    set_many(sql, list(lines))


def _number(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    if isinstance(model._meta.pk, models.AutoField):
        last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        for number, row in enumerate(rows, start=last + 1):
            row.pk = number


def _move_sequence(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def instant(value: datetime | None) -> Any:
    """An instant as this database takes it in plain SQL."""
    return None if value is None else connection.ops.adapt_datetimefield_value(value)


def set_many(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """One statement for many rows of parameters."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)
