"""DuckDB, in bounded memory. The only place that imports it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import numpy as np
import numpy.typing as npt

from fullcircle.engines.eventlog.refusals import LogNotReadable

MEMORY = "1000MB"
THREADS = 2
NUMBERS = {"seq", "line", "pid"}

# Everything else that DuckDB refuses lies in the file it reads.
OUR_MISTAKES = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException)


class Warehouse:
    """One study's tables. They spill to a folder of their own, which goes with `close`."""

    def __init__(self, *, memory: str = MEMORY, threads: int = THREADS, zone: str = "UTC") -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="fullcircle-log-"))
        self._connection = duckdb.connect(
            config={
                "memory_limit": memory,
                "threads": threads,
                "temp_directory": str(self._folder),
                # A log is data: it never makes this program fetch code.
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "preserve_insertion_order": True,
            }
        )
        self._connection.execute(f"SET TimeZone = {literal(zone)}")

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of the answer. Raises LogNotReadable when there is no room to work in, or
        when a file that is only now read turns out to be damaged."""
        with _refusals():
            return self._connection.execute(sql, list(values)).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...]:
        """The one row of the answer."""
        return self.run(sql, values)[0]

    def arrays(self, sql: str, values: Sequence[Any] = ()) -> dict[str, npt.NDArray[Any]]:
        """The answer as one array per column; the query leaves no NULL."""
        with _refusals():
            found = self._connection.execute(sql, list(values)).fetchnumpy()
        return {name: np.asarray(column) for name, column in found.items()}

    def try_run(self, sql: str) -> str:
        """Empty when it worked, otherwise what DuckDB said: for reading files of others."""
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            return str(error) or type(error).__name__
        return ""

    def put(self, table: str, batch: Mapping[str, Sequence[Any]]) -> None:
        """Appends a batch of columns, each a list of equal length."""
        columns = {
            name: np.array(values, dtype=object if name not in NUMBERS else np.int64)
            for name, values in batch.items()
        }
        named = ", ".join(identifier(name) for name in batch)
        self._connection.register("batch", columns)
        self.run(f"INSERT INTO {table} ({named}) SELECT {named} FROM batch")  # noqa: S608  own names
        self._connection.unregister("batch")

    def kind_of(self, table: str, column: str) -> str:
        """DuckDB's name for the type of a column; `column` is quoted."""
        return self.columns_of(f"SELECT {column} FROM {table}")[0][1]  # noqa: S608  own names

    def columns_of(self, query: str) -> list[tuple[str, str]]:
        """Name and type of each column of a query."""
        return [(str(row[0]), str(row[1])) for row in self.run(f"DESCRIBE {query}")]

    def close(self) -> None:
        self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def file_literal(path: Path) -> str:
    """The path as text for SQL. DuckDB takes * ? [ in a name for a pattern: they are masked."""
    masked = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path.resolve()))
    return literal(masked)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        if isinstance(error, OUR_MISTAKES):
            raise
        if isinstance(error, duckdb.OutOfMemoryException | duckdb.IOException):
            raise _no_room(error) from error
        raise LogNotReadable(
            f"The file is damaged ({(str(error) or type(error).__name__).splitlines()[0][:200]})",
            "somewhere in its columns",
            "Write it again, or copy it again from where it came",
        ) from error


def _no_room(error: Exception) -> LogNotReadable:
    return LogNotReadable(
        f"There is not enough memory or disk to work in ({str(error).splitlines()[0][:200]})",
        tempfile.gettempdir(),
        "Make room there, or let TMPDIR point to a disk with room",
    )
