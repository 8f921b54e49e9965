"""A log of any length, the same for the same length: seeded, shuffled, as Parquet."""

from pathlib import Path

import duckdb
import numpy as np

SEED = 20261122
PARTIES, ACTIVITIES = 500, 24
CASES_PER_EVENT = 0.1534761  # 1.53 million cases in ten million events
HOUR = 3_600_000_000
MAKE = """
COPY (SELECT 'case-' || case_number AS "case:concept:name", 'Step ' || step AS "concept:name",
    'Party ' || lpad(party::VARCHAR, 3, '0') AS "org:resource",
    make_timestamp(moment) AS "time:timestamp" FROM drawn)
TO $file (FORMAT parquet, COMPRESSION zstd)
"""


def make(file: Path, events: int) -> None:
    """Some parties do far more than others; cases begin over a year and last a month."""
    random = np.random.default_rng(SEED)
    case = random.integers(0, int(events * CASES_PER_EVENT), events, dtype=np.int64)
    weights = 1 / np.arange(1, PARTIES + 1) ** 0.6
    drawn = {
        "case_number": case,
        "party": random.choice(PARTIES, size=events, p=weights / weights.sum()),
        "step": random.integers(0, ACTIVITIES, events),
        "moment": 1_704_067_200_000_000
        + (case % 8760) * HOUR
        + random.integers(0, 30 * 24 * 3600, events) * 1_000_000,
    }
    unfinished = file.with_suffix(".part")
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as connection:
        connection.register("drawn", drawn)
        connection.execute(MAKE, {"file": str(unfinished)})
    unfinished.replace(file)
