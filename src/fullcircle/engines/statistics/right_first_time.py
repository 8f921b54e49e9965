"""Right first time, when some say nothing (METRICS 1.5). Silence is a share of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, prod

from fullcircle.engines.statistics.intervals import Share, wilson

LEAST_WINDOW_DAYS = 3.0


@dataclass(frozen=True)
class Outcomes:
    """Counts of dealings. `clarified` are the accepted ones that needed a question first;
    `fixed` = put right by the receiver without sending it back; `silent` = no word within the
    window; `pending` = younger than the window."""

    accepted: int = 0
    clarified: int = 0
    returned: int = 0
    fixed: int = 0
    silent: int = 0
    pending: int = 0


@dataclass(frozen=True)
class RightFirstTime:
    """`known`: of those with a known outcome (None if there is none); `silent`: share without a
    word of all that are old enough; `if_all_bad`, `if_all_good`: the yield if every silent one had
    been wrong or right, so the truth lies between; `n` old enough, `pending` left out."""

    known: Share | None
    silent: Share
    if_all_bad: Share
    if_all_good: Share
    n: int
    pending: int


def right_first_time(
    outcomes: Outcomes, *, lenient: bool = False, confidence: float = 0.95
) -> RightFirstTime | None:
    """First-pass yield: accepted without return or question / known outcomes, Wilson's interval.

    `lenient` lets questions pass. None when nothing is old enough; ValueError for counts below 0
    or more clarified than accepted.
    """
    row = outcomes
    counts = (row.accepted, row.clarified, row.returned, row.fixed, row.silent, row.pending)
    if min(counts) < 0 or row.clarified > row.accepted:
        raise ValueError("counts start at nought, and the clarified are among the accepted")
    known = row.accepted + row.returned + row.fixed
    right = row.accepted if lenient else row.accepted - row.clarified
    n = known + row.silent
    silent = wilson(row.silent, n, confidence)
    bad, good = wilson(right, n, confidence), wilson(right + row.silent, n, confidence)
    if silent is None or bad is None or good is None:
        return None
    return RightFirstTime(wilson(right, known, confidence), silent, bad, good, n, row.pending)


def silence_window(return_days: Sequence[float]) -> float | None:
    """Days after which no word counts as silence: the 95th percentile of the observed return times
    of the type (smallest value that 95 % do not exceed), at least three days. None without any."""
    if any(days < 0 for days in return_days):
        raise ValueError("nothing comes back before it was delivered")
    if not return_days:
        return None
    ordered = sorted(return_days)
    return max(LEAST_WINDOW_DAYS, ordered[ceil(0.95 * len(ordered)) - 1])


@dataclass(frozen=True)
class Chain:
    """`clean`: observed share of cases without a fault on any link (the preferred figure);
    `product` of the yields, which supposes that links err independently; `dependence` is the
    difference: above 0, faults sit together in the same cases."""

    clean: Share
    product: float
    dependence: float


def chain(clean: int, cases: int, yields: Sequence[float]) -> Chain | None:
    """Yield of a whole chain (METRICS 1.5). None without cases or without links."""
    if any(not 0 <= share <= 1 for share in yields):
        raise ValueError("yields lie between 0 and 1")
    seen = wilson(clean, cases)
    if seen is None or not yields:
        return None
    product = prod(yields)
    return Chain(seen, product, seen.value - product)
