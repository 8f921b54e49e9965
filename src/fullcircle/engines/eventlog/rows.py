"""The rows behind an arrow."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fullcircle.engines.eventlog.events import since_1970
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.warehouse import Warehouse, file_literal, literal

PAIRS = "pairs.parquet"


@dataclass(frozen=True)
class PairRow:
    """One hand-over: `line` is where its taking event stands in the log."""

    case: str
    from_activity: str
    to_activity: str
    given_at: datetime
    taken_at: datetime
    wait_s: float | None
    line: int


def keep(warehouse: Warehouse, folder: Path, wait: str) -> None:
    """Leaves all counted pairs in `folder`, sorted so that those of one arrow lie together."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{PAIRS}.part"
    warehouse.run(
        'COPY (SELECT s.name AS supplier, c.name AS customer, cases.name AS "case", '  # noqa: S608  own SQL
        "f.name AS from_activity, t.name AS to_activity, make_timestamptz(given_us) AS given_at, "
        f"make_timestamptz(taken_us) AS taken_at, {wait} / 1e6 AS wait_s, raw.line AS line "
        "FROM chain JOIN raw ON raw.seq = chain.seq JOIN cases USING (cid) "
        "JOIN shown s ON s.pid = supplier JOIN shown c ON c.pid = customer "
        "JOIN activities f ON f.aid = given_aid JOIN activities t ON t.aid = chain.aid "
        "WHERE paired ORDER BY supplier, customer, given_us, chain.seq) "
        f"TO {literal(str(unfinished))} (FORMAT parquet, COMPRESSION zstd)"
    )
    unfinished.replace(folder / PAIRS)


def rows_behind(
    keep: Path, supplier: str, customer: str, *, offset: int = 0, limit: int = 25
) -> list[PairRow]:
    """The hand-overs of one arrow, oldest first. Raises LogNotReadable when none were kept."""
    file = keep / PAIRS
    if not file.is_file():
        raise LogNotReadable(
            "The rows behind this graph were not kept", str(keep), "Read the log again"
        )
    with Warehouse(memory="256MB") as warehouse:
        found = warehouse.run(
            'SELECT "case", from_activity, to_activity, epoch_us(given_at), epoch_us(taken_at), '  # noqa: S608  masked path
            f"wait_s, line FROM read_parquet({file_literal(file)}) "
            "WHERE supplier = ? AND customer = ? ORDER BY given_at, line LIMIT ? OFFSET ?",
            [supplier, customer, limit, offset],
        )
    return [
        PairRow(case, given, taken, since_1970(given_us), since_1970(taken_us), wait, line)
        for case, given, taken, given_us, taken_us, wait, line in found
    ]
