"""Pairs an event with the one that made it possible, for logs with start times.

That is the last event of the case that was completed when this one began and is not parallel to
it. Two activities are parallel when they overlap in time in at least PARALLEL_FROM of the cases
that have both: then neither waits for the other, whatever their order happens to be.
"""

from fullcircle.engines.eventlog.options import Missing, Options
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.warehouse import Warehouse

PARALLEL_FROM = 0.05
LONGEST_CASE = 5_000


def link(warehouse: Warehouse, options: Options) -> None:
    """Makes the table `chain`, with the columns that `chains.link` tells."""
    _refuse(warehouse)
    kept = "pid NOT IN (SELECT pid FROM machines)" if options.collapse_system else "true"
    warehouse.run(
        "CREATE TEMP VIEW working AS SELECT *, coalesce(start_us, at_us) AS begun FROM steps "  # noqa: S608  own SQL
        f"WHERE pid IS NULL OR {kept}"
    )
    _find_parallel(warehouse)
    warehouse.run(
        "CREATE TEMP TABLE givers AS SELECT taker, max(key) FILTER (WHERE known).seq AS giver, "
        "coalesce(max(key) = max(key) FILTER (WHERE known), false) AS sure FROM ("
        " SELECT e.seq AS taker, {'at_us': f.at_us, 'seq': f.seq} AS key, f.pid IS NOT NULL AS known"
        " FROM working e JOIN working f ON f.cid = e.cid AND f.at_us <= e.begun"
        "  AND (f.at_us < e.at_us OR f.seq < e.seq) AND f.seq <> e.seq"
        " LEFT JOIN parallel ON parallel.a = e.aid AND parallel.b = f.aid"
        " WHERE e.pid IS NOT NULL AND parallel.a IS NULL) GROUP BY taker"
    )
    broken = "true" if options.missing is Missing.SKIP else "first.sure"
    also = "true" if options.missing is Missing.SKIP else "second.sure"
    warehouse.run(
        "CREATE TEMP TABLE chain AS SELECT e.cid, e.aid, e.seq, e.at_us AS taken_us, e.start_us, "  # noqa: S608  own SQL
        "e.pid AS customer, f.pid AS supplier, f.aid AS given_aid, f.at_us AS given_us, "
        "g.pid AS before, g.at_us AS before_us, f.pid IS NOT NULL AS paired_skip, "
        "f.pid IS NOT NULL AND coalesce(first.sure, false) AS paired_break, "
        f"f.pid IS NOT NULL AND coalesce({broken}, false) AS paired, "
        f"g.pid IS NOT NULL AND coalesce({broken} AND {also}, false) AS tripled "
        "FROM working e LEFT JOIN givers first ON first.taker = e.seq "
        "LEFT JOIN working f ON f.seq = first.giver "
        "LEFT JOIN givers second ON second.taker = f.seq "
        "LEFT JOIN working g ON g.seq = second.giver WHERE e.pid IS NOT NULL"
    )


def _refuse(warehouse: Warehouse) -> None:
    starts, longest = warehouse.row(
        "SELECT sum(starts), max(events) FROM "
        "(SELECT count(start_us) AS starts, count(*) AS events FROM steps GROUP BY cid)"
    )
    if not starts:
        raise LogNotReadable(
            "Enabling pairs need start times, and the log has none",
            "the columns",
            "Name the column of the start with --start, or pair neighbours",
        )
    if longest > LONGEST_CASE:
        raise LogNotReadable(
            f"A case has {longest:,} events; enabling pairs are searched up to {LONGEST_CASE:,}",
            "the column of the case",
            "Name another column for the case, or pair neighbours",
        )


def _find_parallel(warehouse: Warehouse) -> None:
    warehouse.run(
        "CREATE TEMP TABLE parallel AS WITH held AS (SELECT DISTINCT cid, aid FROM steps), "
        "shared AS (SELECT x.aid AS a, y.aid AS b, count(*) AS n FROM held x JOIN held y "
        " ON x.cid = y.cid AND x.aid <> y.aid GROUP BY ALL), "
        "overlapping AS (SELECT x.aid AS a, y.aid AS b, count(DISTINCT x.cid) AS n "
        " FROM steps x JOIN steps y ON x.cid = y.cid AND x.aid <> y.aid "
        " AND x.start_us < y.at_us AND y.start_us < x.at_us GROUP BY ALL) "
        "SELECT a, b FROM overlapping JOIN shared USING (a, b) "
        "WHERE overlapping.n >= ? * shared.n",
        [PARALLEL_FROM],
    )
