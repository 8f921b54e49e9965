"""One rival, one log: runs in the rivals' own environment, in a process of its own.

Prints the number of pairs and of ordered pairs that occur, to be compared with ours.
"""

from __future__ import annotations

import json
import sys

CASE, STEP, PARTY, TIME = "case:concept:name", "concept:name", "org:resource", "time:timestamp"


def polars(file: str) -> tuple[int, int]:
    """Count, cases and mean wait of every ordered pair."""
    import polars as pl

    events = pl.scan_parquet(file).select(CASE, PARTY, TIME).with_row_index("place")
    chain = events.sort(CASE, TIME, "place").with_columns(
        before=pl.col(PARTY).shift(1),
        case_before=pl.col(CASE).shift(1),
        time_before=pl.col(TIME).shift(1),
    )
    edges = (
        chain.filter(pl.col(CASE) == pl.col("case_before"))
        .group_by("before", PARTY)
        .agg(
            handovers=pl.len(),
            cases=pl.col(CASE).n_unique(),
            wait=(pl.col(TIME) - pl.col("time_before")).mean(),
        )
        .collect()
    )
    return int(edges["handovers"].sum()), edges.height


def pandas(file: str) -> tuple[int, int]:
    """Only the count."""
    import pandas as pd

    events = pd.read_parquet(file, columns=[CASE, PARTY, TIME])
    events = events.sort_values([CASE, TIME], kind="stable")
    same = events[CASE] == events[CASE].shift(1)
    before = events[PARTY].shift(1)[same].rename("before")
    edges = events.loc[same, PARTY].to_frame().join(before).groupby(["before", PARTY]).size()
    return int(edges.sum()), len(edges)


def pm4py(file: str) -> tuple[int, int]:
    """Its share of all pairs; it does not tell the counts."""
    import pandas as pd
    import pm4py as miner

    events = pd.read_parquet(file, columns=[CASE, STEP, PARTY, TIME])
    events = events.sort_values([CASE, TIME], kind="stable")
    events[TIME] = events[TIME].dt.tz_localize("UTC")
    network = miner.discover_handover_of_work_network(events)
    return -1, len(network.connections)


RIVALS = {"polars": polars, "pandas": pandas, "pm4py": pm4py}

if __name__ == "__main__":
    pairs, edges = RIVALS[sys.argv[1]](sys.argv[2])
    print(json.dumps({"pairs": pairs, "edges": edges}))
