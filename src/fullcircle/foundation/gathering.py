"""Rows of several tables in one query: a card shows a dozen kinds of rows and may ask five times.

Each row comes as one JSON object and becomes an instance of its model again. Meant for the short
lists of one card, not for pages of thousands of rows.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject

from fullcircle.foundation.standing_queries import Given, Values, Worded, stand_ins


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


type Build = Callable[..., "Iterable[QuerySet[Any]]"]


class Prepared:
    """A gathering that is put into words once, as a standing query is.

    Putting a dozen parts together costs several times what the database needs to answer. `build`
    takes its values by name (keys, texts or instants), returns the parts, and may do nothing else
    with a value than compare rows with it: it is called once, with values that stand for others.
    """

    def __init__(self, build: Build, *, leave_out: Iterable[str] = ()) -> None:
        self._build = build
        self._dropped = frozenset(leave_out)
        self._ready: dict[str, tuple[Worded, dict[str, type[models.Model]]]] = {}

    def __call__(self, **values: Given) -> Gathered:
        """One query."""
        ready = self._ready.get(connection.vendor)
        if ready is None:
            ready = self._ready[connection.vendor] = self._compiled(dict(values))
        worded, by_label = ready
        told = [(label, json.loads(text)) for label, text in worded.fetched(dict(values))]
        return _gathered(told, by_label)

    def _compiled(self, values: Values) -> tuple[Worded, dict[str, type[models.Model]]]:
        parts = list(self._build(**stand_ins(values)))
        sql, params = _together(parts, self._dropped).query.sql_with_params()
        worded = Worded.of(sql, params, values)
        return worded, {part.model._meta.label: part.model for part in parts}


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
