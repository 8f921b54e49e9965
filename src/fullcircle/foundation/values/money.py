"""Money: whole minor units and a currency. Exact, never a float, rounded in one place.

Rounding is half up, away from zero (0.5 cent becomes 1 cent, -0.5 cent becomes -1 cent): what
tax offices, invoices and people with a pencil do. Every line is rounded once, by `rounded`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Self

from moneyed import CurrencyDoesNotExist, get_currency
from moneyed import Money as DisplayedMoney
from moneyed.l10n import format_money

_MOST_DIGITS = 1000


class NotExact(TypeError):
    """A float, or a truth value, was given where an exact number is needed."""


class NotAnAmount(ValueError):
    """The number is infinite or not a number, or is finer than the currency's minor unit."""


class UnknownCurrency(ValueError):
    """No ISO 4217 currency has this code."""


class CurrencyMismatch(ValueError):
    """Amounts of two currencies cannot be added or compared."""


class CannotAllocate(ValueError):
    """The weights are none, negative, or all zero."""


def rounded(amount: Decimal) -> int:
    """Return the nearest whole number, halves away from zero: the one place where money rounds."""
    if not isinstance(amount, Decimal):
        raise NotExact(f"{amount!r} is not a Decimal")
    return int(_sensible(amount).to_integral_value(rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents, or yen) of a currency given by its ISO 4217 code."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        _require_whole(self.minor)
        minor_digits(self.currency)

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Self:
        """Return an amount given in major units ("12.30"); raise NotAnAmount when it is finer."""
        if not isinstance(amount, Decimal | int | str) or isinstance(amount, bool):
            raise NotExact(f"{amount!r} is not exact")
        try:
            scaled = _shifted(Decimal(amount), minor_digits(currency))
        except InvalidOperation:
            raise NotAnAmount(f"{amount!r} is not a number") from None
        if scaled != scaled.to_integral_value():
            raise NotAnAmount(f"{amount} has no whole number of minor units in {currency}")
        return cls(int(scaled), currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Return nothing, in that currency."""
        return cls(0, currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exactly."""
        return _shifted(Decimal(self.minor), -minor_digits(self.currency))

    def __add__(self, other: "Money") -> "Money":
        self._require_same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._require_same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, count: int) -> "Money":
        _require_whole(count)
        return Money(self.minor * count, self.currency)

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        self._require_same(other)
        return self.minor < other.minor

    def __le__(self, other: "Money") -> bool:
        self._require_same(other)
        return self.minor <= other.minor

    def __gt__(self, other: "Money") -> bool:
        return not self <= other

    def __ge__(self, other: "Money") -> bool:
        return not self < other

    def times(self, factor: Decimal) -> "Money":
        """Return the amount times a quantity or rate (1.5 hours), rounded once."""
        if not isinstance(factor, Decimal):
            raise NotExact(f"{factor!r} is not a Decimal")
        return Money(rounded(_product(self.minor, factor)), self.currency)

    def tax(self, rate: Decimal) -> "Money":
        """Return the tax of a net line at `rate` (0.0825 is 8.25 %), rounded once."""
        return self.times(rate)

    def allocate(self, weights: Sequence[int]) -> "tuple[Money, ...]":
        """Share the amount by whole weights; the shares add up to it exactly.

        Minor units left over go to the largest remainders, the earlier share first on a tie.
        """
        whole = sum(_require_whole(weight) for weight in weights)
        if whole <= 0 or min(weights) < 0:
            raise CannotAllocate(f"cannot share by {list(weights)}")
        sign = -1 if self.minor < 0 else 1
        parts = [divmod(abs(self.minor) * weight, whole) for weight in weights]
        shares = [share for share, _ in parts]
        left_over = abs(self.minor) - sum(shares)
        by_remainder = sorted(range(len(parts)), key=lambda place: -parts[place][1])
        for place in by_remainder[:left_over]:
            shares[place] += 1
        return tuple(Money(sign * share, self.currency) for share in shares)

    def text(self, locale: str = "en_US") -> str:
        """Return the amount as people of the locale write it: `$1,234.50`, `1.234,50 €`."""
        written: str = format_money(DisplayedMoney(self.amount, self.currency), locale=locale)
        return written

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def _require_same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Return the sum; of nothing it is zero of `currency`."""
    return sum(amounts, Money.zero(currency))


def minor_digits(currency: str) -> int:
    """Return how many digits the minor unit has: 2 for USD, 0 for JPY, 3 for KWD."""
    try:
        sub_unit = get_currency(currency).sub_unit
    except CurrencyDoesNotExist:
        raise UnknownCurrency(f"{currency!r} is not a currency") from None
    return len(str(sub_unit)) - 1


def _product(minor: int, factor: Decimal) -> Decimal:
    # The decimal module rounds products silently at 28 digits: multiply whole numbers instead.
    sign, digits, exponent = _sensible(factor).as_tuple()
    whole = int("".join(map(str, digits)))
    return _shifted(Decimal(-minor * whole if sign else minor * whole), int(exponent))


def _shifted(number: Decimal, places: int) -> Decimal:
    """Return the number times ten to the power of `places`, exactly."""
    sign, digits, exponent = _sensible(number).as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


def _sensible(number: Decimal) -> Decimal:
    # 1E+999999999 is a valid Decimal; as a whole number it would fill the memory.
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        raise NotAnAmount(f"{number} is not an amount")
    return number


def _require_whole(value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotExact(f"{value!r} is not a whole number")
    return value
