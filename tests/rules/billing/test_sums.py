"""Sums to the cent: rounded once per line, half up, and added without a second rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcircle.operations.billing.rules import (
    Line,
    LineNotUnderstood,
    age_of,
    check_lines,
    kind_of,
    paperwork,
    totals,
    without_tax,
)
from fullcircle.operations.billing.states import Age, InvoiceKind, Paperwork

shares = st.decimals(min_value=0, max_value=Decimal("0.9999"), places=4)
lines = st.builds(
    Line,
    text=st.just("part"),
    hundredths=st.integers(1, 100_000),
    unit_minor=st.integers(0, 10_000_000),
    tax_rate=shares,
    discount=shares,
)


def test_tax_is_rounded_on_each_line_and_half_a_cent_goes_up() -> None:
    line = Line("Capacitor", 100, 6450, Decimal("0.07"), Decimal("0.10"))
    assert (line.net_minor, line.tax_minor) == (5805, 406)


def test_the_total_is_the_sum_of_what_is_shown() -> None:
    rows = [Line("a", 100, 333, Decimal("0.07")), Line("b", 100, 333, Decimal("0.07"))]
    assert totals(rows).tax_minor == sum(row.tax_minor for row in rows) == 46


@given(st.lists(lines, max_size=8))
def test_sums_never_drift_from_their_lines(rows: list[Line]) -> None:
    sums = totals(rows)
    assert sums.total_minor == sum(row.net_minor + row.tax_minor for row in rows)
    assert totals(without_tax(rows)).total_minor == sums.net_minor


@given(lines)
def test_a_discount_never_makes_a_line_dearer_or_negative(line: Line) -> None:
    full = Line(line.text, line.hundredths, line.unit_minor, line.tax_rate)
    assert 0 <= line.net_minor <= full.net_minor


@pytest.mark.parametrize(
    "line",
    [
        Line("", 100, 100),
        Line("part", 0, 100),
        Line("part", 100, 100, discount=Decimal("1.1")),
        Line("part", 100, 100, tax_rate=Decimal(-1)),
    ],
)
def test_a_line_without_sense_is_refused(line: Line) -> None:
    with pytest.raises(LineNotUnderstood):
        check_lines([line])


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.TODAY), (1, Age.FRESH), (2, Age.FRESH), (3, Age.DUE), (7, Age.DUE), (8, Age.OLD)],
)
def test_ages_are_counted_in_midnights(days: int, age: Age) -> None:
    assert age_of(days) is age


def test_a_department_is_charged_back_and_nothing_to_pay_is_said() -> None:
    assert kind_of(inside=True, total_minor=0) is InvoiceKind.CHARGE_BACK
    assert kind_of(inside=False, total_minor=0) is InvoiceKind.NO_CHARGE
    assert kind_of(inside=False, total_minor=1) is InvoiceKind.INVOICE


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"closed_out": False}, Paperwork.NOT_READY),
        ({}, Paperwork.SUBMITTED),
        ({"opened": True}, Paperwork.IN_REVIEW),
        ({"opened": True, "open_questions": 1}, Paperwork.RETURNED),
        ({"posted": True}, Paperwork.POSTED),
        ({"posted": True, "paid": True}, Paperwork.PAID),
    ],
)
def test_paperwork_follows_from_the_rows(facts: dict[str, int], state: Paperwork) -> None:
    known = {"closed_out": True, "opened": False, "open_questions": 0, "posted": False}
    assert paperwork(**{**known, "paid": False, **facts}) is state  # type: ignore[arg-type]  # table
