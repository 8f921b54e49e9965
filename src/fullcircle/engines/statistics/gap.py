"""What people get next to the least they accept (METRICS 1.7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from fullcircle.engines.statistics.differences import paired_difference
from fullcircle.engines.statistics.intervals import Estimate, Share, mean_t, wilson
from fullcircle.engines.statistics.reasons import NoData, Reason

RATERS = 5


@dataclass(frozen=True)
class Gap:
    """Of one question: `perceived` and `least` (the minimum that is acceptable) in points of the
    scale, `difference` = perceived - least of the same people, `below` the share of people who get
    less than they accept; `n` people."""

    perceived: Estimate
    least: Estimate
    difference: Estimate
    below: Share
    n: int


def expectation_gap(
    answers: Sequence[tuple[float, float]],
    *,
    raters: int = RATERS,
    scale: tuple[float, float] = (1, 5),
    confidence: float = 0.95,
) -> Gap | NoData:
    """From one (perceived, least acceptable) per person.

    Means and the paired difference with t intervals, the share below with Wilson's. Both parts are
    shown: a difference alone is unreliable (Cronin and Taylor 1992). Fewer than `raters` people
    give NoData; ValueError for answers off the scale.
    """
    floor, ceiling = scale
    if any(not floor <= answer <= ceiling for pair in answers for answer in pair):
        raise ValueError("an answer lies off the scale")
    if raters < 2:
        raise ValueError("one rater is no group")
    n = len(answers)
    perceived = mean_t([got for got, _ in answers], scale=scale, confidence=confidence)
    least = mean_t([want for _, want in answers], scale=scale, confidence=confidence)
    difference = paired_difference(answers, confidence=confidence)
    below = wilson(sum(got < want for got, want in answers), n, confidence)
    if n < raters or not (perceived and least and difference and below):
        return NoData(Reason.TOO_FEW, n, raters)
    return Gap(perceived, least, difference, below, n)
