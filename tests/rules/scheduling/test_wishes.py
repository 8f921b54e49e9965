"""When it suits, in words: nobody reads the name of a constant."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fullcircle.operations.scheduling.rules import wish_of
from fullcircle.operations.scheduling.states import PromiseKind

ZONE = ZoneInfo("America/New_York")
TEN, TWELVE = datetime(2026, 7, 14, 10, tzinfo=ZONE), datetime(2026, 7, 14, 12, tzinfo=ZONE)


@pytest.mark.parametrize("kind", PromiseKind)
def test_each_kind_is_said_in_words(kind: PromiseKind) -> None:
    said = wish_of(kind, TEN, TWELVE)
    assert said
    assert "_" not in said
    assert said != kind


def test_a_window_says_its_hours() -> None:
    assert wish_of(PromiseKind.WINDOW, TEN, TWELVE) == "10:00 to 12:00"
    assert wish_of(PromiseKind.EXACT, TEN, TWELVE) == "10:00"
