"""Who asks for favours, who gives them, who gets them (METRICS 1.14). A flag opens a conversation.

Expected counts come from legitimate reasons only; the ratio observed / expected then stands in a
funnel. Poisson limits: for favours that are common they are wider than need be, never narrower.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fullcircle.engines.statistics.funnel import ratio_funnel
from fullcircle.engines.statistics.intervals import Estimate, poisson_exact
from fullcircle.engines.statistics.reasons import NoData, Reason
from fullcircle.engines.statistics.shrinkage import gamma_poisson

LEAST_EXPECTED = 5.0


@dataclass(frozen=True)
class Favours:
    """`observed` favours of a group, `expected` ones by the published rule."""

    group: str
    observed: int
    expected: float


@dataclass(frozen=True)
class GroupRatio:
    """Observed / expected of a group: `ratio` with its exact interval (`n` = observed), `shrunk`
    towards all groups, `low` and `high` the funnel limits, `outside` -1 below, 1 above, 0 within."""

    group: str
    observed: int
    expected: float
    ratio: Estimate
    shrunk: Estimate
    low: float
    high: float
    outside: int


@dataclass(frozen=True)
class Fairness:
    """`shown` groups, in the order given; `left_out` the ones with too little expected, and why;
    `phi` the over-dispersion factor of the limits, `phi_seen` the measured one."""

    shown: tuple[GroupRatio, ...]
    left_out: tuple[tuple[str, NoData], ...]
    phi: float
    phi_seen: float
    level: float


def fairness(
    groups: Sequence[Favours], *, least: float = LEAST_EXPECTED, level: float = 0.998
) -> Fairness | None:
    """Ratios with exact Poisson interval (Garwood 1936), gamma-Poisson shrinkage (Clayton and
    Kaldor 1987) and funnel limits with over-dispersion (Spiegelhalter 2005), for groups with at
    least `least` expected favours. None without groups."""
    out = tuple(
        (row.group, NoData(Reason.TOO_LITTLE_EXPECTED, row.expected, least))
        for row in groups
        if row.expected < least
    )
    rows = [row for row in groups if row.expected >= least]
    if not groups:
        return None
    pairs = [(row.observed, row.expected) for row in rows]
    funnel, shrunk = ratio_funnel(pairs, level=level), gamma_poisson(pairs)
    if funnel is None or shrunk is None:
        return Fairness((), out, 1.0, 1.0, level)
    shown = []
    for row, place, drawn in zip(rows, funnel.units, shrunk.units, strict=True):
        ratio = poisson_exact(row.observed, row.expected)
        if ratio and place and drawn:
            shown.append(
                GroupRatio(
                    row.group,
                    row.observed,
                    row.expected,
                    ratio,
                    drawn,
                    place.low,
                    place.high,
                    place.outside,
                )
            )
    return Fairness(tuple(shown), out, funnel.phi, funnel.phi_seen, level)


def expected_favours(cases: Iterable[tuple[str, str, bool]]) -> tuple[Favours, ...]:
    """From (group, legitimate reasons in one word, favoured or not), one per request.

    Indirect standardisation: a group's expected count is the sum over its requests of the favour
    rate that all groups together have for the same reasons. Groups in order of their names.
    """
    asked: Counter[tuple[str, str]] = Counter()
    favoured: Counter[tuple[str, str]] = Counter()
    for group, reasons, yes in cases:
        asked[group, reasons] += 1
        favoured[group, reasons] += yes
    all_asked: Counter[str] = Counter()
    all_favoured: Counter[str] = Counter()
    for (group, reasons), count in asked.items():
        all_asked[reasons] += count
        all_favoured[reasons] += favoured[group, reasons]
    observed: Counter[str] = Counter()
    rates = {reasons: all_favoured[reasons] / count for reasons, count in all_asked.items()}
    sums: dict[str, float] = {}
    for (group, reasons), count in asked.items():
        observed[group] += favoured[group, reasons]
        sums[group] = sums.get(group, 0.0) + count * rates[reasons]
    return tuple(Favours(group, observed[group], sums[group]) for group in sorted(sums))
