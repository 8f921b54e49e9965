"""The chain: yield of each link, the weakest one if it can be told, clean cases, elapsed time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from fullcircle.engines.statistics.right_first_time import Chain, chain
from fullcircle.engines.statistics.waits import WaitFigure
from fullcircle.engines.statistics.weakest import Weakest, gain_at_target, weakest_link
from fullcircle.handoffs.models import Handoff
from fullcircle.handoffs.states import CHAIN, LinkKey
from fullcircle.insight.periods import Period
from fullcircle.insight.reports.counting import (
    Counted,
    Tally,
    cell_of,
    counted,
    counts,
    narrowed,
)
from fullcircle.insight.reports.definitions import Definition, definition
from fullcircle.insight.reports.measures import By, Measure, Standing
from fullcircle.insight.tallies import RIGHT

TARGETS = (0.9, 0.95, 0.98)
# The record waits until somebody needs it again; that is no time of this case.
TIMED = tuple(key for key in CHAIN if key is not LinkKey.RECORD)


@dataclass(frozen=True)
class ChainLink:
    """One link. `probability`: that it is the lowest; `gain`: in clean cases if it reached the
    target and the others stayed (product of yields); `time_share`: of the time between given and
    accepted on the links of `TIMED`; None where there is no data."""

    link: LinkKey
    right: Counted
    wait: WaitFigure | None
    probability: float | None
    gain: float | None
    time_share: float | None


@dataclass(frozen=True)
class ChainReport:
    """`weakest` None: too little to compare. `cases`: the clean ones, `chain` beside the product of
    the yields of the same cases. The three `worst_by` may name different links."""

    links: tuple[ChainLink, ...]
    weakest: Weakest | None
    cases: Counted
    chain: Chain | None
    target: float
    worst_by_gain: LinkKey | None
    worst_by_time: LinkKey | None

    @property
    def agree(self) -> bool:
        """The link that is named, the one with most to gain and the slowest are one and the same."""
        if self.weakest is None or self.weakest.named is None:
            return False
        return self.weakest.named == self.worst_by_gain == self.worst_by_time


def chain_report(
    period: Period,
    *,
    at: datetime,
    where: Mapping[By, str] | None = None,
    target: float = TARGETS[1],
) -> ChainReport:
    """Four queries. `where` may narrow to a service or to customers."""
    where = where or {}
    right, wait = (
        _by_link(definition(measure, at=at), period, where)
        for measure in (Measure.RIGHT_FIRST_TIME, Measure.WAIT)
    )
    meant = definition(Measure.RIGHT_FIRST_TIME, at=at)
    figures = {key: counted(meant, right.get(key, Tally())) for key in CHAIN}
    weakest = weakest_link([(str(key), figures[key].hits, figures[key].n) for key in CHAIN])
    gains, shares = _gains(figures, target), _time_shares(wait)
    clean = definition(Measure.CLEAN, at=at)
    rows = narrowed(clean, period, where)
    cases = counted(clean, counts(clean, rows, None).get("", Tally()))
    links = tuple(
        ChainLink(
            link=key,
            right=figures[key],
            wait=_waited(wait.get(key), at),
            probability=weakest.probabilities.get(key) if weakest else None,
            gain=gains.get(key),
            time_share=shares.get(key),
        )
        for key in CHAIN
    )
    return ChainReport(
        links=links,
        weakest=weakest,
        cases=cases,
        chain=_chain(clean, period, where, cases),
        target=target,
        worst_by_gain=_most(gains),
        worst_by_time=_most(shares),
    )


def _by_link(meant: Definition, period: Period, where: Mapping[By, str]) -> dict[str, Tally]:
    rows = narrowed(meant, period, where)
    return counts(meant, rows, cell_of(meant, By.LINK))


def _waited(tally: Tally | None, at: datetime) -> WaitFigure | None:
    return counted(definition(Measure.WAIT, at=at), tally).wait if tally else None


def _gains(figures: Mapping[LinkKey, Counted], target: float) -> dict[LinkKey, float]:
    known = {key: figure.value for key, figure in figures.items() if figure.value is not None}
    yields = list(known.values())
    return {key: gain_at_target(yields, place, target) for place, key in enumerate(known)}


def _time_shares(waits: Mapping[str, Tally]) -> dict[LinkKey, float]:
    spent = {
        key: sum(row.minutes * row.count for row in waits[key].waits if row.decided)
        for key in TIMED
        if key in waits
    }
    whole = sum(spent.values())
    return {key: minutes / whole for key, minutes in spent.items()} if whole else {}


def _most(found: Mapping[LinkKey, float]) -> LinkKey | None:
    best = max(found, key=lambda key: found[key], default=None)
    return best if best is not None and found[best] > 0 else None


def _chain(
    clean: Definition, period: Period, where: Mapping[By, str], cases: Counted
) -> Chain | None:
    """Clean share beside the product of yields, both over the very same cases."""
    inside = narrowed(clean, period, where).annotate(standing=clean.standing())
    inside = inside.filter(standing__in=[Standing.FOR, Standing.AGAINST])
    rows = (
        Handoff.objects.filter(case__in=inside.values("pk"), link__key__in=CHAIN)
        .values_list("link__key")
        .annotate(
            cases=Count("case_id", distinct=True),
            wrong=Count("case_id", distinct=True, filter=~Q(RIGHT)),
        )
        .order_by()
    )
    yields: Sequence[float] = [1 - wrong / found for _, found, wrong in rows]
    return chain(cases.hits, cases.n, yields)
