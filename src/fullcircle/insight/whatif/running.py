"""A trial from history to result: read, calibrate, fit, simulate, tell. No database writes here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fullcircle.engines.queueing.company import Company
from fullcircle.engines.queueing.company_measures import Measure
from fullcircle.engines.queueing.company_study import Scheme, Study, study
from fullcircle.insight.whatif.calibration import calibrate
from fullcircle.insight.whatif.crew import one_more, trades_of
from fullcircle.insight.whatif.fitting import fit_other_work
from fullcircle.insight.whatif.history import History
from fullcircle.insight.whatif.readings import read_history
from fullcircle.insight.whatif.rules import Choice, policy_of
from fullcircle.insight.whatif.telling import results_of

SEED = 20_260_714  # one for all: two people who try the same thing see the same
_WORK = 60_000  # simulated cases in one trial, about
_FEWEST, _MOST = 10, 30  # runs of each policy


@dataclass(frozen=True)
class Found:
    results: dict[str, Any]
    weeks: int
    runs: int
    cases: int


def try_on(
    choices: Sequence[Choice], *, at: datetime, zone: ZoneInfo, progress: Callable[[float], None]
) -> Found:
    """Raises TooLittleHistory, NeverDone, NotToBeTried."""
    progress(0.0)
    history = read_history(at=at)
    return simulate(history, choices, zone=zone, progress=progress)


def simulate(
    history: History,
    choices: Sequence[Choice],
    *,
    zone: ZoneInfo,
    progress: Callable[[float], None] = lambda share: None,
) -> Found:
    focus = next((one.customer for one in choices if one.customer), None)
    calibrated = calibrate(history, zone, focus=focus)
    progress(0.05)
    part = fit_other_work(calibrated.company, calibrated.history, seed=SEED)
    calibrated = calibrated.with_other_work(part)
    progress(0.15)
    company = calibrated.company
    more = {trade: one_more(company.hands, history.kinds, trade) for trade in trades_of(
        company.hands, history.kinds)}  # fmt: skip
    hands = {trade: one for trade, one in more.items() if one is not None}
    policies = {one.key: policy_of(one, company, hands) for one in choices}
    scheme = scheme_for(company, len(choices))
    found = study(company, policies, scheme, lambda share: progress(0.15 + 0.85 * share))
    return Found(
        results=results_of(found, calibrated, choices, focus),
        weeks=scheme.weeks - scheme.warm_up - scheme.cool_down,
        runs=scheme.runs,
        cases=_cases(found),
    )


def scheme_for(company: Company, choices: int) -> Scheme:
    """Weeks and runs so that the work stays about the same for small and large companies."""
    weekly = max(1.0, sum(sum(kind.rates) for kind in company.types))
    weeks = 12 if weekly <= 400 else 6
    runs = round(_WORK / (weeks * weekly * (choices + 1)))
    return Scheme(
        weeks=weeks,
        warm_up=2,
        cool_down=2 if weeks > 6 else 1,
        runs=min(_MOST, max(_FEWEST, runs)),
        seed=SEED,
    )


def _cases(found: Study) -> int:
    """Counted cases of all runs and policies."""
    return round(
        sum(float(run.classes[Measure.CASES][-1]) for runs in found.runs.values() for run in runs)
    )
