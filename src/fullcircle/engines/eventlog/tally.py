"""Sums per ordered pair, and how often something occurs in how many cases."""

from dataclasses import dataclass

import numpy as np

from fullcircle.engines.eventlog.links import Flags, Numbers

DENSE = 4_000_000
MILLION = 1_000_000


class Sums:
    """Whole-number sums by key, exact. Few possible keys are held in a row for each, many only
    where they occur."""

    def __init__(self, keys: int, rows: int) -> None:
        self._rows = rows
        self._dense = np.zeros((rows, keys), np.int64) if keys <= DENSE else None
        self._parts: list[tuple[Numbers, Numbers]] = []

    def add(self, row: int, keys: Numbers) -> None:
        """One for every key."""
        self._put(row, keys, None)

    def add_values(self, row: int, keys: Numbers, values: Numbers) -> None:
        """`values` lie between 0 and 2**40, so that floating point adds them exactly."""
        self._put(row, keys, values)

    def _put(self, row: int, keys: Numbers, values: Numbers | None) -> None:
        if self._dense is not None:
            counted = np.bincount(keys, values, minlength=self._dense.shape[1])
            self._dense[row] += counted.astype(np.int64)
            return
        found, places = np.unique(keys, return_inverse=True)
        table = np.zeros((self._rows, len(found)), np.int64)
        table[row] = np.bincount(places, values, minlength=len(found)).astype(np.int64)
        self._parts.append((found, table))
        if len(self._parts) > 40:
            self._merge()

    def _merge(self) -> None:
        keys = np.concatenate([part[0] for part in self._parts])
        values = np.concatenate([part[1] for part in self._parts], axis=1)
        found, places = np.unique(keys, return_inverse=True)
        table = np.zeros((self._rows, len(found)), np.int64)
        for row in range(self._rows):
            np.add.at(table[row], places, values[row])
        self._parts = [(found, table)]

    def result(self) -> tuple[Numbers, Numbers]:
        """The keys that occur, in order, and a row of sums for each."""
        if self._dense is not None:
            keys = np.flatnonzero(self._dense.any(axis=0))
            return keys, self._dense[:, keys]
        if not self._parts:
            return np.zeros(0, np.int64), np.zeros((self._rows, 0), np.int64)
        self._merge()
        return self._parts[0]


@dataclass(frozen=True)
class Held:
    """Each different (key, case) once, and how many more times it occurs."""

    keys: Numbers
    again: Numbers


def held(keys: Numbers, case: Numbers, cases: int) -> Held:
    """Which keys occur in which cases."""
    both = keys * cases + case
    both.sort()
    first = np.flatnonzero(np.concatenate([[True], both[1:] != both[:-1]])[: len(both)])
    times = np.diff(np.append(first, len(both)))
    return Held(both[first] // cases, times - 1)


def different(case: Numbers) -> int:
    """How many different numbers; equal ones stand together."""
    return int(len(case) and 1 + np.count_nonzero(case[1:] != case[:-1]))


def where(flags: Flags, *arrays: Numbers) -> tuple[Numbers, ...]:
    return tuple(array[flags] for array in arrays)
