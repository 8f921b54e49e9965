"""What a log looks like before anybody says which column is which."""

from dataclasses import dataclass
from pathlib import Path

from fullcircle.engines.eventlog.mapping import Mapping

NOTHING = Mapping("", "", "", "")


@dataclass(frozen=True)
class Column:
    """`filled` is the share of looked-at rows with a value; `distinct` counts up to the rows
    looked at, None when it was not counted."""

    name: str
    filled: float
    samples: tuple[str, ...]
    distinct: int | None = None


@dataclass(frozen=True)
class Inspection:
    """`guess` is None when a case, an activity, a party or a time cannot be found; `parts` is what
    was found of it, with empty names for the rest.

    `parties` are the columns that could be the party, best first. `rows` were looked at.
    """

    kind: str
    columns: tuple[Column, ...]
    guess: Mapping | None
    parties: tuple[str, ...]
    notes: tuple[str, ...]
    rows: int
    parts: Mapping = NOTHING


def inspect_log(path: Path, *, kind: str = "") -> Inspection:
    """Looks at the beginning of a log. Raises LogNotReadable."""
    from fullcircle.engines.eventlog import inspection_reading

    return inspection_reading.inspect_log(path, kind=kind)
