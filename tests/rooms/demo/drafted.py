"""An invoice of the past as the lines that the bookkeeper sets in the draft."""

from decimal import Decimal

from fullcircle.demo import past
from fullcircle.demo.writing.index import Index
from fullcircle.operations.billing.rules import Line


def lines_of(index: Index, invoice: past.Invoice) -> list[Line]:
    return [
        Line(
            line.text,
            line.hundredths,
            line.unit_minor,
            Decimal(line.tax_rate),
            Decimal(1) if line.covered_by else Decimal(0),
            line.covered_by,
            index.prices[line.code].pk,
        )
        for line in invoice.lines
    ]
