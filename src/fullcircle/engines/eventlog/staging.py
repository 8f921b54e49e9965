"""Brings the rows of a log into the table `raw`, under our names of the columns.

Parquet and plain CSV are read by DuckDB itself. A CSV in which anything is odd is read again line
by line, so that what is wrong can be told with its line; other formats come from their readers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fullcircle.engines.eventlog.bytes_reader import check_file
from fullcircle.engines.eventlog.csv_rows import CsvRows
from fullcircle.engines.eventlog.csv_shape import CsvShape, shape_of
from fullcircle.engines.eventlog.events import Progress
from fullcircle.engines.eventlog.graph import BadRow
from fullcircle.engines.eventlog.mapping import Mapping
from fullcircle.engines.eventlog.pseudonyms import Pseudonyms
from fullcircle.engines.eventlog.readers import open_source
from fullcircle.engines.eventlog.recognition import kind_of
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.source import Source
from fullcircle.engines.eventlog.warehouse import Warehouse, file_literal, identifier, literal

FIELDS = ("case", "activity", "party", "time", "start", "transition", "item")
BATCH = 50_000
HEAVY = 32 << 20  # signs in a batch; texts may be long
Tell = Callable[[Progress], None]


@dataclass(frozen=True)
class Staged:
    """`bad` rows never came into `raw`; `bad_count` counts them all. `masked`: the parties in
    `raw` are pseudonyms already."""

    bad: tuple[BadRow, ...] = ()
    bad_count: int = 0
    notes: tuple[str, ...] = ()
    masked: bool = False


def stage(
    warehouse: Warehouse, path: Path, mapping: Mapping, *, pseudonyms: Pseudonyms, tell: Tell
) -> Staged:
    """Leaves a table or view `raw` with `seq`, `line` and FIELDS. Raises LogNotReadable."""
    check_file(path)
    kind = kind_of(path)
    if kind == "parquet":
        return _parquet(warehouse, path, mapping)
    if kind == "csv":
        return _csv(warehouse, path, mapping, pseudonyms=pseudonyms, tell=tell)
    source = open_source(path, kind=kind)
    if source is None:
        raise LogNotReadable(f"There is no reader for {kind}", str(path), "Save it as CSV")
    try:
        return stage_rows(warehouse, source, mapping, pseudonyms=pseudonyms, tell=tell)
    finally:
        source.close()


def require(mapping: Mapping, columns: tuple[str, ...]) -> None:
    """Raises LogNotReadable unless every named column is there."""
    for field in FIELDS:
        name = getattr(mapping, field)
        if name and name not in columns:
            there = ", ".join(columns[:30]) + (" ..." if len(columns) > 30 else "")
            raise LogNotReadable(
                f"There is no column {name!r} for the {field}",
                "the columns",
                f"Name one of: {there}",
            )


def _parquet(warehouse: Warehouse, path: Path, mapping: Mapping) -> Staged:
    read = f"read_parquet({file_literal(path)}, file_row_number = true)"
    wrong = warehouse.try_run(f"DESCRIBE SELECT * FROM {read}")  # noqa: S608  masked path
    if wrong:
        raise LogNotReadable(
            f"The Parquet file cannot be read ({wrong.splitlines()[0][:200]})",
            str(path),
            "Write it again",
        )
    kinds = dict(warehouse.columns_of(f"SELECT * FROM {read}"))  # noqa: S608  masked path
    require(mapping, tuple(kinds))
    columns = ", ".join(_field(mapping, field, kinds) for field in FIELDS)
    warehouse.run(
        "CREATE TEMP VIEW raw AS SELECT file_row_number AS seq, seq + 1 AS line, "  # noqa: S608  quoted names
        f"{columns} FROM {read}"
    )
    wrong = warehouse.try_run('SELECT count("time"), count("case") FROM raw')
    if wrong:
        raise LogNotReadable(
            f"The Parquet file is damaged ({wrong.splitlines()[0][:200]})",
            str(path),
            "Write it again, or copy it again from where it came",
        )
    return Staged()


def _field(mapping: Mapping, field: str, kinds: dict[str, str]) -> str:
    name = getattr(mapping, field)
    if not name:
        return f"NULL::VARCHAR AS {identifier(field)}"
    if field in {"time", "start"} or kinds[name] == "VARCHAR":
        return f"{identifier(name)} AS {identifier(field)}"
    return f"{identifier(name)}::VARCHAR AS {identifier(field)}"


def _csv(
    warehouse: Warehouse, path: Path, mapping: Mapping, *, pseudonyms: Pseudonyms, tell: Tell
) -> Staged:
    shape = shape_of(path)
    require(mapping, shape.columns)
    if shape.plain and not pseudonyms.active and _read_by_duckdb(warehouse, path, mapping, shape):
        return Staged(notes=shape.notes)
    warehouse.run("DROP TABLE IF EXISTS raw")
    source = CsvRows(path, shape)
    try:
        staged = stage_rows(warehouse, source, mapping, pseudonyms=pseudonyms, tell=tell)
    finally:
        source.close()
    return Staged(tuple(source.bad), source.bad_count, staged.notes, staged.masked)


def _read_by_duckdb(warehouse: Warehouse, path: Path, mapping: Mapping, shape: CsvShape) -> bool:
    """True when every line of the file became one row, so that a row's number tells its line."""
    kinds = dict.fromkeys(shape.columns, "VARCHAR")
    named = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in shape.columns)
    columns = ", ".join(_field(mapping, field, kinds) for field in FIELDS)
    header = int(shape.has_header)
    wrong = warehouse.try_run(
        f"CREATE TEMP TABLE raw AS SELECT row_number() OVER () AS seq, seq + {header} AS line, {columns} "  # noqa: S608  quoted names
        f"FROM read_csv({file_literal(path)}, auto_detect = false, header = {bool(header)}, "
        f"delim = {literal(shape.delimiter)}, quote = {literal(shape.quote)}, "
        f"escape = {literal(shape.quote)}, columns = {{{named}}}, encoding = 'utf-8', "
        "compression = 'none', strict_mode = true, null_padding = false)"
    )
    if wrong:
        return False
    return bool(warehouse.row("SELECT count(*) FROM raw")[0] + header == shape.lines)


