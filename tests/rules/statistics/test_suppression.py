"""Nothing hidden can be worked out again: checked by trying, not with the code that hides."""

from itertools import combinations, product

import numpy as np
import pytest

from fullcircle.engines.statistics.suppression import suppress_row, suppress_table


def fitting_rows(counts, hidden):
    """All rows of counts (hidden ones at least 1) that have the published parts and total."""
    free = [at for at, one in enumerate(hidden.cells) if one]
    rest = sum(count for count, one in zip(counts, hidden.cells, strict=True) if not one)
    left = sum(counts) - rest
    for values in product(range(1, left + 1), repeat=len(free)):
        if hidden.total or sum(values) == left:
            yield dict(zip(free, values, strict=True))


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ([10, 20, 30], "...", "."),
        ([3, 10, 20], "xx.", "."),  # one alone would be the total minus the rest
        ([2, 2, 20], "xxx", "."),  # two with four together: their mean could be worked out
        ([2, 3, 20], "xx.", "."),  # five together
        ([3, 0, 0], "x..", "x"),  # nothing else to hide: the total goes too
        ([0, 0], "..", "."),
        ([4], "x", "x"),
        ([], "", "."),
        ([1, 1, 1, 1, 1, 30], "xxxxxx", "."),  # five that hold five: each must be one
    ],
)
def test_rows_by_hand(counts, cells, total):
    found = suppress_row(counts)
    assert "".join(".x"[one] for one in found.cells) == cells
    assert ".x"[found.total] == total


def test_no_hidden_count_of_a_row_is_the_only_one_that_fits():
    dice = np.random.default_rng(20260714)
    for _ in range(150):
        counts = dice.integers(0, 9, dice.integers(2, 5)).tolist()
        found = suppress_row(counts)
        assert all(found.cells[at] for at, count in enumerate(counts) if 0 < count < 5)
        if any(found.cells) and not found.total:
            fits = list(fitting_rows(counts, found))
            for at, count in enumerate(counts):
                if 0 < count < 5:
                    assert len({fit[at] for fit in fits}) > 1
            assert sum(c for c, one in zip(counts, found.cells, strict=True) if one) >= 5


def flat(rows, found):
    """All entries with their totals, which of them are hidden, and the equations between them."""
    table = np.array(rows)
    full = np.block([[table, table.sum(1)[:, None]], [table.sum(0)[None, :], table.sum()]])
    hidden = np.block(
        [
            [np.array(found.cells), np.array(found.rows)[:, None]],
            [np.array(found.columns)[None, :], np.array([[found.total]])],
        ]
    ).astype(bool)
    high, wide = full.shape
    lines = []
    for at in range(high):
        line = np.zeros((high, wide))
        line[at, :-1], line[at, -1] = 1, -1
        lines.append(line.ravel())
    for at in range(wide):
        line = np.zeros((high, wide))
        line[:-1, at], line[-1, at] = 1, -1
        lines.append(line.ravel())
    return full.ravel(), hidden.ravel(), np.array(lines)


def leaks(rows, k=5):
    """Groups of hidden cells with fewer than k members whose sum can be worked out: a sum is a
    combination of the published lines when adding it to the lines does not raise their rank."""
    values, hidden, lines = flat(rows, suppress_table(rows, k=k))
    assert all(hidden[at] for at, value in enumerate(values) if 0 < value < k)
    places = np.flatnonzero(hidden)
    signs = lines[:, places]
    rank = np.linalg.matrix_rank(signs) if places.size else 0
    small = [at for at, place in enumerate(places) if values[place] < k]
    for many in range(1, 5):
        for group in combinations(small, many):
            if values[places[list(group)]].sum() < k:
                wanted = np.zeros(places.size)
                wanted[list(group)] = 1
                if np.linalg.matrix_rank(np.vstack([signs, wanted])) == rank:
                    yield group


def test_a_cell_between_two_blocks_cannot_be_worked_out():
    """Each line hides two cells or more, and yet the 3 would be the two rows above minus the two
    columns on the left."""
    bridge = [[4, 4, 3, 20], [4, 4, 20, 20], [20, 20, 4, 4], [20, 20, 4, 4]]
    assert sum(map(sum, suppress_table(bridge).cells)) > 9
    assert not list(leaks(bridge))


@pytest.mark.parametrize("size", [(2, 2), (3, 3), (4, 5), (6, 4), (7, 7)])
def test_no_group_of_fewer_than_five_can_be_added_up_from_the_margins(size):
    dice = np.random.default_rng(20260714)
    for mean in (3, 6, 12):
        for _ in range(3):
            rows = dice.poisson(mean, size) * (dice.random(size) < 0.8)
            assert not list(leaks(rows.tolist()))


def test_no_small_count_of_a_table_is_the_only_one_that_fits():
    """All tables of two by three that fit what is published, by trying every one."""
    dice = np.random.default_rng(20260714)
    seen = 0
    for _ in range(80):
        rows = dice.integers(0, 9, (2, 3))
        values, hidden, _ = flat(rows, suppress_table(rows.tolist()))
        inner = [at for at in np.flatnonzero(hidden) if at % 4 != 3 and at < 8]
        if not inner or len(inner) > 4:
            continue
        tried = np.indices((13,) * len(inner)).reshape(len(inner), -1) + 1
        tables = np.repeat(values[:8, np.newaxis], tried.shape[1], axis=1)
        tables[inner] = tried
        cells = tables.reshape(2, 4, -1)[:, :3]
        full = np.concatenate([cells, cells.sum(1, keepdims=True)], axis=1)
        full = np.concatenate([full, full.sum(0, keepdims=True)]).reshape(12, -1)
        fits = tried[:, (full == values[:, np.newaxis])[~hidden].all(axis=0)]
        for at, place in enumerate(inner):
            if values[place] < 5:
                seen += 1
                assert len(set(fits[at].tolist())) > 1
    assert seen > 50


def test_nothing_is_hidden_where_all_are_large_or_nobody_answered():
    found = suppress_table([[10, 0], [7, 5]])
    assert not any(any(row) for row in found.cells)
    assert not any([*found.rows, *found.columns, found.total])


def test_a_larger_group_can_be_asked_for():
    assert suppress_row([6, 20, 30]).cells == (False, False, False)
    assert suppress_row([6, 20, 30], k=10).cells == (True, True, False)
    # Six together hold seven: too few for ten, though none of them can be told alone.
    assert suppress_row([2, 1, 1, 1, 1, 1, 30, 40], k=10).cells == (*[True] * 7, False)


def test_publishing_the_mean_of_five_and_later_of_six_gives_the_newcomer_away():
    """Why periods are disjoint: the answer of the sixth is exactly recovered, in every case."""
    dice = np.random.default_rng(3)
    for _ in range(100):
        answers = dice.integers(1, 6, 6)
        assert round(6 * answers.mean() - 5 * answers[:5].mean()) == answers[5]


def test_impossible_tables_are_refused():
    with pytest.raises(ValueError, match="nought"):
        suppress_row([-1])
    with pytest.raises(ValueError, match="members"):
        suppress_row([1], k=1)
    with pytest.raises(ValueError, match="one length"):
        suppress_table([[1], [1, 2]])
    assert suppress_table([]).total is False
