"""Money is exact: whole minor units, one rounding, no floats, shares that add up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcircle.foundation.values.money import (
    CannotAllocate,
    CurrencyMismatch,
    Money,
    NotAnAmount,
    NotExact,
    UnknownCurrency,
    minor_digits,
    rounded,
    total,
)
from tests.rules.foundation.examples import thoroughly

FLOAT = 12.5
amounts = st.integers(-(10**40), 10**40)


def usd(text: str) -> Money:
    """Return dollars."""
    return Money.of(text, "USD")


@pytest.mark.parametrize(
    ("amount", "whole"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49", 2), ("-0.5", -1), ("-2.5", -3), ("-2.49", -2)],
)
def test_halves_are_rounded_away_from_zero(amount: str, whole: int) -> None:
    assert rounded(Decimal(amount)) == whole


def test_floats_and_truth_values_are_refused() -> None:
    with pytest.raises(NotExact):
        Money(FLOAT, "USD")  # type: ignore[arg-type]  # the refusal under test
    with pytest.raises(NotExact):
        Money(True, "USD")
    with pytest.raises(NotExact):
        Money.of(FLOAT, "USD")  # type: ignore[arg-type]  # the refusal under test
    with pytest.raises(NotExact):
        usd("1") * FLOAT  # type: ignore[operator]  # the refusal under test
    with pytest.raises(NotExact):
        usd("1").times(FLOAT)  # type: ignore[arg-type]  # the refusal under test
    with pytest.raises(NotExact):
        rounded(FLOAT)  # type: ignore[arg-type]  # the refusal under test


@pytest.mark.parametrize("wrong", ["0.001", "NaN", "Infinity", "1E+999999999", "ten", ""])
def test_what_is_no_amount_of_cents_is_refused(wrong: str) -> None:
    with pytest.raises(NotAnAmount):
        usd(wrong)


def test_minor_units_follow_the_currency() -> None:
    assert [minor_digits(code) for code in ("USD", "JPY", "KWD")] == [2, 0, 3]
    assert Money.of("12", "JPY").minor == 12
    assert Money.of("1.234", "KWD").minor == 1234
    with pytest.raises(UnknownCurrency):
        Money(1, "XYZ0")


def test_sums_and_comparisons_keep_to_one_currency() -> None:
    assert usd("1.10") + usd("2.20") - usd("0.30") == usd("3.00")
    assert usd("1") < usd("2") <= usd("2")
    assert usd("3") > usd("2") >= usd("2")
    assert -usd("1.5") == usd("-1.50")
    assert 3 * usd("0.10") == usd("0.10") * 3 == usd("0.30")
    assert total([usd("1"), usd("2")], "USD") == usd("3")
    assert total([], "EUR") == Money.zero("EUR")
    assert not Money.zero("EUR")
    for wrong in (lambda: usd("1") + Money.of("1", "EUR"), lambda: usd("1") < Money.of("1", "EUR")):
        with pytest.raises(CurrencyMismatch):
            wrong()


def test_tax_of_a_line_is_rounded_once() -> None:
    assert usd("99.99").tax(Decimal("0.0825")) == usd("8.25")
    assert usd("10.00").tax(Decimal("0.00050")) == usd("0.01")
    assert usd("-10.00").tax(Decimal("0.00050")) == usd("-0.01")
    assert usd("89.00").times(Decimal("1.5")) == usd("133.50")


def test_an_amount_is_written_as_the_locale_writes_it() -> None:
    assert usd("1234.5").text() == "$1,234.50"
    assert Money.of("1234.5", "EUR").text("de_DE") == "1.234,50\xa0€"
    assert Money.of("1234", "JPY").text("en_US") == "¥1,234"
    assert str(usd("-1234.5")) == "-1234.50 USD"


def test_the_cent_left_over_goes_to_the_largest_remainder_then_to_the_first() -> None:
    assert usd("1.00").allocate([1, 1, 1]) == (usd("0.34"), usd("0.33"), usd("0.33"))
    assert usd("-1.00").allocate([1, 1, 1]) == (usd("-0.34"), usd("-0.33"), usd("-0.33"))
    assert usd("0.05").allocate([3, 7]) == (usd("0.02"), usd("0.03"))
    assert usd("1.00").allocate([0, 1]) == (usd("0"), usd("1.00"))


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_impossible_shares_are_refused(weights: list[int]) -> None:
    with pytest.raises(CannotAllocate):
        usd("1.00").allocate(weights)


@thoroughly
@given(amounts, st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any))
def test_shares_add_up_and_each_is_within_one_unit_of_its_due(
    minor: int, weights: list[int]
) -> None:
    shares = Money(minor, "USD").allocate(weights)
    assert sum(share.minor for share in shares) == minor
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.minor - Fraction(minor * weight, sum(weights))) < 1


@thoroughly
@given(amounts, st.sampled_from(["USD", "JPY", "KWD"]))
def test_an_amount_survives_major_units_however_large(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.of(money.amount, currency) == money
    assert Money.of(str(money.amount), currency) == money


@thoroughly
@given(amounts, st.decimals(-100, 100, places=6))
def test_a_product_is_the_nearest_whole_unit_with_halves_away_from_zero(
    minor: int, factor: Decimal
) -> None:
    exact = minor * Fraction(factor)
    result = Money(minor, "USD").times(factor).minor
    distance = abs(result - exact)
    assert distance < Fraction(1, 2) or (distance == Fraction(1, 2) and abs(result) > abs(exact))
