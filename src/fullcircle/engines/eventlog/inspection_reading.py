"""Looks at the beginning of a log: columns, samples, and a guess which is which."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from fullcircle.engines.eventlog import guessing
from fullcircle.engines.eventlog.bytes_reader import check_file
from fullcircle.engines.eventlog.csv_rows import CsvRows
from fullcircle.engines.eventlog.csv_shape import shape_of
from fullcircle.engines.eventlog.inspection import Column, Inspection
from fullcircle.engines.eventlog.options import NO_PARTY
from fullcircle.engines.eventlog.readers import open_source
from fullcircle.engines.eventlog.recognition import kind_of
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.times import are_times
from fullcircle.engines.eventlog.warehouse import Warehouse, file_literal

LOOKED_AT = 2_000  # rows, and signs of each value
SAMPLES = 5
SHOWN = 80
Row = tuple[str | None, ...]


def inspect_log(path: Path, *, kind: str = "") -> Inspection:
    """Reads the first LOOKED_AT rows. Raises LogNotReadable."""
    check_file(path)
    kind = kind or kind_of(path)
    if kind == "parquet":
        names, rows = _of_parquet(path)
        notes: tuple[str, ...] = ()
    else:
        names, rows, notes = _of_source(path, kind)
    columns = tuple(_column(name, [row[n] for row in rows]) for n, name in enumerate(names))
    times = _times(columns, rows)
    found = guessing.parts(columns, times, len(rows))
    whole = found.case and found.activity and found.party and found.time
    taken = frozenset(times | {found.case, found.activity})
    return Inspection(
        kind=kind,
        columns=columns,
        guess=found if whole else None,
        parties=_parties(columns, taken, found.party),
        notes=notes,
        rows=len(rows),
        parts=found,
    )


def _parties(columns: Sequence[Column], taken: frozenset[str], party: str) -> tuple[str, ...]:
    found = guessing.parties(columns, taken)
    return tuple(dict.fromkeys(([party] if party else []) + list(found)))


def _of_parquet(path: Path) -> tuple[tuple[str, ...], list[Row]]:
    read = f"SELECT * FROM read_parquet({file_literal(path)})"  # noqa: S608  masked path
    with Warehouse(memory="256MB") as warehouse:
        wrong = warehouse.try_run(f"DESCRIBE {read}")
        if wrong:
            raise LogNotReadable(
                f"The Parquet file cannot be read ({wrong.splitlines()[0][:200]})",
                str(path),
                "Write it again",
            )
        names = tuple(name for name, _kind in warehouse.columns_of(read))
        texts = f"SELECT left(COLUMNS(*)::VARCHAR, {LOOKED_AT})"
        found = warehouse.run(f"{texts} FROM ({read} LIMIT {LOOKED_AT})")
    return names, [tuple(row) for row in found]


def _of_source(path: Path, kind: str) -> tuple[tuple[str, ...], list[Row], tuple[str, ...]]:
    source: Any = open_source(path, kind=kind)
    if source is None:
        source = CsvRows(path, shape_of(path))
    try:
        names = tuple(source.columns)
        found: Iterator[tuple[int, Row]] = source.rows(names)
        rows = [
            tuple(None if value is None else value[:LOOKED_AT] for value in row)
            for _line, row in islice(found, LOOKED_AT)
        ]
        return names, rows, tuple(source.notes)
    finally:
        source.close()


def _column(name: str, values: Sequence[str | None]) -> Column:
    filled = [value for value in values if value is not None and value.strip() not in NO_PARTY]
    different = dict.fromkeys(filled)
    return Column(
        name=name,
        filled=len(filled) / len(values) if values else 0.0,
        samples=tuple(value[:SHOWN] for value in islice(different, SAMPLES)),
        distinct=len(different),
    )


def _times(columns: Sequence[Column], rows: Sequence[Row]) -> frozenset[str]:
    values = {
        column.name: [row[n] or "" for row in rows[:500] if (row[n] or "").strip()]
        for n, column in enumerate(columns)
    }
    with Warehouse(memory="256MB") as warehouse:
        return frozenset(
            name for name, texts in values.items() if texts and are_times(warehouse, name, texts)
        )
