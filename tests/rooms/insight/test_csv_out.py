import csv
import io
from datetime import UTC, datetime

import pytest

from fullcircle.insight.csv_out import neutral, written


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "\n=1"]
)
def test_what_a_spreadsheet_would_compute_is_defused(cell):
    assert neutral(cell) == f"'{cell}"


def test_numbers_times_and_nothing_stay_what_they_are():
    assert neutral(-5) == "-5"
    assert neutral(2.5) == "2.5"
    assert neutral(None) == ""
    assert neutral(True) == "yes"
    assert neutral(datetime(2026, 7, 14, 13, 2, tzinfo=UTC)) == "2026-07-14T13:02:00+00:00"


def test_a_file_reads_back_with_commas_quotes_and_accents():
    text = "".join(written([["case", "place"], ["C1", 'Zoë "the" baker, 3 Elm\nback door']]))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert rows == [["case", "place"], ["C1", 'Zoë "the" baker, 3 Elm\nback door']]
