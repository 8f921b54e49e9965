"""Who comes, when, and how long their job is: drawn before anybody decides whom to serve first.

The streams of arrivals and of job lengths are independent of each other, of the other kinds and of
the policy, so that two policies meet the very same customers and their difference is paired.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcircle.engines.queueing.formulas import Stream
from fullcircle.engines.queueing.jobs import Length, Numbers


@dataclass(frozen=True)
class Kind:
    """Poisson arrivals per unit of time and the length of their jobs."""

    rate: float
    job: Length

    @property
    def stream(self) -> Stream:
        return Stream(self.rate, self.job.mean, self.job.second_moment)


@dataclass(frozen=True)
class Customers:
    """In order of arrival, three arrays of one length: arrival, kind (0, 1, ...), job length."""

    arrive: Numbers
    kind: NDArray[np.int64]
    length: Numbers

    def __post_init__(self) -> None:
        if not self.arrive.shape == self.kind.shape == self.length.shape:
            raise ValueError("one arrival, one kind and one length for each customer")
        if self.arrive.size and (np.diff(self.arrive) < 0).any():
            raise ValueError("customers stand in the order of their arrival")
        if self.length.size and self.length.min() < 0:
            raise ValueError("a job is not shorter than nothing")

    @property
    def count(self) -> int:
        return int(self.arrive.size)

    @property
    def kinds(self) -> int:
        return int(self.kind.max()) + 1 if self.count else 0


def given(rows: Sequence[tuple[float, int, float]]) -> Customers:
    """Customers of a known schedule: (arrival, kind, length), in order of arrival."""
    return Customers(
        np.array([row[0] for row in rows], dtype=np.float64),
        np.array([row[1] for row in rows], dtype=np.int64),
        np.array([row[2] for row in rows], dtype=np.float64),
    )


def draw(kinds: Sequence[Kind], count: int, seed: int) -> Customers:
    """About `count` customers of all kinds together, exactly those who arrive before the time at
    which `count` are expected. The same seed gives the same customers."""
    until = count / sum(kind.rate for kind in kinds)
    arrive, labels, lengths = [], [], []
    for label, kind in enumerate(kinds):
        when, how_long = (
            np.random.default_rng(np.random.SeedSequence((seed, label, part))) for part in (0, 1)
        )
        times = np.sort(when.random(when.poisson(kind.rate * until)) * until)
        arrive.append(times)
        labels.append(np.full(times.size, label, dtype=np.int64))
        lengths.append(kind.job.draw(how_long, times.size))
    order = np.argsort(np.concatenate(arrive), kind="stable")
    return Customers(
        np.concatenate(arrive)[order], np.concatenate(labels)[order], np.concatenate(lengths)[order]
    )
