"""Who complains clearly more than others, and who is unhappy in silence (METRICS 1.18).

The next step for the first is an invitation to write the expectation card, for the second a call.
Neither list is shown to those who were complained about.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fullcircle.engines.statistics.distributions import gamma_above
from fullcircle.engines.statistics.intervals import Estimate, Share, wilson
from fullcircle.engines.statistics.shrinkage import gamma_poisson

LEAST_COMPLAINTS = 3
LEAST_DEALINGS = 10
TIMES_PEERS = 2.0
SURE = 0.95


@dataclass(frozen=True)
class Complaints:
    """Of one party in twelve months; `upheld` of the complaints were found to be right."""

    party: str
    complaints: int
    dealings: int
    upheld: int = 0


@dataclass(frozen=True)
class Complainer:
    """`rate` per dealing after shrinkage (`n` = complaints), `peers`: rate of all others together,
    `sure`: probability that the rate is more than twice theirs, `upheld` share of the complaints,
    `invited`: the rule is met."""

    party: str
    rate: Estimate
    peers: float
    sure: float
    upheld: Share | None
    invited: bool


def complainers(parties: Sequence[Complaints]) -> tuple[Complainer, ...]:
    """The rule for each party with dealings, in the order given: at least 3 complaints, at least 10
    dealings, and Pr(rate > 2 x peers) > .95 under the gamma-Poisson posterior (Clayton and Kaldor
    1987). Empty with fewer than two parties: nobody to compare with.
    """
    for row in parties:
        if not 0 <= row.upheld <= row.complaints or row.dealings < 0:
            raise ValueError(f"counts of {row.party} that cannot be")
    rows = [row for row in parties if row.dealings]
    if len(rows) < 2:
        return ()
    shrunk = gamma_poisson([(row.complaints, float(row.dealings)) for row in rows])
    if shrunk is None:
        return ()
    events, dealings = sum(r.complaints for r in rows), sum(r.dealings for r in rows)
    found = []
    for row, rate, pair in zip(rows, shrunk.units, shrunk.posteriors, strict=True):
        if rate is None or pair is None:
            continue
        peers = (events - row.complaints) / (dealings - row.dealings)
        sure = gamma_above(TIMES_PEERS * peers, *pair)
        enough = row.complaints >= LEAST_COMPLAINTS and row.dealings >= LEAST_DEALINGS
        upheld = wilson(row.upheld, row.complaints)
        found.append(Complainer(row.party, rate, peers, sure, upheld, enough and sure > SURE))
    return tuple(found)


def silent_unhappy(
    parties: Sequence[tuple[str, Estimate | None, int]], *, company: float
) -> tuple[str, ...]:
    """Names of `parties` = (party, mean perceived score with interval, complaints) that never
    complained although their whole interval lies below the mean of the company; lowest first.
    Parties without a score are not listed: not known is not unhappy."""
    found = [
        (score.value, party)
        for party, score, complaints in parties
        if score is not None and complaints == 0 and score.high < company
    ]
    return tuple(party for _, party in sorted(found))
