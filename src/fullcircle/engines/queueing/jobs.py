"""How long jobs last: distributions with their first two moments, and how to draw from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

type Numbers = NDArray[np.float64]


class Length(Protocol):
    """A distribution of lengths, all above or equal to nought."""

    @property
    def mean(self) -> float: ...

    @property
    def second_moment(self) -> float: ...

    def draw(self, source: np.random.Generator, count: int) -> Numbers: ...


@dataclass(frozen=True)
class Fixed:
    length: float

    @property
    def mean(self) -> float:
        return self.length

    @property
    def second_moment(self) -> float:
        return self.length**2

    def draw(self, source: np.random.Generator, count: int) -> Numbers:
        return np.full(count, float(self.length))


@dataclass(frozen=True)
class Exponential:
    mean: float

    @property
    def second_moment(self) -> float:
        return 2 * self.mean**2

    def draw(self, source: np.random.Generator, count: int) -> Numbers:
        return source.exponential(self.mean, count)


@dataclass(frozen=True)
class LogNormal:
    """`median` in units of time, `spread` the standard deviation of the logarithm."""

    median: float
    spread: float

    @property
    def mean(self) -> float:
        return self.median * exp(self.spread**2 / 2)

    @property
    def second_moment(self) -> float:
        return self.median**2 * exp(2 * self.spread**2)

    def draw(self, source: np.random.Generator, count: int) -> Numbers:
        return self.median * source.lognormal(0.0, self.spread, count)


@dataclass(frozen=True)
class Seen:
    """Lengths as they were seen in history, drawn with replacement. Needs at least one."""

    lengths: Sequence[float]
    _known: Numbers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = np.asarray(self.lengths, dtype=np.float64)
        if known.size == 0 or not np.isfinite(known).all() or known.min() < 0:
            raise ValueError("lengths are finite, not negative, and at least one")
        object.__setattr__(self, "_known", known)

    @property
    def mean(self) -> float:
        return float(self._known.mean())

    @property
    def second_moment(self) -> float:
        return float((self._known**2).mean())

    def draw(self, source: np.random.Generator, count: int) -> Numbers:
        # By inversion: one number per customer whatever the history, so that pairs stay pairs.
        places = (source.random(count) * self._known.size).astype(np.int64)
        return self._known[places]
