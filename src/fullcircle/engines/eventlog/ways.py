"""The ways that cases take through parties, from the pairs that a study has kept."""

from dataclasses import dataclass
from pathlib import Path

from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.rows import PAIRS
from fullcircle.engines.eventlog.warehouse import Warehouse, file_literal

LONGEST = 40


@dataclass(frozen=True)
class Way:
    """`cases` cases went from one of `parties` to the next. A party that hands on to itself stands
    once; a way of more than LONGEST parties is cut there."""

    parties: tuple[str, ...]
    cases: int


def most_travelled(keep: Path, *, most: int = 20) -> list[Way]:
    """The most travelled first, equal ones by name. Cases that stay with one party have none.
    Raises LogNotReadable when no pairs were kept."""
    file = keep / PAIRS
    if not file.is_file():
        raise LogNotReadable(
            "The rows behind this graph were not kept", str(keep), "Read the log again"
        )
    with Warehouse() as warehouse:
        found = warehouse.run(
            "SELECT way, count(*) AS cases FROM ("  # noqa: S608  masked path
            "SELECT list_slice(list_append(list(supplier ORDER BY taken_at, line), "
            f"last(customer ORDER BY taken_at, line)), 1, {LONGEST}) AS way "
            f"FROM read_parquet({file_literal(file)}) "
            'WHERE supplier <> customer GROUP BY "case") '
            "GROUP BY way ORDER BY cases DESC, way LIMIT ?",
            [most],
        )
    return [Way(tuple(parties), cases) for parties, cases in found]
