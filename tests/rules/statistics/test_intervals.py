import random

import pytest

from fullcircle.engines.statistics.intervals import apart, mean, wilson

# Newcombe (1998), Statistics in Medicine 17, table I: score method without continuity correction.
PUBLISHED = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("hits", "n", "low", "high"), PUBLISHED)
def test_wilson_gives_the_published_bounds(hits, n, low, high):
    found = wilson(hits, n)
    assert found is not None
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)
    assert found.value == hits / n


def test_without_cases_there_is_no_share():
    assert wilson(0, 0) is None
    assert mean(0, 0, 0) is None


def test_the_interval_of_the_misses_is_the_mirror_of_that_of_the_hits():
    for n in range(1, 40):
        for hits in range(n + 1):
            one, other = wilson(hits, n), wilson(n - hits, n)
            assert one is not None
            assert other is not None
            assert one.low == pytest.approx(1 - other.high, abs=1e-12)
            assert 0 <= one.low <= one.value <= one.high <= 1


def test_more_cases_make_the_interval_narrower():
    widths = [wilson(n // 2, n) for n in (10, 40, 160, 640)]
    spans = [share.high - share.low for share in widths if share]
    assert spans == sorted(spans, reverse=True)


@pytest.mark.parametrize("n", [5, 20, 200])
def test_nineteen_of_twenty_intervals_hold_the_truth(n):
    """Simulated at a fixed seed; mean coverage over the truth is .953 to .955 (measured exactly)."""
    dice = random.Random(20260714)
    held = 0
    rounds = 6000
    for _ in range(rounds):
        truth = dice.random()
        hits = sum(dice.random() < truth for _ in range(n))
        found = wilson(hits, n)
        assert found is not None
        held += found.low <= truth <= found.high
    assert held / rounds == pytest.approx(0.953, abs=0.012)


@pytest.mark.parametrize(("hits", "n"), [(-1, 3), (4, 3)])
def test_counts_that_cannot_be_are_refused(hits, n):
    with pytest.raises(ValueError, match="no share"):
        wilson(hits, n)


def test_a_confidence_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence=1.0)


def test_intervals_that_touch_cannot_be_told_apart():
    assert apart(wilson(2, 40), wilson(38, 40))
    assert not apart(wilson(5, 10), wilson(7, 10))
    assert not apart(None, wilson(7, 10))


def test_the_mean_of_shares_has_the_normal_interval():
    values = [1.0, 0.5, 0.75, 1.0, 0.25, 0.5, 1.0, 0.75]
    found = mean(sum(values), sum(value * value for value in values), len(values))
    assert found is not None
    assert found.value == pytest.approx(0.71875)
    # Squared deviations add up to .5546875; over 7 and 8 the standard error is .0995245.
    assert found.high - found.value == pytest.approx(0.0995245 * 1.959964, abs=1e-6)


def test_one_value_says_nothing_about_its_spread():
    found = mean(0.5, 0.25, 1)
    assert found is not None
    assert (found.low, found.high) == (0.0, 1.0)
