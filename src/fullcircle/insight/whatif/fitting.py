"""How much of a shift goes to work that is not in the history: the one number that is fitted.

Rounds, errands, breaks and meetings leave no case behind. Their share is chosen so that the simulated
company resembles the real one: the median wait for urgent jobs and the share of promises kept.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import log

import numpy as np

from fullcircle.engines.queueing.company import AS_IT_IS, WEEK, Company
from fullcircle.engines.queueing.company_draws import draw_cases
from fullcircle.engines.queueing.company_study import Scheme, run_once
from fullcircle.engines.queueing.refusals import NeverDone
from fullcircle.insight.whatif.demand import URGENT
from fullcircle.insight.whatif.history import History

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_ENOUGH = 700  # cases that each share is tried on
_KEPT_UNIT = 0.10  # so far off in promises weighs as much as a wait twice too long


def fit_other_work(company: Company, history: History, *, seed: int) -> float:
    """The share, of SHARES, under which the company resembles its history most.

    Raises NeverDone when the work never ends even if nothing else is done.
    """
    seen = _seen(history)
    weekly = sum(sum(kind.rates) for kind in company.types)
    weeks = min(26, max(4, round(_ENOUGH / max(weekly, 1)) + 2))
    scheme = Scheme(weeks=weeks, warm_up=1, cool_down=1, runs=1, seed=seed)
    cases = draw_cases(company, weeks, seed, 0)
    best, least = 0.0, float("inf")
    for share in SHARES:
        tried = replace(company, other_work=share)
        try:
            outcome = run_once(tried, AS_IT_IS, cases, scheme, 0)
        except NeverDone:
            if share == 0.0:
                raise
            break
        arrive, arrived = np.asarray(cases.arrive), np.asarray(outcome.arrived)
        counted = (arrive >= WEEK) & (arrive < (weeks - 1) * WEEK)
        urgent = np.array([company.types[kind].urgent for kind in cases.type], dtype=bool)
        off = _apart(
            seen,
            _median((arrived - arrive)[counted & urgent]),
            float((arrived <= np.asarray(outcome.treated.due))[counted].mean()),
        )
        if off < least:
            best, least = share, off
    return best


def _seen(history: History) -> tuple[float | None, float | None]:
    urgent = [row.wait for row in history.outcomes if history.kinds[row.kind].urgency <= URGENT]
    kept = [row.kept for row in history.outcomes if row.kept is not None]
    return _median(urgent), sum(kept) / len(kept) if kept else None


def _apart(seen: tuple[float | None, float | None], wait: float | None, kept: float) -> float:
    off = 0.0
    if seen[0] and wait:
        off += abs(log(wait / seen[0])) / log(2)
    if seen[1] is not None:
        off += abs(kept - seen[1]) / _KEPT_UNIT
    return off


def _median(values: Iterable[float]) -> float | None:
    kept = np.asarray(list(values))
    return float(np.median(kept)) if kept.size else None
