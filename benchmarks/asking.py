"""One page asked for many times: processor time, wall time, queries, bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.measured import middle, percentile
from benchmarks.meter import Meter
from benchmarks.visiting import Answer, Visitor, account_of
from fullcircle.registry.people.states import Seat
from fullcircle.web.shell.signing import BACKEND

BATCHES = 5


@dataclass(frozen=True)
class Timing:
    """Milliseconds per request: processor time (median of five batches), and wall time."""

    app_ms: float
    database_ms: float
    p50_ms: float
    p95_ms: float
    size: int

    @property
    def cpu_ms(self) -> float:
        return self.app_ms + self.database_ms

    @property
    def note(self) -> str:
        shares = f"app {self.app_ms:.1f} + db {self.database_ms:.1f}, "
        return f"{shares}wall p50 {self.p50_ms:.0f} p95 {self.p95_ms:.0f} ms"


class NotAnswered(Exception):
    """The programme said something else than expected: there is nothing to measure."""


def timed(meter: Meter, ask: Callable[[], Answer], *, times: int, expect: int = 200) -> Timing:
    """`times` requests in five batches, after two that warm up. Raises NotAnswered."""
    for _ in range(2):
        _checked(ask(), expect)
    shares, walls, answer = [], [], None
    for _ in range(BATCHES):
        before = meter.read()
        for _ in range(max(1, times // BATCHES)):
            answer = ask()
            walls.append(answer.seconds * 1000)
        spent = meter.read().since(before)
        each = 1000 / max(1, times // BATCHES)
        shares.append((spent.both * each, spent.app * each, spent.database * each))
    assert answer is not None
    _checked(answer, expect)
    _, app, database = sorted(shares)[len(shares) // 2]
    return Timing(app, database, middle(walls), percentile(walls, 0.95), answer.size)


def ask_for(visitor: Visitor, path: str) -> Callable[[], Answer]:
    return lambda: visitor.get(path)


def queries_of(seat: Seat, path: str) -> int:
    """Of the whole request: session, account and seats (three of them) count too."""
    client = Client()
    client.force_login(account_of(seat), backend=BACKEND)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        status = client.get(path).status_code
    if status != 200:
        raise NotAnswered(f"{path}: {status}")
    return counted(asked)


def counted(asked: CaptureQueriesContext) -> int:
    """Statements that ask or write something: the frame of a transaction is none."""
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return sum(not row["sql"].startswith(frame) for row in asked.captured_queries)


def _checked(answer: Answer, expect: int) -> None:
    if answer.status != expect:
        raise NotAnswered(f"answered {answer.status} instead of {expect}")
