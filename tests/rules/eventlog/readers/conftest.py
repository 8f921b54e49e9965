"""Logs that a test opens are closed when it ends."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from fullcircle.engines.eventlog.ocel_reader import OcelLog
from fullcircle.engines.eventlog.source import Source
from tests.rules.eventlog.readers import logs


@pytest.fixture
def closed_after() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def opened(closed_after: ExitStack) -> Callable[[Path], Source]:
    return lambda path: closed_after.enter_context(closing(logs.opened(path)))


@pytest.fixture
def ours(closed_after: ExitStack) -> OcelLog:
    """The history of `logs`, as an object-centric log."""
    return closed_after.enter_context(closing(logs.our_history()))
