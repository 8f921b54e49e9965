"""The links of all cases, piece by piece: who gave, who took, and when.

The sorted steps are taken out of DuckDB as plain arrays, some whole cases at a time, and compared
with themselves shifted by one and by two. That is several times faster than a window in SQL, and
its memory is bounded by a piece (one case is never divided).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcircle.engines.eventlog.options import Missing, Options, Pairing
from fullcircle.engines.eventlog.warehouse import Warehouse

PIECE = 2_000_000
UNKNOWN = np.iinfo(np.int64).min
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Steps:
    """Whole cases in their order; `party` is 0 where nobody is named, `case` counts from 0."""

    case: Numbers
    party: Numbers
    activity: Numbers
    at: Numbers
    start: Numbers
    done: Flags
    cases: int  # more than any number in `case`


@dataclass(frozen=True)
class Links:
    """One element for each event that has one before it in its case. Microseconds since 1970."""

    case: Numbers
    supplier: Numbers
    customer: Numbers
    given: Numbers
    taken: Numbers
    start: Numbers
    before: Numbers
    before_at: Numbers
    unbroken: Flags  # counts when a missing party cuts the chain
    paired: Flags  # counts under the rule of the options
    tripled: Flags  # so does the triple with `before`


def pieces(warehouse: Warehouse) -> Iterator[tuple[int, int]]:
    """Ranges of case numbers with about PIECE events each."""
    most, events = warehouse.row("SELECT coalesce(max(cid), 0), count(*) FROM steps")
    width = max(1, int((most + 1) * PIECE / max(events, 1)))
    for low in range(0, most + 1, width):
        yield low, min(low + width, most + 1)


def steps_of(warehouse: Warehouse, low: int, high: int) -> Steps:
    found = warehouse.arrays(
        "SELECT cid, coalesce(pid, 0) AS pid, aid, at_us, coalesce(start_us, ?) AS start_us, done "
        "FROM steps WHERE cid >= ? AND cid < ?",
        [UNKNOWN, low, high],
    )
    return Steps(
        case=found["cid"].astype(np.int64) - low,
        party=found["pid"].astype(np.int64),
        activity=found["aid"].astype(np.int64),
        at=found["at_us"],
        start=found["start_us"],
        done=found["done"].astype(np.bool_),
        cases=high - low,
    )


def links_of(warehouse: Warehouse, steps: Steps, options: Options, *, low: int) -> Links:
    if options.pairing is Pairing.ENABLING:
        return _enabled(warehouse, low, low + steps.cases)
    return _neighbours(warehouse, steps, options)


def _neighbours(warehouse: Warehouse, steps: Steps, options: Options) -> Links:
    named = steps.party > 0
    if options.collapse_system:
        machines = [pid for (pid,) in warehouse.run("SELECT pid FROM machines")]
        named &= ~np.isin(steps.party, machines)
    case, party, at, start = steps.case, steps.party, steps.at, steps.start
    cuts = np.zeros(len(case), np.int64)
    if not named.all():
        cuts = np.cumsum(party == 0)[named]
        case, party, at, start = (array[named] for array in (case, party, at, start))
    here = np.flatnonzero(case[1:] == case[:-1]) + 1
    there = np.maximum(here - 2, 0)
    unbroken = cuts[here] == cuts[here - 1]
    tripled = (here >= 2) & (case[there] == case[here])
    paired = np.ones(len(here), np.bool_)
    if options.missing is Missing.BREAK:
        paired, tripled = unbroken, tripled & (cuts[there] == cuts[here])
    return Links(
        case=case[here],
        supplier=party[here - 1],
        customer=party[here],
        given=at[here - 1],
        taken=at[here],
        start=start[here],
        before=party[there],
        before_at=at[there],
        unbroken=unbroken,
        paired=paired,
        tripled=tripled,
    )


def _enabled(warehouse: Warehouse, low: int, high: int) -> Links:
    found = warehouse.arrays(
        "SELECT cid, supplier, customer, given_us, taken_us, coalesce(start_us, ?) AS start_us, "
        "coalesce(before, 0) AS before, coalesce(before_us, 0) AS before_us, paired_break, paired, "
        "tripled FROM chain WHERE paired_skip AND cid >= ? AND cid < ? ORDER BY cid",
        [UNKNOWN, low, high],
    )
    return Links(
        case=found["cid"].astype(np.int64) - low,
        supplier=found["supplier"].astype(np.int64),
        customer=found["customer"].astype(np.int64),
        given=found["given_us"],
        taken=found["taken_us"],
        start=found["start_us"],
        before=found["before"].astype(np.int64),
        before_at=found["before_us"],
        unbroken=found["paired_break"].astype(np.bool_),
        paired=found["paired"].astype(np.bool_),
        tripled=found["tripled"].astype(np.bool_),
    )
