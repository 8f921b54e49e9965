"""Many runs of a company under several policies with the same chance, and their differences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, sqrt

import numpy as np

from fullcircle.engines.queueing.company import AS_IT_IS, WEEK, Company, LinkKey, Policy
from fullcircle.engines.queueing.company_crew import Crew
from fullcircle.engines.queueing.company_draws import Cases, Shift, draw_cases, draw_shifts
from fullcircle.engines.queueing.company_measures import (
    LinkMeasure,
    Measure,
    Measured,
    Period,
    Whole,
    measure,
)
from fullcircle.engines.queueing.company_run import Outcome, Run
from fullcircle.engines.queueing.jobs import Numbers
from fullcircle.engines.queueing.refusals import NeverDone
from fullcircle.engines.statistics.distributions import t_quantile

AS_IT_IS_NAMED = ""
_MORE_WEEKS = 8  # duties after the last request, in which open work is finished


@dataclass(frozen=True)
class Scheme:
    """Each of `runs` lasts `weeks`; the first `warm_up` and the last `cool_down` weeks do not
    count, because the company began empty and the last requests meet nobody after them."""

    weeks: int = 10
    warm_up: int = 2
    cool_down: int = 1
    runs: int = 20
    seed: int = 1

    @property
    def period(self) -> Period:
        return Period(self.warm_up * WEEK, (self.weeks - self.cool_down) * WEEK)


@dataclass(frozen=True)
class Figure:
    """A mean over `n` runs with its 95 % interval; value nan and n 0 when there is no data."""

    value: float
    low: float
    high: float
    n: int

    @property
    def known(self) -> bool:
        return self.n > 1

    @property
    def apart_from_zero(self) -> bool:
        return self.known and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Compared:
    """One measure without and with the policy. `paired`: the difference run by run;
    `unpaired`: what the interval would be if the runs had nothing in common."""

    before: Figure
    after: Figure
    paired: Figure
    unpaired: Figure


@dataclass(frozen=True)
class Study:
    """The runs of several policies, "" the company as it is. `never_done`: policies under which
    the work never ends; they have no figures."""

    company: Company
    runs: Mapping[str, Sequence[Measured]]
    never_done: frozenset[str]

    def of_class(self, name: str, what: Measure, place: int) -> Compared:
        """`place` in company.classes; after them urgent jobs and all others, -1 is all together."""
        return self._compared(name, lambda run: float(run.classes[what][place]))

    def of_link(self, name: str, key: LinkKey, what: LinkMeasure) -> Compared:
        return self._compared(name, lambda run: run.links[key][what])

    def of_whole(self, name: str, what: Whole) -> Compared:
        return self._compared(name, lambda run: run.whole[what])

    def _compared(self, name: str, read: Callable[[Measured], float]) -> Compared:
        before = np.array([read(run) for run in self.runs[AS_IT_IS_NAMED]])
        after = np.array([read(run) for run in self.runs[name]])
        both = ~np.isnan(before) & ~np.isnan(after)
        first, second = mean_of(before[both]), mean_of(after[both])
        return Compared(
            mean_of(before),
            mean_of(after),
            mean_of(after[both] - before[both]),
            _unpaired(first, second, before[both], after[both]),
        )


def study(
    company: Company,
    policies: Mapping[str, Policy],
    scheme: Scheme,
    progress: Callable[[float], None] = lambda share: None,
) -> Study:
    """Runs the company as it is ("") and under each policy. `progress` hears a share from 0 to 1.

    Raises NobodyCan when a kind of job has nobody, NeverDone when the work of the company as it is
    never ends.
    """
    told: dict[str, list[Measured]] = {AS_IT_IS_NAMED: [], **{name: [] for name in policies}}
    never: set[str] = set()
    steps = scheme.runs * (len(policies) + 1)
    for run in range(scheme.runs):
        cases = draw_cases(company, scheme.weeks, scheme.seed, run)
        duties = shifts_of(company, AS_IT_IS, scheme, run)
        base = _run(company, AS_IT_IS, cases, duties, scheme)
        told[AS_IT_IS_NAMED].append(measure(company, base, scheme.period, None))
        for number, (name, policy) in enumerate(policies.items(), start=1):
            progress((run * (len(policies) + 1) + number) / steps)
            if name in never:
                continue
            try:
                more = _more_shifts(company, policy, scheme, run)
                outcome = _run(company, policy, cases, [*duties, *more], scheme)
            except NeverDone:
                never.add(name)
                continue
            told[name].append(measure(company, outcome, scheme.period, base))
    progress(1.0)
    return Study(company, told, frozenset(never))


def run_once(company: Company, policy: Policy, cases: Cases, scheme: Scheme, run: int) -> Outcome:
    """One run; the duties depend on the run and on the number of the hands, not on the policy."""
    return _run(company, policy, cases, shifts_of(company, policy, scheme, run), scheme)


def shifts_of(
    company: Company, policy: Policy, scheme: Scheme, run: int
) -> Sequence[Sequence[Shift]]:
    """Of the company's hands, then of those the policy adds."""
    weeks = scheme.weeks + _MORE_WEEKS
    own = [
        draw_shifts(hands, company, weeks, scheme.seed, (run, number))
        for number, hands in enumerate(company.hands)
    ]
    return [*own, *_more_shifts(company, policy, scheme, run)]


def _more_shifts(
    company: Company, policy: Policy, scheme: Scheme, run: int
) -> Sequence[Sequence[Shift]]:
    weeks = scheme.weeks + _MORE_WEEKS
    return [
        draw_shifts(hands, company, weeks, scheme.seed, (run, number))
        for number, hands in enumerate(policy.more, start=len(company.hands))
    ]


def _run(
    company: Company,
    policy: Policy,
    cases: Cases,
    shifts: Sequence[Sequence[Shift]],
    scheme: Scheme,
) -> Outcome:
    return Run(company, policy, cases, Crew(company, policy, shifts, scheme.weeks * WEEK)).go()


def mean_of(values: Numbers) -> Figure:
    """Mean of independent runs with its t interval; values that are not numbers are left out."""
    kept = values[~np.isnan(values)]
    if not kept.size:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    middle = float(kept.mean())
    if kept.size == 1:
        return Figure(middle, float("-inf"), float("inf"), 1)
    half = t_quantile(0.975, kept.size - 1) * float(kept.std(ddof=1)) / sqrt(kept.size)
    return Figure(middle, middle - half, middle + half, int(kept.size))


def bootstrap(values: Numbers, *, seed: int = 1, draws: int = 4_000) -> Figure:
    """The same interval without the assumption of normal runs: percentiles of resampled means."""
    kept = values[~np.isnan(values)]
    if kept.size < 2:
        return mean_of(kept)
    source = np.random.default_rng(seed)
    means = kept[source.integers(0, kept.size, (draws, kept.size))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Figure(float(kept.mean()), float(low), float(high), int(kept.size))


def _unpaired(before: Figure, after: Figure, first: Numbers, second: Numbers) -> Figure:
    if first.size < 2 or isnan(before.value):
        return Figure(after.value - before.value, float("-inf"), float("inf"), int(first.size))
    error = sqrt((float(first.var(ddof=1)) + float(second.var(ddof=1))) / first.size)
    half = t_quantile(0.975, 2 * first.size - 2) * error
    middle = after.value - before.value
    return Figure(middle, middle - half, middle + half, int(first.size))
