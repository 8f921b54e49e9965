"""Queries that are put into words once per process: asked again, they are only given other values.

Putting a query into words costs Django several times what the database needs to answer it, and
planning it anew is most of PostgreSQL's work for a dozen joins: there it is a prepared statement.
"""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

type Given = int | str | datetime
type Values = dict[str, Given | Sequence[int]]

_PLACE = re.compile("%%|%s")


@dataclass(frozen=True)
class _Place:
    """Where the value of this name goes; `at`: which one of several keys."""

    name: str
    at: int = 0
    kind: type | None = None

    def of_kind(self, kind: type) -> "_Place":
        """PostgreSQL is told the width of a number by its type."""
        return self if kind in (int, str, datetime) else replace(self, kind=kind)

    def filled(self, values: Values) -> Any:
        value = values[self.name]
        if isinstance(value, datetime):
            return connection.ops.adapt_datetimefield_value(value)
        if not isinstance(value, int | str):
            # Too few keys: the last one again, which finds no more rows than once.
            value = value[min(self.at, len(value) - 1)]
        return self.kind(value) if self.kind else value


class StandingQuery[R]:
    """What `build` asks, as a list. It takes its values by name: keys, texts, instants, or several
    keys (for `__in`), and may do nothing else with a value than compare rows with it: it is called
    once for each number of keys (1, 2, 4, 8, ...), with values that stand for others. So it reads
    no clock and no setting: what it read would stand there for ever.

    Without any key in a list of keys nothing is asked.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, R]"]) -> None:
        self._build = build
        self._ready: dict[tuple[str, tuple[int, ...]], _Ready] = {}

    def __call__(self, **values: Given | Sequence[int]) -> list[R]:
        sizes = []
        for value in values.values():
            if not isinstance(value, int | str | datetime):
                if not value:
                    return []
                sizes.append(1 << (len(value) - 1).bit_length())
        shape = (connection.vendor, tuple(sizes))
        ready = self._ready.get(shape)
        if ready is None:
            ready = self._ready[shape] = _Ready(self._build(**stand_ins(values)), values)
        return ready.rows(values)


@dataclass(frozen=True)
class Worded:
    """A statement with its constants written out, and the places of the values that are left.

    Constants are no parameters: SQLite takes a partial index only for a condition in the query
    itself, and PostgreSQL plans better for what it knows.
    """

    sql: str
    params: tuple[Any, ...]

    @classmethod
    def of(cls, sql: str, params: Sequence[Any], values: Values) -> "Worded":
        places, left, waiting = _places(values), list[Any](), iter(params)

        def said(found: re.Match[str]) -> str:
            if found.group() == "%%":
                return "%%"
            param = next(waiting)
            place = places.get(param) if isinstance(param, int | str | datetime) else None
            constant = _constant(param) if place is None else None
            if constant is not None:
                return constant
            left.append(param if place is None else place.of_kind(type(param)))
            return "%s"

        return cls(_PLACE.sub(said, sql), tuple(left))

    def fetched(self, values: Values) -> list[Any]:
        bound = [one.filled(values) if isinstance(one, _Place) else one for one in self.params]
        with _standing_cursor() as cursor:
            cursor.execute(self.sql, bound)
            return list(cursor.fetchall())


class _Ready:
    def __init__(self, rows: "QuerySet[Any, Any]", values: Values) -> None:
        self._rows: Any = rows
        self._compiler = rows.query.get_compiler(using=rows.db)
        # The fields that are read know their places once the words are there.
        sql, params = self._compiler.as_sql()
        self._worded = Worded.of(sql, params, values)

    def rows(self, values: Values) -> list[Any]:
        compiler = copy.copy(self._compiler)
        compiler.connection = connection
        compiler.execute_sql = lambda *_, **__: [self._worded.fetched(values)]
        query = copy.copy(self._rows.query)
        query.get_compiler = lambda *_, **__: compiler
        asked: Any = QuerySet(model=self._rows.model, query=query, using=self._rows.db)
        asked._iterable_class = self._rows._iterable_class
        asked._fields = self._rows._fields
        return list(asked)


@contextmanager
def _standing_cursor() -> Iterator[Any]:
    """A cursor whose statements PostgreSQL prepares; any other database does so by itself."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.ensure_connection()
    usual = connection.connection.cursor_factory
    connection.connection.cursor_factory = ServerBindingCursor
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.connection.cursor_factory = usual


def _constant(param: Any) -> str | None:
    if isinstance(param, bool):
        return str(param).lower() if connection.vendor == "postgresql" else str(int(param))
    if isinstance(param, int):
        return str(int(param))
    if isinstance(param, str) and "\\" not in param and "\0" not in param:
        return "'" + str(param).replace("'", "''").replace("%", "%%") + "'"
    return None


def stand_ins(values: Values) -> dict[str, Any]:
    """Values of the same kinds that nothing else in a query is equal to."""
    made: dict[str, Any] = {}
    for number, (name, value) in enumerate(values.items()):
        if isinstance(value, int | str | datetime):
            made[name] = _stand_in(number, value)
        else:
            size = 1 << (len(value) - 1).bit_length()
            made[name] = [_stand_in(number * 1_000_000 + 1_000 + at, 0) for at in range(size)]
    return made


def _places(values: Values) -> dict[Any, _Place]:
    places: dict[Any, _Place] = {}
    for name, standing in stand_ins(values).items():
        several = standing if isinstance(standing, list) else [standing]
        for at, value in enumerate(several):
            bound = value
            if isinstance(value, datetime):
                bound = connection.ops.adapt_datetimefield_value(value)
            places[bound] = _Place(name, at)
    return places


def _stand_in(number: int, value: Given) -> Given:
    if isinstance(value, datetime):
        return datetime(1, 2, 3, 4, 5, 6, 789, tzinfo=UTC) + timedelta(seconds=number)
    if isinstance(value, str):
        return f"<value {number}>"
    return 7_305_991_000_000_000_000 + number
