"""Funnel limits: how far a unit of its size may lie from the centre by chance alone.

Spiegelhalter (2005), Statistics in Medicine 24: exact binomial or Poisson limits, interpolated
between counts (his appendix A.1), and an over-dispersion factor phi from the z-scores, of which the
outermost tenth on each side is pulled in ("winsorised"). As he advises, phi is used only when it is
clearly above 1 (1 + 2 sqrt(2 / units)); the limits then lie sqrt(phi) times as far from the centre.
With fewer than ten units nothing would be pulled in, and one unit that stands out would widen its
own limits until it no longer does: there phi is measured but not used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, isfinite, sqrt

from fullcircle.engines.statistics.distributions import (
    binomial_quantile,
    binomial_up_to,
    poisson_quantile,
    poisson_up_to,
)

WINSORISED = 0.1
LEAST_UNITS = 10


@dataclass(frozen=True)
class FunnelUnit:
    """`value` of one unit and the limits for its size; `size` = cases or expected events;
    `outside` is -1 below, 1 above, 0 within the limits."""

    value: float
    low: float
    high: float
    size: float
    z: float
    outside: int


@dataclass(frozen=True)
class Funnel:
    """`phi` is the factor that was used (1 = none), `phi_seen` the one that was measured;
    `units` in the order given, None for a unit without cases."""

    centre: float
    phi: float
    phi_seen: float
    level: float
    units: tuple[FunnelUnit | None, ...]


def share_funnel(
    units: Sequence[tuple[int, int]],
    *,
    centre: float | None = None,
    level: float = 0.998,
    overdispersion: bool = True,
) -> Funnel | None:
    """Funnel of shares for `units` = (hits, n); the centre is the share of all unless given.

    None without cases; ValueError for counts that cannot be.
    """
    if any(not 0 <= hits <= n for hits, n in units):
        raise ValueError("more hits than cases, or fewer than none")
    cases = sum(n for _, n in units)
    if cases == 0:
        return None
    middle = sum(hits for hits, _ in units) / cases if centre is None else centre
    if not 0 <= middle <= 1:
        raise ValueError("the centre of shares lies between 0 and 1")
    sized = [(hits / n if n else None, float(n)) for hits, n in units]
    spread = sqrt(middle * (1 - middle))
    phi, seen = _phi(sized, middle, spread, wanted=overdispersion)
    rows = [
        None
        if value is None
        else _unit(
            value,
            size,
            (middle, spread, phi),
            share_limits(middle, int(size), phi=phi, level=level),
        )
        for value, size in sized
    ]
    return Funnel(middle, phi, seen, level, tuple(rows))


def ratio_funnel(
    units: Sequence[tuple[int, float]],
    *,
    centre: float = 1.0,
    level: float = 0.998,
    overdispersion: bool = True,
) -> Funnel | None:
    """Funnel of observed / expected for `units` = (observed, expected).

    None when nothing was expected; ValueError for counts that cannot be.
    """
    for count, expected in units:
        if count < 0 or not isfinite(expected) or expected < 0 or (expected == 0 and count):
            raise ValueError(f"{count} where {expected} is expected is no ratio")
    if not isfinite(centre) or centre <= 0:
        raise ValueError("the centre of ratios lies above 0")
    if not any(expected for _, expected in units):
        return None
    sized = [(count / expected if expected else None, expected) for count, expected in units]
    spread = sqrt(centre)
    phi, seen = _phi(sized, centre, spread, wanted=overdispersion)
    rows = [
        None
        if value is None
        else _unit(
            value, size, (centre, spread, phi), ratio_limits(centre, size, phi=phi, level=level)
        )
        for value, size in sized
    ]
    return Funnel(centre, phi, seen, level, tuple(rows))


def share_limits(
    centre: float, n: int, *, phi: float = 1.0, level: float = 0.998
) -> tuple[float, float]:
    """Limits of the share of a unit of `n` cases; for drawing the funnel as a curve."""
    _check(level, phi)
    if not 0 <= centre <= 1 or n < 1:
        raise ValueError("a funnel of shares needs cases and a centre between 0 and 1")
    low, high = (
        _between(binomial_quantile(tail, n, centre), tail, lambda r: binomial_up_to(r, n, centre))
        / n
        for tail in ((1 - level) / 2, (1 + level) / 2)
    )
    return _stretched(centre, low, high, phi=phi, top=1.0)


def ratio_limits(
    centre: float, expected: float, *, phi: float = 1.0, level: float = 0.998
) -> tuple[float, float]:
    """Limits of observed / expected of a unit with `expected` events; for drawing the curve."""
    _check(level, phi)
    if not isfinite(expected) or expected <= 0 or centre <= 0:
        raise ValueError("a funnel of ratios needs something expected")
    mean = centre * expected
    low, high = (
        _between(poisson_quantile(tail, mean), tail, lambda r: poisson_up_to(r, mean)) / expected
        for tail in ((1 - level) / 2, (1 + level) / 2)
    )
    return _stretched(centre, low, high, phi=phi, top=inf)


def _check(level: float, phi: float) -> None:
    if not 0 < level < 1 or phi < 1:
        raise ValueError("a level lies between 0 and 1, a factor at 1 or above")


def _between(count: int, tail: float, up_to: Callable[[float], float]) -> float:
    """The count at which the probability would be exactly `tail`, read between two counts."""
    above, below = up_to(count), up_to(count - 1)
    return count - (above - tail) / (above - below) if above > below else float(count)


def _stretched(
    centre: float, low: float, high: float, *, phi: float, top: float
) -> tuple[float, float]:
    wide = sqrt(phi)
    return (
        max(0.0, centre - (centre - min(low, centre)) * wide),
        min(top, centre + (max(high, centre) - centre) * wide),
    )


def _unit(
    value: float, size: float, shape: tuple[float, float, float], limits: tuple[float, float]
) -> FunnelUnit:
    centre, spread, phi = shape
    low, high = limits
    z = (value - centre) / (spread * sqrt(phi / size)) if spread else 0.0
    # Without spread (centre 0 or 1) any other value is outside; a hair of rounding is not.
    outside = int(value > high + 1e-12) - int(value < low - 1e-12)
    return FunnelUnit(value, low, high, size, z, outside)


def _phi(
    sized: Sequence[tuple[float | None, float]], centre: float, spread: float, *, wanted: bool
) -> tuple[float, float]:
    """The factor to use and the factor seen."""
    if spread == 0:
        return 1.0, 1.0
    scores = [(value - centre) * sqrt(size) / spread for value, size in sized if value is not None]
    seen = winsorised_phi(scores)
    clear = 1 + 2 * sqrt(2 / len(scores))
    use = wanted and len(scores) >= LEAST_UNITS and seen > clear
    return (seen if use else 1.0), seen


def winsorised_phi(scores: Sequence[float], part: float = WINSORISED) -> float:
    """Mean square of z-scores after the outermost `part` on each side took the value of the next
    one inwards. Chance alone gives 1 without, and .68 with the pulling in of a tenth."""
    if not scores:
        raise ValueError("no scores")
    ordered = sorted(scores)
    cut = min(int(part * len(ordered)), (len(ordered) - 1) // 2)
    low, high = ordered[cut], ordered[len(ordered) - 1 - cut]
    return sum(min(max(score, low), high) ** 2 for score in ordered) / len(ordered)
