"""The cases that theory and a second programme are known for (mean waits before service)."""

from dataclasses import dataclass
from math import log, sqrt

from fullcircle.engines.queueing.customers import Kind
from fullcircle.engines.queueing.jobs import Exponential, Fixed, LogNormal

COUNT, SEED = 300_000, 20261122


@dataclass(frozen=True)
class Case:
    name: str
    kinds: tuple[Kind, ...]
    servers: int
    ranks: tuple[int, ...] | None
    waits: tuple[float, ...]  # published, one for each kind, or one for all


def _poisson(*rates: float) -> tuple[Kind, ...]:
    return tuple(Kind(rate, Exponential(1.0)) for rate in rates)


# Loads .06, .27 and .36 on one server; the spread makes the residual work 35.97 minutes.
MIXED = (
    Kind(0.06 / 30, Fixed(30)),
    Kind(0.27 / 60, Exponential(60)),
    Kind(
        0.36 / LogNormal(60, sqrt(log(104.85 / 60) / 1.5)).mean,
        LogNormal(60, sqrt(log(104.85 / 60) / 1.5)),
    ),
)

CASES = (
    Case("M/M/1 at .8", _poisson(0.8), 1, None, (4.000,)),
    Case("M/M/3 at .8", _poisson(2.4), 3, None, (1.0787,)),
    Case("M/M/10 at .9", _poisson(9.0), 10, None, (0.6687,)),
    Case("M/M/3, 3 classes", _poisson(0.3, 0.9, 1.2), 3, (0, 1, 2), (0.2397, 0.3995, 1.7978)),
    Case("M/G/1, 3 unlike jobs", MIXED, 1, (0, 1, 2), (38.27, 57.11, 173.18)),
)
