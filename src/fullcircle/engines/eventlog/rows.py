"""The rows behind an arrow."""

from dataclasses import dataclass
from datetime import datetime

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
