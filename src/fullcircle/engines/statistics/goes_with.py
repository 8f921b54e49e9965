"""Does the quality of hand-offs inside go together with the satisfaction of customers outside?

The case-level model of METRICS 1.17a: the answer of the customer (two or more ordered answers) on
the hand-off score of the case, with the legitimate other reasons (type, severity, month, team) in
the model, an interval that knows that cases of one cluster resemble each other, and two negative
controls that must stay silent. It never says "because": see `WORDING`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, inf, isfinite, sqrt

import numpy as np

from fullcircle.engines.statistics.distributions import Numbers, t_quantile, t_two_sided
from fullcircle.engines.statistics.intervals import Estimate, check_confidence
from fullcircle.engines.statistics.ordinal import Fit, Whole, fit
from fullcircle.engines.statistics.reasons import NoData, Reason

WORDING = "goes together with"
LEAST_CASES = 30
LEAST_CLUSTERS = 10
LEAST_PER_COLUMN = 5
RARE = 5


@dataclass(frozen=True)
class Case:
    """`answer`: the customer's, higher is better; `score` of the case's hand-offs; `cluster`: whose
    cases resemble each other (a team, a customer); `reasons`: one value for each other reason, the
    same reasons in the same order for all cases; `later`: the hand-off score of a later case of the
    same cluster, which cannot have had an effect (control backwards in time), None if unknown."""

    answer: int
    score: float
    cluster: str
    reasons: tuple[str, ...] = ()
    later: float | None = None


class Verdict(StrEnum):
    GOES_TOGETHER = "goes-together"
    NOT_TOLD_APART = "not-told-apart"
    CONTROL_FAILED = "control-failed"


@dataclass(frozen=True)
class GoesWith:
    """`odds`: factor on the odds of a better answer for `per` more score (1 = nothing), with its
    cluster-robust interval; `chance` its two-sided p; `permuted`: share of random re-dealings of the
    scores that look at least as strong; `backwards`: the same factor for the later score, None when
    there are too few; `wording` is the only one allowed."""

    odds: Estimate
    per: float
    chance: float
    permuted: float
    backwards: Estimate | None
    verdict: Verdict
    clusters: int
    n: int
    wording: str = WORDING


def goes_with(
    cases: Sequence[Case],
    *,
    per: float = 1.0,
    draws: int = 999,
    seed: int = 20_261_122,
    confidence: float = 0.95,
) -> GoesWith | NoData:
    """Logistic (two answers) or proportional-odds model (McCullagh 1980) with the sandwich of
    Liang and Zeger (1986), t with clusters - 1 degrees.

    NoData below 30 cases, 10 clusters (the sandwich is too narrow then: Cameron, Gelbach and Miller
    2008) or 5 answers of the rarer kind for each column (Vittinghoff and McCulloch 2007); without
    spread in answers or scores; when the reasons already say the score; when a column separates
    the answers without overlap. Values of a reason with fewer than five cases are taken together.
    """
    check_confidence(confidence)
    _check(cases, per, draws)
    table = _table(cases, [case.score for case in cases])
    if isinstance(table, NoData):
        return table
    found = fit(table.answers, table.columns, table.clusters)
    if found is None:
        return NoData(Reason.SPLIT_WITHOUT_OVERLAP)
    odds, chance = _odds(found, table, per, confidence)
    permuted = _permuted(table, draws, seed)
    backwards = _backwards(cases, per, confidence)
    nominal = 1 - confidence
    if chance >= nominal or permuted >= nominal:
        verdict = Verdict.NOT_TOLD_APART
    elif backwards is not None and not backwards.low <= 1 <= backwards.high:
        verdict = Verdict.CONTROL_FAILED
    else:
        verdict = Verdict.GOES_TOGETHER
    return GoesWith(odds, per, chance, permuted, backwards, verdict, table.groups, len(cases))


@dataclass(frozen=True)
class _Table:
    """First column is the score, in standard deviations of size `spread`."""

    answers: Whole
    columns: Numbers
    clusters: Whole
    groups: int
    spread: float


def _check(cases: Sequence[Case], per: float, draws: int) -> None:
    if len({len(case.reasons) for case in cases}) > 1:
        raise ValueError("all cases have the same reasons")
    scores = [case.score for case in cases] + [c.later for c in cases if c.later is not None]
    if not all(map(isfinite, scores)):
        raise ValueError("a score is a number; leave cases without one out")
    if not isfinite(per) or per <= 0 or draws < 1:
        raise ValueError("the step of the score and the draws lie above nought")


def _table(cases: Sequence[Case], scores: Sequence[float]) -> _Table | NoData:
    n = len(cases)
    if n < LEAST_CASES:
        return NoData(Reason.TOO_FEW if n else Reason.NO_CASES, n, LEAST_CASES)
    names, clusters = np.unique([case.cluster for case in cases], return_inverse=True)
    if len(names) < LEAST_CLUSTERS:
        return NoData(Reason.TOO_FEW_GROUPS, len(names), LEAST_CLUSTERS)
    kinds, answers = np.unique([case.answer for case in cases], return_inverse=True)
    values = np.asarray(scores, dtype=np.float64)
    spread = float(values.std())
    if len(kinds) < 2 or spread <= 1e-12 * max(1.0, float(np.abs(values).max())):
        return NoData(Reason.NO_SPREAD, 1, 2)
    others = _reason_columns(cases)
    score = (values - values.mean()) / spread
    if _rest(score, others) < 1e-6:
        return NoData(Reason.SAME_THING_TWICE)
    columns = np.column_stack([score, *others])
    told, needed = _facts(np.bincount(answers)), LEAST_PER_COLUMN * columns.shape[1]
    if told < needed:
        return NoData(Reason.TOO_FEW_PER_REASON, told, needed)
    return _Table(answers, columns, clusters, len(names), spread)


def _facts(times: Whole) -> float:
    """Cases that carry information: the rarer of two answers; with more answers
    n - sum n_j^3 / n^2 (Harrell 2001, table 4.1)."""
    n = int(times.sum())
    return float(times.min() if len(times) == 2 else n - (times.astype(float) ** 3).sum() / n**2)


def _reason_columns(cases: Sequence[Case]) -> list[Numbers]:
    """One column per value of each reason, except the commonest; those that others already say are
    left out, since only the score is judged."""
    kept: list[Numbers] = []
    for place in range(len(cases[0].reasons)):
        values = [case.reasons[place] for case in cases]
        times = Counter(values)
        # Trap: "" may be a value of its own, so the rare ones get a name that no value has.
        merged = [(times[value] >= RARE, value if times[value] >= RARE else "") for value in values]
        levels = [level for level, _ in Counter(merged).most_common()][1:]
        for level in levels:
            column = np.array([float(one == level) for one in merged])
            if _rest(column - column.mean(), kept) > 1e-6:
                kept.append(column - column.mean())
    return kept


def _rest(column: Numbers, others: Sequence[Numbers]) -> float:
    """Share of the column's size that a line through the others does not say."""
    size = float(np.linalg.norm(column))
    if not others or size == 0:
        return min(size, 1.0)
    table = np.column_stack(others)
    line = np.linalg.lstsq(table, column, rcond=None)[0]
    return float(np.linalg.norm(column - table @ line)) / size


