"""What a draft charges, and what may be posted: plain functions over values, minor units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from fullcircle.operations.billing.states import Age, InvoiceKind, Paperwork


class NothingToPost(Exception):
    """There is no close-out to post, or it came back and is not answered yet."""


class PostedAlready(Exception):
    """The invoice is posted: it never changes. A correction is a credit note."""


class AnswerOutstanding(NothingToPost):
    """Items are out for an answer: posting waits. `labels` names them."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = list(labels)
        super().__init__(", ".join(labels))


class LineNotUnderstood(Exception):
    """A line has no text, or a quantity or price that is no number."""


@dataclass(frozen=True)
class Line:
    """Quantity in hundredths of the unit, price in minor units, tax and discount as shares."""

    text: str
    hundredths: int
    unit_minor: int
    tax_rate: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    covered_by: str = ""
    item_id: int | None = None

    @property
    def net_minor(self) -> int:
        """Rounded once per line, half up, after the discount."""
        exact = Decimal(self.unit_minor) * self.hundredths / 100 * (1 - self.discount)
        return rounded(exact)

    @property
    def tax_minor(self) -> int:
        return rounded(Decimal(self.net_minor) * self.tax_rate)


def rounded(amount: Decimal) -> int:
    """The one rounding of billing: half up, to whole minor units."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True)
class Totals:
    net_minor: int
    tax_minor: int

    @property
    def total_minor(self) -> int:
        return self.net_minor + self.tax_minor


def totals(lines: Iterable[Line]) -> Totals:
    """The sum of the lines as they are shown: no second rounding anywhere."""
    rows = list(lines)
    return Totals(sum(line.net_minor for line in rows), sum(line.tax_minor for line in rows))


def kind_of(*, inside: bool, total_minor: int) -> InvoiceKind:
    """An inside department is charged cost, without tax; nothing to pay is said, not hidden."""
    if inside:
        return InvoiceKind.CHARGE_BACK
    return InvoiceKind.NO_CHARGE if total_minor == 0 else InvoiceKind.INVOICE


def check_lines(lines: Sequence[Line]) -> None:
    for line in lines:
        if not line.text.strip() or line.hundredths == 0:
            raise LineNotUnderstood(line.text)
        if not 0 <= line.discount <= 1 or not 0 <= line.tax_rate < 1:
            raise LineNotUnderstood(line.text)


def without_tax(lines: Iterable[Line]) -> list[Line]:
    """What an inside department or a tax-exempt customer is charged, whatever the price list says."""
    return [replace(line, tax_rate=Decimal(0)) for line in lines]


def age_of(days: int) -> Age:
    """`days`: midnights between the work's end and now, on the company's calendar."""
    if days <= 0:
        return Age.TODAY
    if days <= 2:
        return Age.FRESH
    return Age.DUE if days <= 7 else Age.OLD


def paperwork(
    *, closed_out: bool, opened: bool, open_questions: int, posted: bool, paid: bool
) -> Paperwork:
    """Derived from what stands in the rows; see PRODUCT section 6."""
    if posted:
        return Paperwork.PAID if paid else Paperwork.POSTED
    if not closed_out:
        return Paperwork.NOT_READY
    if open_questions:
        return Paperwork.RETURNED
    return Paperwork.IN_REVIEW if opened else Paperwork.SUBMITTED
