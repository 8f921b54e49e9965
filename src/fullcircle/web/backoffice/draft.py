"""The lines of the draft as they are typed: parsed with everything kept, whatever is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from fullcircle.foundation.values.money import Money, NotAnAmount, minor_digits
from fullcircle.operations.billing.models import InvoiceLine
from fullcircle.operations.billing.rules import Line
from fullcircle.registry.catalogue.models import PriceItem

MOST_LINES = 60
_NUMBER = re.compile(r"-?\d{1,9}([.,]\d{1,6})?")


@dataclass(frozen=True)
class TypedLine:
    """One line of the form as text. Quantity in units, price in major units, shares in per cent."""

    text: str = ""
    quantity: str = "1"
    price: str = ""
    discount: str = ""
    tax: str = ""
    covered_by: str = ""
    item: str = ""
    net_minor: int | None = None
    error: str = ""

    @property
    def blank(self) -> bool:
        return not (self.text.strip() or self.price.strip())


class NotANumber(Exception):
    """The text of a figure cannot be read; the message says which."""


def from_row(line: InvoiceLine, currency: str) -> TypedLine:
    return TypedLine(
        text=line.text,
        quantity=plain(Decimal(line.hundredths) / 100),
        price=amount(line.unit_minor, currency),
        discount=percent(line.discount or Decimal(0)),
        tax=percent(line.tax_rate),
        covered_by=line.covered_by,
        item=str(line.item_id or ""),
        net_minor=line.net_minor,
    )


def from_item(item: PriceItem, *, taxed: bool, discount: Decimal, covered_by: str) -> TypedLine:
    """A line for something of the price list, with the agreement's discount."""
    return TypedLine(
        text=item.name,
        price=amount(item.unit_minor, item.price_list.currency),
        discount=percent(discount),
        tax=percent(item.tax_rate if taxed else Decimal(0)),
        covered_by=covered_by,
        item=str(item.pk),
    )


def from_form(fields: Mapping[str, str]) -> list[TypedLine]:
    """The rows in their order; rows that somebody left blank are dropped."""
    count = fields.get("lines", "0")
    wanted = min(int(count) if count.isdigit() else 0, MOST_LINES)
    typed = [
        TypedLine(
            text=fields.get(f"text-{number}", ""),
            quantity=fields.get(f"quantity-{number}", ""),
            price=fields.get(f"price-{number}", ""),
            discount=fields.get(f"discount-{number}", ""),
            tax=fields.get(f"tax-{number}", ""),
            covered_by=fields.get(f"covered-{number}", ""),
            item=fields.get(f"item-{number}", ""),
        )
        for number in range(wanted)
    ]
    return [line for line in typed if not line.blank]


def as_line(typed: TypedLine, currency: str) -> Line:
    """Raises NotANumber with a message for the person who typed it."""
    text = typed.text.strip()
    if not text:
        raise NotANumber(_("Say what this line is for."))
    quantity = number(typed.quantity or "1", _("The quantity is no number."))
    hundredths = quantity * 100
    if hundredths == 0 or hundredths != hundredths.to_integral_value():
        raise NotANumber(_("A quantity has at most two decimals and is not nought."))
    discount = number(typed.discount or "0", _("The discount is no number."))
    tax = number(typed.tax or "0", _("The tax is no number."))
    if not 0 <= discount <= 100 or not 0 <= tax < 100:
        raise NotANumber(_("Discount and tax are per cent, from 0 to 100."))
    return Line(
        text=text[:160],
        hundredths=int(hundredths),
        unit_minor=minor(typed.price, currency),
        tax_rate=tax / 100,
        discount=discount / 100,
        covered_by=typed.covered_by[:120] if discount else "",
        item_id=int(typed.item) if typed.item.isdigit() else None,
    )


def number(text: str, otherwise: str) -> Decimal:
    cleaned = text.strip().replace(" ", "")
    if not _NUMBER.fullmatch(cleaned):
        raise NotANumber(otherwise)
    try:
        return Decimal(cleaned.replace(",", "."))
    except InvalidOperation:
        raise NotANumber(otherwise) from None


def minor(text: str, currency: str) -> int:
    exact = number(text or "0", _("The price is no amount, such as 129.50."))
    try:
        return Money.of(exact, currency).minor
    except NotAnAmount:
        raise NotANumber(_("The price is finer than the smallest coin.")) from None


def amount(unit_minor: int, currency: str) -> str:
    """129.50, in the form that `minor` reads again."""
    digits = minor_digits(currency)
    return f"{Decimal(unit_minor).scaleb(-digits):.{digits}f}"


def percent(share: Decimal) -> str:
    return plain(share * 100) if share else ""


def plain(value: Decimal) -> str:
    """Without trailing noughts: 1, 0.5, 8.25."""
    shown = value.quantize(Decimal("0.0001")).normalize()
    return f"{shown:f}" if shown != 0 else "0"
