"""Ways counted by hand, and over again from the events."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcircle.engines.eventlog.events import Event
from fullcircle.engines.eventlog.refusals import LogNotReadable
from fullcircle.engines.eventlog.study import study_events
from fullcircle.engines.eventlog.ways import LONGEST, Way, most_travelled

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def events_of(*cases: str) -> list[Event]:
    """Each letter is a party of the case, a minute after the one before."""
    return [
        Event(str(number), "step", party, AT + timedelta(minutes=minute))
        for number, case in enumerate(cases)
        for minute, party in enumerate(case)
    ]


def test_the_most_travelled_comes_first_and_a_party_stands_once_in_a_row(tmp_path):
    study_events(events_of("ABC", "AABCC", "ABA", "A", "BB"), keep=tmp_path)
    assert most_travelled(tmp_path) == [Way(("A", "B", "C"), 2), Way(("A", "B", "A"), 1)]
    assert most_travelled(tmp_path, most=1) == [Way(("A", "B", "C"), 2)]


def test_a_very_long_way_is_cut(tmp_path):
    study_events(events_of("AB" * 60), keep=tmp_path)
    (way,) = most_travelled(tmp_path)
    assert len(way.parties) == LONGEST


def test_without_kept_pairs_there_is_a_remedy(tmp_path):
    with pytest.raises(LogNotReadable, match="Read the log again"):
        most_travelled(tmp_path)


@settings(max_examples=15)
@given(st.lists(st.text("ABC", min_size=1, max_size=8), min_size=1, max_size=12))
def test_they_are_what_one_counts_over_the_events(tmp_path_factory, cases: list[str]):
    keep: Path = tmp_path_factory.mktemp("kept")
    study_events(events_of(*cases), keep=keep)
    ways = Counter(tuple(party for party, _ in groupby(case)) for case in cases)
    expected = {way: count for way, count in ways.items() if len(way) > 1}
    assert {way.parties: way.cases for way in most_travelled(keep, most=100)} == expected