def _odds(found: Fit, table: _Table, per: float, confidence: float) -> tuple[Estimate, float]:
    place = len(found.cuts)
    slope = float(found.slopes[0])
    error = sqrt(max(0.0, float(found.robust[place, place])))
    half = t_quantile(0.5 + confidence / 2, table.groups - 1) * error
    step = per / table.spread
    low, value, high = (_power((slope + way * half) * step) for way in (-1, 0, 1))
    chance = t_two_sided(slope / error, table.groups - 1) if error > 0 else 0.0
    return Estimate(value, low, high, len(table.answers)), chance


def _power(value: float) -> float:
    return exp(value) if value < 700 else inf


def _permuted(table: _Table, draws: int, seed: int) -> float:
    """Share of re-dealt scores whose robust score statistic is as far from 0 as the real one.

    The model without the score is fitted once; dealt scores then only meet what it left over.
    """
    others = table.columns[:, 1:]
    without = fit(table.answers, others, table.clusters)
    if without is None:
        return 1.0
    dice = np.random.default_rng(seed)
    score = table.columns[:, 0]
    dealt = np.column_stack([score, *(dice.permutation(score) for _ in range(draws))])
    weighted = np.column_stack([np.ones(len(score)), others]) * without.weights[:, np.newaxis]
    plain = np.column_stack([np.ones(len(score)), others])
    rest = dealt - plain @ np.linalg.lstsq(weighted.T @ plain, weighted.T @ dealt, rcond=None)[0]
    sums = np.zeros((table.groups, dealt.shape[1]))
    np.add.at(sums, table.clusters, rest * without.pulls[:, np.newaxis])
    sizes = np.sqrt((sums**2).sum(axis=0))
    strength = np.abs(sums.sum(axis=0)) / np.where(sizes > 0, sizes, np.inf)
    return float((1 + (strength[1:] >= strength[0] - 1e-12).sum()) / (1 + draws))


def _backwards(cases: Sequence[Case], per: float, confidence: float) -> Estimate | None:
    """The later score in place of the score, where it is known and the minimum is met."""
    known = [(case, case.later) for case in cases if case.later is not None]
    table = _table([case for case, _ in known], [later for _, later in known])
    if isinstance(table, NoData):
        return None
    found = fit(table.answers, table.columns, table.clusters)
    return None if found is None else _odds(found, table, per, confidence)[0]
