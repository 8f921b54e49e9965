"""What one run says, by customer class, by link and for the whole company; and beside another run
with the same chance, who waits longer because of the policy."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from fullcircle.engines.queueing.company import Company, LinkKey
from fullcircle.engines.queueing.company_run import Outcome
from fullcircle.engines.queueing.jobs import Numbers


class Measure(StrEnum):
    """Of each customer class; minutes, or shares between 0 and 1."""

    CASES = "cases"
    WAIT = "wait"  # from the request until somebody is there, mean
    WAIT_P90 = "wait_p90"
    KEPT = "kept"  # promises kept: there by the end of the window
    POSTED = "posted"  # from the request until the invoice, mean
    LATER = "later"  # displaced: minutes a case waits longer than without the policy, mean


class LinkMeasure(StrEnum):
    """Of each link: minutes until the receiver begins, and the share that came incomplete."""

    WAIT = "wait"
    WAIT_P90 = "wait_p90"
    INCOMPLETE = "incomplete"


class Whole(StrEnum):
    """Of the company. `strain`: METRICS 1.13. `displaced`: minutes a week that others wait longer."""

    STRAIN = "strain"
    FIELD = "field"  # utilisation outside, without other work
    OFFICE = "office"
    DISPLACED = "displaced"
    NEWLY_BROKEN = "newly_broken"  # promises a week that are kept without the policy
    NEWLY_KEPT = "newly_kept"


@dataclass(frozen=True)
class Measured:
    """Rows of `classes`: one for each class, then urgent jobs, all other jobs, and last (-1) all
    together. Nought of nought is not a number (nan), never 0."""

    classes: dict[Measure, Numbers]
    links: dict[LinkKey, dict[LinkMeasure, float]]
    whole: dict[Whole, float]


@dataclass(frozen=True)
class Period:
    """Cases that arrive from `begin` to `end` (minutes) count."""

    begin: float
    end: float

    @property
    def weeks(self) -> float:
        return (self.end - self.begin) / 10_080.0


def measure(company: Company, outcome: Outcome, period: Period, base: Outcome | None) -> Measured:
    """`base`: the same cases under the empty policy; None for that run itself."""
    cases, treated = outcome.cases, outcome.treated
    arrive = np.asarray(cases.arrive)
    counted = (arrive >= period.begin) & (arrive < period.end)
    group = np.asarray(cases.group, dtype=np.int64)
    urgent = np.array([kind.urgent for kind in company.types], dtype=bool)
    at_once = urgent[np.asarray(cases.type, dtype=np.int64)]
    members = [counted & (group == number) for number in range(len(company.classes))]
    members += [counted & at_once, counted & ~at_once]
    arrived = np.asarray(outcome.arrived)
    before = np.asarray((base or outcome).arrived)
    due, told_before = np.asarray(treated.due), np.asarray((base or outcome).treated.due)
    kept, kept_before = arrived <= due, before <= told_before
    values = {
        Measure.WAIT: arrived - arrive,
        Measure.KEPT: kept.astype(np.float64),
        Measure.POSTED: np.asarray(outcome.posted) - arrive,
        Measure.LATER: np.maximum(0.0, arrived - before),
    }
    classes = {
        what: np.array([_mean(value[chosen]) for chosen in (*members, counted)])
        for what, value in values.items()
    }
    classes[Measure.WAIT_P90] = np.array(
        [_p90(values[Measure.WAIT][chosen]) for chosen in (*members, counted)]
    )
    classes[Measure.CASES] = np.array([float(chosen.sum()) for chosen in (*members, counted)])
    whole = _whole(company, outcome, counted) | {
        Whole.DISPLACED: float(values[Measure.LATER][counted].sum()) / period.weeks,
        Whole.NEWLY_BROKEN: float((counted & kept_before & ~kept).sum()) / period.weeks,
        Whole.NEWLY_KEPT: float((counted & ~kept_before & kept).sum()) / period.weeks,
    }
    return Measured(classes, {key: _link(outcome, key, counted) for key in LinkKey}, whole)


def _link(outcome: Outcome, key: LinkKey, counted: NDArray[np.bool_]) -> dict[LinkMeasure, float]:
    waits = np.asarray(outcome.waits[key])[counted]
    waits = waits[~np.isnan(waits)]
    asked = np.asarray(outcome.treated.asked[key])[counted]
    return {
        LinkMeasure.WAIT: _mean(waits),
        LinkMeasure.WAIT_P90: _p90(waits),
        LinkMeasure.INCOMPLETE: _mean((asked > 0).astype(np.float64)),
    }


def _whole(company: Company, outcome: Outcome, counted: NDArray[np.bool_]) -> dict[Whole, float]:
    arrive, due = np.asarray(outcome.cases.arrive), np.asarray(outcome.treated.due)
    standards = np.array([kind.standard for kind in company.types])
    standard = standards[np.asarray(outcome.cases.type, dtype=np.int64)]
    short = counted & (due - arrive < standard)
    outside = np.asarray(outcome.in_field)
    worked, available = np.asarray(outcome.worked), np.asarray(outcome.available)
    spent = np.asarray(outcome.spent)
    share_of_run = counted.sum() / max(1, counted.size)
    capacity = float(available[outside].sum()) * share_of_run
    return {
        Whole.STRAIN: float(spent[short].sum()) / capacity if capacity else float("nan"),
        Whole.FIELD: _ratio(worked[outside], available[outside]),
        Whole.OFFICE: _ratio(worked[~outside], available[~outside]),
    }


def _ratio(part: Numbers, whole: Numbers) -> float:
    total = float(whole.sum())
    return float(part.sum()) / total if total else float("nan")


def _mean(values: Numbers) -> float:
    return float(values.mean()) if values.size else float("nan")


def _p90(values: Numbers) -> float:
    """The shortest wait that nine in ten do not exceed (nearest rank)."""
    if not values.size:
        return float("nan")
    return float(np.quantile(values, 0.9, method="inverted_cdf"))
