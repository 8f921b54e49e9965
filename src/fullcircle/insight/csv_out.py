"""The one writer of tables for spreadsheets. Text that a spreadsheet would compute is defused."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

# A cell that begins like this is a formula in the common programs, also after blanks.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(cell: object) -> str:
    """The cell as text; what would be a formula gets an apostrophe in front. Numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return str(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    text = str(cell).replace("\x00", "")
    if text.startswith(FORMULA_BEGINS) or text.lstrip().startswith(FORMULA_BEGINS[:4]):
        return f"'{text}"
    return text


def written(lines: Iterable[Iterable[object]]) -> Iterator[str]:
    """Lines of a comma-separated file (RFC 4180), each cell neutral. The first has a byte order
    mark, so that names with accents survive."""
    mark = "\ufeff"
    for line in lines:
        room = io.StringIO()
        csv.writer(room).writerow([neutral(cell) for cell in line])
        yield mark + room.getvalue()
        mark = ""
