from datetime import UTC, datetime
from itertools import pairwise

import pytest

from fullcircle.insight.reports.spans import Span, month_named, months, span_of

NOON = datetime(2026, 7, 14, 16, 0, tzinfo=UTC)
NEW_YORK = "America/New_York"


def test_months_begin_at_midnight_in_the_companys_time_also_across_the_change_of_clocks():
    found = months(until=NOON, count=9, zone=NEW_YORK)
    assert next(iter(found)) == "2025-11"
    assert found["2025-11"].start == datetime(2025, 11, 1, 4, 0, tzinfo=UTC)
    assert found["2025-12"].start == datetime(2025, 12, 1, 5, 0, tzinfo=UTC)
    assert found["2026-04"].start == datetime(2026, 4, 1, 4, 0, tzinfo=UTC)


def test_months_follow_each_other_without_a_gap_and_the_last_ends_now():
    spans = list(months(until=NOON, count=14, zone=NEW_YORK).values())
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert spans[-1].end == NOON


def test_a_span_is_whole_months_and_the_running_one():
    assert span_of(Span.THREE, until=NOON, zone=NEW_YORK).start == datetime(
        2026, 5, 1, 4, 0, tzinfo=UTC
    )


def test_just_after_midnight_there_is_a_running_month_of_minutes():
    at = datetime(2026, 7, 1, 4, 1, tzinfo=UTC)
    assert list(months(until=at, count=1, zone=NEW_YORK)) == ["2026-07"]
    before = datetime(2026, 7, 1, 3, 59, tzinfo=UTC)
    assert list(months(until=before, count=1, zone=NEW_YORK)) == ["2026-06"]


@pytest.mark.parametrize(
    "word", ["", "2026", "2026-13", "2026-00", "July", "-", "99999-01", "2026-08"]
)
def test_what_is_no_month_or_lies_ahead_is_none(word):
    assert month_named(word, until=NOON, zone=NEW_YORK) is None


def test_the_running_month_ends_now():
    found = month_named("2026-07", until=NOON, zone=NEW_YORK)
    assert found is not None
    assert found.end == NOON
