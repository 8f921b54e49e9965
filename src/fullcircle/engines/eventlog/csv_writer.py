"""Our events as CSV, one event a row, in the columns that the reader of logs guesses itself."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from fullcircle.engines.eventlog.events import Event

COLUMNS = ("case", "activity", "party", "start", "time", "item")
# A cell that begins like this is a formula in the common spreadsheets, also after blanks.
FORMULA = ("=", "+", "-", "@")


def write_csv(
    out: BinaryIO, events: Iterable[Event], *, more: Sequence[str] = (), plain: bool = False
) -> int:
    """Writes the events in their order, as UTF-8; `more` names further attributes for columns.

    Text that a spreadsheet would compute gets an apostrophe in front, unless `plain`: then it is
    read back as it was. Returns the number of events. Raises ValueError for an attribute that
    `more` does not name, since it would be lost.
    """
    count = 0
    out.write(_line((*COLUMNS, *more)))
    for event in events:
        count += 1
        lost = event.more.keys() - set(more)
        if lost:
            raise ValueError(f"no column for {', '.join(sorted(lost))}")
        start = "" if event.start is None else instant(event.start)
        texts = (event.case, event.activity, event.party, start, instant(event.at), event.item)
        cells = (*texts, *(event.more.get(name, "") for name in more))
        out.write(_line(cells if plain else [_neutral(cell) for cell in cells]))
    return count


def instant(at: datetime) -> str:
    """In UTC by ISO 8601, with milliseconds, or microseconds where there are any: tools that read
    logs expect three digits at least, and guess the spelling by the first row."""
    if at.tzinfo is None:
        raise ValueError("a time without zone is no instant")
    spec = "microseconds" if at.microsecond % 1000 else "milliseconds"
    return at.astimezone(UTC).isoformat(timespec=spec)


def _neutral(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def _line(cells: Iterable[str]) -> bytes:
    room = io.StringIO()
    csv.writer(room, lineterminator="\n").writerow(cells)
    return room.getvalue().encode("utf-8", "replace")
