"""Further measures by the definitions of van der Aalst, Reijers and Song (2005)."""

from fullcircle.engines.eventlog.chains import left_out
from fullcircle.engines.eventlog.graph import DistanceEdge, Together
from fullcircle.engines.eventlog.options import Options
from fullcircle.engines.eventlog.warehouse import Warehouse


def working_together(warehouse: Warehouse, names: dict[int, str]) -> tuple[Together, ...]:
    """W(x, y): cases with both, over cases with `x`. Not symmetric."""
    warehouse.run(
        "CREATE TEMP TABLE joined AS SELECT DISTINCT cid, pid FROM steps WHERE pid IS NOT NULL"
    )
    cases = dict(warehouse.run("SELECT pid, count(*) FROM joined GROUP BY pid"))
    rows = warehouse.run(
        "SELECT a.pid, b.pid, count(*) FROM joined a JOIN joined b "
        "ON a.cid = b.cid AND a.pid < b.pid GROUP BY ALL"
    )
    found = [(x, y, both) for a, b, both in rows for x, y in ((a, b), (b, a))]
    told = (Together(names[x], names[y], both, both / cases[x]) for x, y, both in found)
    return tuple(sorted(told, key=lambda found: (found.x, found.y)))


def with_distance(
    warehouse: Warehouse, options: Options, names: dict[int, str]
) -> tuple[DistanceEdge, ...]:
    """H_b(x, y): every later event of the case counts, b to the power of the steps between.

    Events without a party are left out, as with `skip`, whatever the options say.
    """
    warehouse.run(
        "CREATE OR REPLACE TEMP TABLE placed AS SELECT cid, pid, row_number() OVER () AS place "  # noqa: S608  own SQL
        f"FROM steps WHERE pid IS NOT NULL {left_out(options)}"
    )
    rows = warehouse.run(
        "SELECT a.pid, b.pid, sum(pow(?::DOUBLE, b.place - a.place - 1)) AS weight "
        "FROM placed a JOIN placed b ON a.cid = b.cid AND a.place < b.place GROUP BY ALL",
        [options.distance_decay],
    )
    found = sorted((names[a], names[b], float(weight)) for a, b, weight in rows)
    total = sum(weight for _a, _b, weight in found)
    return tuple(DistanceEdge(a, b, weight, weight / total) for a, b, weight in found)
