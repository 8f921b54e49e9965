import pytest

from fullcircle.engines.statistics.differences import (
    difference_of_means,
    difference_of_shares,
    paired_difference,
    service_balance,
)

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10 (score, no continuity
# correction); the same values come from statsmodels 0.15.0, confint_proportions_2indep "newcomb".
PUBLISHED = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]
# Cushny and Peebles (1905), hours of sleep gained by ten patients with two drugs, as analysed by
# Student (1908). The intervals are those printed in R's help on t.test.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


@pytest.mark.parametrize(("one", "other", "low", "high"), PUBLISHED)
def test_differences_of_shares_have_the_published_bounds(one, other, low, high):
    found = difference_of_shares(one, other)
    assert found.value == pytest.approx(one[0] / one[1] - other[0] / other[1])
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.n == one[1] + other[1]


def test_welchs_interval_is_the_published_one():
    found = difference_of_means(FIRST, SECOND)
    assert found.value == pytest.approx(-1.58)
    assert (found.low, found.high) == pytest.approx((-3.3654832, 0.2054832), abs=1e-7)


def test_the_paired_interval_is_the_published_one():
    found = paired_difference(list(zip(FIRST, SECOND, strict=True)))
    assert found.value == pytest.approx(-1.58)
    assert (found.low, found.high) == pytest.approx((-2.4598858, -0.7001142), abs=1e-7)
    assert found.n == 10


def test_welch_agrees_with_the_two_sample_example_of_nist():
    """NIST/SEMATECH handbook 1.3.5.3, AUTO83B: n 249 and 79, means 20.14458 and 30.48101, standard
    deviations 6.414700 and 6.107710; t = -12.94627 with 136.8750 degrees, standard error of the
    difference therefore .798409. Rows with exactly these moments are built here."""
    one, other = rows(249, 20.14458, 6.414700), rows(79, 30.48101, 6.107710)
    found = difference_of_means(one, other)
    error = 10.33643 / 12.94627
    assert found.value == pytest.approx(-10.33643, abs=1e-4)
    # t at 97.5 % with 136.875 degrees, by scipy 1.18.
    assert (found.high - found.low) / 2 == pytest.approx(1.977461 * error, abs=2e-4)


def rows(n, mean, deviation):
    """`n` numbers of exactly this mean and standard deviation."""
    plain = [float(at) for at in range(n)]
    middle = sum(plain) / n
    spread = (sum((at - middle) ** 2 for at in plain) / (n - 1)) ** 0.5
    return [mean + deviation * (at - middle) / spread for at in plain]


def test_without_cases_on_a_side_there_is_no_difference():
    assert difference_of_shares((0, 0), (3, 4)) is None
    assert difference_of_means([1.0], [1.0, 2.0]) is None
    assert paired_difference([(1.0, 2.0)]) is None


def test_values_all_alike_differ_by_exactly_their_difference():
    found = difference_of_means([3.0, 3.0], [1.0, 1.0])
    assert (found.value, found.low, found.high) == (2.0, 2.0, 2.0)


def test_service_balance_turns_its_sign_with_the_direction():
    there, back = service_balance(FIRST, SECOND), service_balance(SECOND, FIRST)
    assert (there.value, there.low) == pytest.approx((-back.value, -back.high))
