"""Rows of several tables in one query: a card shows a dozen kinds of rows and may ask five times.

Each row comes as one JSON object and becomes an instance of its model again. Meant for the short
lists of one card, not for pages of thousands of rows.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject


@dataclass(frozen=True)
class Gathered:
    """What was found, by model, in the order the rooms' keys give them."""

    found: dict[str, list[models.Model]] = field(default_factory=dict)

    def of[M: models.Model](self, model: type[M]) -> list[M]:
        """The rows of one model, oldest key first."""
        return [row for row in self.found.get(model._meta.label, []) if isinstance(row, model)]

    def by_key[M: models.Model](self, model: type[M]) -> dict[Any, M]:
        return {row.pk: row for row in self.of(model)}


def gather(*parts: "QuerySet[Any]", leave_out: Iterable[str] = ()) -> Gathered:
    """One query for all `parts`, of different models. `leave_out`: fields that no card needs.

    Order and slices inside a part are lost: SQLite knows neither in a union.
    """
    dropped = frozenset(leave_out)
    return _gathered(
        _together(parts, dropped), {part.model._meta.label: part.model for part in parts}
    )


type Given = int | str | datetime
type Build = Callable[..., "Iterable[QuerySet[Any]]"]


class Prepared:
    """A gathering that is put into words once: asked again, it is only given other values.

    Putting a dozen parts together costs several times what the database needs to answer. `build`
    takes its values by name (keys, texts or instants), returns the parts, and may do nothing else
    with a value than compare rows with it: it is called once, with values that stand for others.
    """

    def __init__(self, build: Build, *, leave_out: Iterable[str] = ()) -> None:
        self._build = build
        self._dropped = frozenset(leave_out)
        self._ready: dict[str, tuple[str, list[Any], dict[str, type[models.Model]]]] = {}

    def __call__(self, **values: Given) -> Gathered:
        """One query."""
        ready = self._ready.get(connection.vendor)
        if ready is None:
            ready = self._ready[connection.vendor] = self._compiled(values)
        sql, params, by_label = ready
        bound = [_bound(values[one.name]) if isinstance(one, _Place) else one for one in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, bound)
            told = [(label, json.loads(text)) for label, text in cursor.fetchall()]
        return _gathered(told, by_label)

    def _compiled(
        self, values: dict[str, Given]
    ) -> tuple[str, list[Any], dict[str, type[models.Model]]]:
        standing = {
            name: _stand_in(number, value) for number, (name, value) in enumerate(values.items())
        }
        parts = list(self._build(**standing))
        sql, params = _together(parts, self._dropped).query.sql_with_params()
        places = {_bound(value): _Place(name) for name, value in standing.items()}
        used = [places.get(param, param) for param in params]
        return sql, used, {part.model._meta.label: part.model for part in parts}


@dataclass(frozen=True)
class _Place:
    """Where the value of this name goes."""

    name: str


def _stand_in(number: int, value: Given) -> Given:
    """A value of the same kind that nothing else in a query is equal to."""
    if isinstance(value, datetime):
        return datetime(1, 2, 3, 4, 5, 6, 789, tzinfo=UTC) + timedelta(seconds=number)
    if isinstance(value, str):
        return f"<value {number}>"
    return 7_305_991_000_000_000_000 + number


def _bound(value: Given) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _together(parts: "Iterable[QuerySet[Any]]", dropped: frozenset[str]) -> "QuerySet[Any, Any]":
    first, *rest = [_as_objects(part, dropped) for part in parts]
    return first.union(*rest, all=True)


def _gathered(told: Iterable[Any], by_label: dict[str, type[models.Model]]) -> Gathered:
    found: dict[str, list[models.Model]] = {}
    for label, values in told:
        found.setdefault(label, []).append(_row(by_label[label], values))
    for rows in found.values():
        rows.sort(key=lambda row: str(row.pk).zfill(20))
    return Gathered(found)


def _as_objects(part: "QuerySet[Any]", dropped: frozenset[str]) -> "QuerySet[Any]":
    fields = [f.attname for f in part.model._meta.concrete_fields if f.attname not in dropped]
    row = JSONObject(**{name: name for name in fields})
    return part.order_by().values_list(Value(part.model._meta.label), row)


def _row(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    known = {field.attname: field for field in model._meta.concrete_fields}
    row = model(**{name: _value(known[name], value) for name, value in values.items()})
    row._state.adding = False
    row._state.db = "default"
    return row


def _value(column: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column, models.JSONField):
        # SQLite nests a JSON column as text, PostgreSQL as JSON.
        return json.loads(value) if isinstance(value, str) else value
    if isinstance(column, models.DateTimeField):
        instant = datetime.fromisoformat(value)
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    return column.to_python(value)
