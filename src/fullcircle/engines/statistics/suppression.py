"""Small cells stay hidden, also from somebody who subtracts (at least k raters; METRICS 1.7, 1.8).

First every count from 1 to k - 1 is hidden. Then further cells, and totals where nothing else is
left, until nothing hidden can be told from what is published:
* no hidden count is the only one that fits the published ones (Cox 1980; Fischetti and Salazar 2000
  call this the attacker's two linear programs);
* no group of hidden cells that a reader can add up from the margins has fewer than k members, for
  the mean of such a group could be computed (the "remainder rule"). Groups within a line are
  checked whatever their size, others up to four cells, which is all of them for k = 5.

Nought is never hidden: nobody answered, so there is no answer to give away; a reader may therefore
suppose that a hidden cell holds at least one. Screens show all hidden cells alike: which of them was
too small and which protects another is itself a hint, so it is not told here either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from fullcircle.engines.statistics.distributions import Numbers, smallest_within

RATERS = 5
CLOSE = 1e-7


@dataclass(frozen=True)
class HiddenRow:
    """True where the count, and all that is computed from its members, stays hidden."""

    cells: tuple[bool, ...]
    total: bool


@dataclass(frozen=True)
class HiddenTable:
    """True where hidden: cells by row, totals of rows and of columns, the total of all."""

    cells: tuple[tuple[bool, ...], ...]
    rows: tuple[bool, ...]
    columns: tuple[bool, ...]
    total: bool


def suppress_row(counts: Sequence[int], *, k: int = RATERS) -> HiddenRow:
    """Which of `counts` (distinct raters of groups without overlap), and whether their total, stay
    hidden. ValueError for counts below 0 or k below 2."""
    _check(counts, k)
    values = [*counts, sum(counts)]
    hidden = _hide(values, [list(range(len(values)))], k)
    return HiddenRow(tuple(hidden[:-1]), hidden[-1])


def suppress_table(rows: Sequence[Sequence[int]], *, k: int = RATERS) -> HiddenTable:
    """The same for a two-way table whose totals of rows, of columns and of all are published.
    ValueError for rows of different length."""
    if len({len(row) for row in rows}) > 1:
        raise ValueError("rows of one length")
    for row in rows:
        _check(row, k)
    wide = len(rows[0]) if rows else 0
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(column) for column in zip(*full, strict=True)] if rows else [0])
    high, step = len(full), wide + 1
    values = [value for row in full for value in row]
    lines = [[at * step + place for place in range(step)] for at in range(high)]
    lines += [[at * step + place for at in range(high)] for place in range(step)]
    hidden = _hide(values, lines, k)
    table = [tuple(hidden[at * step : (at + 1) * step]) for at in range(high)]
    return HiddenTable(
        tuple(row[:-1] for row in table[:-1]),
        tuple(row[-1] for row in table[:-1]),
        table[-1][:-1],
        table[-1][-1],
    )


def _check(counts: Sequence[int], k: int) -> None:
    if k < 2 or any(count < 0 for count in counts):
        raise ValueError("counts start at nought, and a group has at least two members")


def _hide(values: list[int], lines: list[list[int]], k: int) -> list[bool]:
    """`lines` hold places in `values`; the last place of a line is the sum of the others."""
    hidden = [0 < value < k for value in values]
    safe: set[int] = set()
    while (place := _weak_line(values, lines, hidden, k)) is not None or (
        place := _told(values, lines, hidden, k, safe)
    ) is not None:
        chosen = _further(values, lines, hidden, place)
        if chosen is None:
            break
        hidden[chosen] = True
    return hidden


def _weak_line(
    values: list[int], lines: list[list[int]], hidden: list[bool], k: int
) -> list[int] | None:
    """A line in which subtraction alone tells too much: the places of which one is to be hidden."""
    for line in lines:
        inner = [place for place in line[:-1] if hidden[place]]
        alone = len(inner) + hidden[line[-1]] == 1
        few = bool(inner) and not hidden[line[-1]] and sum(values[at] for at in inner) < k
        if alone or few:
            return line
    return None


def _further(
    values: list[int], lines: list[list[int]], hidden: list[bool], among: list[int]
) -> int | None:
    """The next to be hidden: rather a cell than a total, rather one whose other line already has
    hidden places, rather a small one. Anywhere in the table when the line has none left."""
    totals = {line[-1] for line in lines}
    busy = [any(hidden[at] for at in line) for line in lines]

    def price(place: int) -> tuple[bool, int, int]:
        fresh = sum(place in line and not seen for line, seen in zip(lines, busy, strict=True))
        return place in totals, fresh, values[place]

    for places in (among, range(len(values))):
        free = [place for place in places if not hidden[place] and values[place]]
        if free:
            return min(free, key=price)
    return None


def _told(
    values: list[int], lines: list[list[int]], hidden: list[bool], k: int, safe: set[int]
) -> list[int] | None:
    """Places of the lines of a hidden cell, or group of cells, that a reader could still compute.

    `safe` collects cells that are not: hiding more never makes them known again.
    """
    places = [place for place, secret in enumerate(hidden) if secret]
    if not places:
        return None
    signs = _equations(lines, places)
    sums = signs @ np.array([values[place] for place in places], dtype=np.float64)
    found = next(_known_groups(values, places, signs, k), ())
    for at, place in enumerate(places):
        if not found and values[place] < k and place not in safe:
            if _pinned(signs, sums, at):
                found = (at,)
            else:
                safe.add(place)
    mine = [line for line in lines if any(places[at] in line for at in found)]
    return [place for line in mine for place in line] or None


def _equations(lines: list[list[int]], places: list[int]) -> Numbers:
    """One row per line: 1 for a hidden part, -1 for a hidden total."""
    where = {place: column for column, place in enumerate(places)}
    table = np.zeros((len(lines), len(places)))
    for row, line in enumerate(lines):
        for place in line:
            if place in where:
                table[row, where[place]] = -1.0 if place == line[-1] else 1.0
    return table


def _known_groups(
    values: list[int], places: list[int], signs: Numbers, k: int
) -> Iterator[tuple[int, ...]]:
    """Groups of up to four hidden places that hold fewer than k and whose sum can be worked out.

    A sum is known when it is the same in every table that fits: when its members' rows of the null
    space add up to nought. One random mixture of that space stands for it all, and groups are
    found as pairs of pairs.
    """
    free = np.linalg.svd(signs, full_matrices=True)
    rank = int((free.S > CLOSE).sum())
    mixture = np.random.default_rng(len(places)).standard_normal(len(places) - rank)
    marks = free.Vh[rank:].T @ mixture
    small = [at for at, place in enumerate(places) if values[place] < k]
    pairs: list[tuple[int, ...]] = [(at,) for at in small]
    pairs += list(combinations(small, 2))
    sums = np.array([marks[list(pair)].sum() for pair in pairs])
    order = np.argsort(sums)
    for at in np.flatnonzero(np.abs(sums) < CLOSE):
        if sum(values[places[one]] for one in pairs[at]) < k:
            yield pairs[at]
    first = np.searchsorted(sums[order], -sums - CLOSE)
    last = np.searchsorted(sums[order], -sums + CLOSE)
    for at in np.flatnonzero(last > first):
        for other in order[first[at] : last[at]]:
            group = set(pairs[at]) | set(pairs[other])
            whole = len(group) == len(pairs[at]) + len(pairs[other])
            if whole and sum(values[places[one]] for one in group) < k:
                yield tuple(sorted(group))


def _pinned(signs: Numbers, sums: Numbers, place: int) -> bool:
    """True when only one count fits, given that each hidden one is at least 1."""
    weights = np.zeros(signs.shape[1])
    weights[place] = 1.0
    above_one = sums - signs.sum(axis=1)
    low = smallest_within(weights, signs, above_one)
    high = smallest_within(-weights, signs, above_one)
    # Without a highest one the program has no answer: the total is hidden too.
    return low is not None and high is not None and -high - low < 0.5