def stage_rows(
    warehouse: Warehouse, source: Source, mapping: Mapping, *, pseudonyms: Pseudonyms, tell: Tell
) -> Staged:
    """Stages the rows of a reader in batches, as text."""
    fields = [field for field in FIELDS if getattr(mapping, field)]
    wanted = [getattr(mapping, field) for field in fields]
    create_raw(warehouse, "VARCHAR")
    party = fields.index("party")
    batch: list[tuple[Any, ...]] = []
    count = weight = 0
    for seq, (line, values) in enumerate(source.rows(wanted)):
        if pseudonyms.active:
            values = (*values[:party], pseudonyms.of(values[party]), *values[party + 1 :])
        batch.append((seq, line, *values))
        weight += sum(map(len, filter(None, values)))
        if len(batch) >= BATCH or weight > HEAVY:
            count += len(batch)
            put_rows(warehouse, fields, batch)
            batch, weight = [], 0
            tell(Progress("reading", 0.6 * min(1.0, source.share_read()), count))
    put_rows(warehouse, fields, batch)
    _require_filled(warehouse, source, mapping, fields)
    return Staged(notes=tuple(source.notes), masked=pseudonyms.active)


def _require_filled(
    warehouse: Warehouse, source: Source, mapping: Mapping, fields: list[str]
) -> None:
    """Some logs must be read to their end to know their columns: that is done only when one that
    was named held nothing at all."""
    counts = warehouse.row(
        f"SELECT {', '.join(f'count({identifier(field)})' for field in fields)} FROM raw"  # noqa: S608  own names
    )
    if not all(counts):
        require(mapping, tuple(source.columns))


def create_raw(warehouse: Warehouse, kind_of_times: str) -> None:
    kinds = {"time": kind_of_times, "start": kind_of_times}
    columns = ", ".join(f"{identifier(name)} {kinds.get(name, 'VARCHAR')}" for name in FIELDS)
    warehouse.run(f"CREATE TEMP TABLE raw (seq BIGINT, line BIGINT, {columns})")


def put_rows(warehouse: Warehouse, fields: list[str], batch: list[tuple[Any, ...]]) -> None:
    if batch:
        columns = zip(*batch, strict=True)
        warehouse.put("raw", dict(zip(["seq", "line", *fields], map(list, columns), strict=True)))
