"""Chance from a seed, the same on every Python and every machine.

Only `random.Random.random()` is used, the one method whose sequence is promised to stay;
bell-shaped numbers are sums, so no platform's logarithm can move a digit.
"""

from __future__ import annotations

import random
from collections.abc import Sequence


class Dice:
    """A stream of chance named by its seed: `Dice(7, "town")` never disturbs `Dice(7, "cast")`."""

    __slots__ = ("_next",)

    def __init__(self, *seed: object) -> None:
        self._next = random.Random("/".join(str(part) for part in seed)).random

    def roll(self) -> float:
        """A number in [0, 1)."""
        return self._next()

    def chance(self, probability: float) -> bool:
        return self._next() < probability

    def below(self, limit: int) -> int:
        """A whole number in [0, limit)."""
        return int(self._next() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number in [low, high], both ends possible."""
        return low + int(self._next() * (high - low + 1))

    def pick[T](self, choices: Sequence[T]) -> T:
        return choices[int(self._next() * len(choices))]

    def weighted[T](self, choices: Sequence[tuple[T, float]]) -> T:
        """One of the (value, weight) pairs; weights need not add up to one."""
        mark = self._next() * sum(weight for _, weight in choices)
        for value, weight in choices:
            mark -= weight
            if mark < 0:
                return value
        return choices[-1][0]

    def shuffled[T](self, items: Sequence[T]) -> list[T]:
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = int(self._next() * (last + 1))
            deck[last], deck[other] = deck[other], deck[last]
        return deck

    def bell(self, mean: float, spread: float) -> float:
        """About normal: the sum of six uniform numbers, never further than 4.2 spreads off."""
        roll = self._next
        total = roll() + roll() + roll() + roll() + roll() + roll()
        return mean + spread * (total - 3.0) * 1.4142135623730951
