"""The run itself: load, grow, start the programme, measure, and make figures of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import board_day, listening, pages, painting, queueing, taking_calls
from benchmarks.asking import Timing, ask_for, queries_of, timed
from benchmarks.company import Company
from benchmarks.measured import Figure, Kind, percentile
from benchmarks.meter import Meter
from benchmarks.pages import Page
from benchmarks.surroundings import Surroundings
from benchmarks.visiting import Visitor, account_of, sign_in
from fullcircle.registry.people.states import Seat
from fullcircle.web.dispatcher.board_feed import feed_of
from fullcircle.web.dispatcher.days import day_from
from tests.browser import chromium_program
from tests.databases import FreshDatabase
from tests.running_server import RunningServer, start_server

FEED = f"/board/feed?day={board_day.DAY.isoformat()}"
PARTS = ("lists", "cards", "create", "board", "live")
# Parts that need no database and no server.
ENGINES: dict[str, Callable[[], list[Figure]]] = {"queueing": queueing.figures}
FEWER = 10_000


@dataclass
class Run:
    """`times`: requests per page; `only`: parts whose name begins so, all when empty."""

    where: Surroundings
    cases: int
    times: int
    only: str = ""
    figures: list[Figure] = field(default_factory=list)
    _before: dict[str, Timing] = field(default_factory=dict)

    def wants(self, part: str) -> bool:
        return part.startswith(self.only)

    def go(self) -> None:
        logging.disable(logging.INFO)
        self._engines()
        if not any(self.wants(part) for part in PARTS):
            return
        company = Company()
        self._load("the demo company", company.found)
        board_day.fill()
        if self.wants("lists") and self.cases > FEWER:
            self._load(f"{FEWER:,} cases", lambda: company.grow(FEWER))
            with self._server() as server:
                self._before = dict(self._asked(server, [p for p in pages.lists() if p.grows]))
        self._load(f"{self.cases:,} cases", lambda: company.grow(self.cases))
        with self._server() as server:
            self._measure(server)
        self.figures += later()

    def _engines(self) -> None:
        for part, figures in ENGINES.items():
            if self.wants(part):
                say(f"  {part}")
                self.figures += figures()

    def _measure(self, server: RunningServer) -> None:
        if self.wants("lists"):
            self._pages(server, list(pages.lists()))
        if self.wants("cards"):
            self._pages(server, list(pages.cards()))
        if self.wants("create"):
            self._create(server)
        if self.wants("board"):
            self._board(server)
        if self.wants("live"):
            self._live(server)

    def _pages(self, server: RunningServer, wanted: list[Page]) -> None:
        measured = dict(self._asked(server, wanted))
        for page in wanted:
            found = measured[page.what]
            self.figures += [
                _cpu(page.what, found, page.limit_ms),
                _queries(page.what, queries_of(page.seat, page.path), pages.QUERIES),
            ]
            before = self._before.get(page.what)
            if before is not None:
                told = f"{before.cpu_ms:.1f} ms with {FEWER:,} cases"
                self.figures.append(
                    Figure(
                        what=f"{page.what}: growth",
                        unit="x",
                        value=found.cpu_ms / before.cpu_ms,
                        limit=pages.GROWTH,
                        note=told,
                    )
                )

    def _asked(self, server: RunningServer, wanted: list[Page]) -> Iterator[tuple[str, Timing]]:
        meter = Meter(server.pid)
        for page in wanted:
            visitor = _visitor(server, page.seat)
            say(f"  {page.what}")
            yield page.what, timed(meter, ask_for(visitor, page.path), times=self.times)
            visitor.close()

    def _create(self, server: RunningServer) -> None:
        say("  a request, by the action and by the form")
        visitor = _visitor(server, Seat.AGENT)
        form = taking_calls.by_form(Meter(server.pid), visitor, self.times)
        visitor.close()
        action = taking_calls.by_action(self.times)
        name = "create a request"
        self.figures += [
            _cpu(f"{name} by the action", action.timing, pages.CARD_MS),
            _queries(f"{name} by the action", action.queries, 15),
            _cpu(f"{name} by the agent's form", form.timing, pages.CARD_MS),
            # Sign-in, the customer's card and the windows on offer are asked for around the action.
            _queries(f"{name} by the agent's form", form.queries, None),
        ]

    def _board(self, server: RunningServer) -> None:
        say("  the board")
        visitor = _visitor(server, Seat.DISPATCHER)
        found = timed(Meter(server.pid), ask_for(visitor, FEED), times=self.times)
        visitor.close()
        with CaptureQueriesContext(connection) as asked:
            feed_of(day_from(board_day.DAY.isoformat()))
        name = f"board feed, {board_day.TECHNICIANS} technicians x {board_day.VISITS} visits"
        self.figures += [
            _queries(name, len(asked), 6),
            Figure(what=f"{name}: size", unit="kB", value=found.size / 1000, limit=150,
                   kind=Kind.COUNTED),
            _cpu(name, found, None),
        ]  # fmt: skip
        self._paint(server)

    def _paint(self, server: RunningServer) -> None:
        what = "board of 600 visits: first paint"
        if chromium_program() is None:
            self.figures.append(_left_out(what, "no Chromium"))
            return
        session = sign_in(account_of(Seat.DISPATCHER))
        found = painting.paint(server.port, session, max(3, self.times // 10))
        drawn = f"all {found.visits} visits drawn after {found.drawn_ms:.0f} ms"
        self.figures.append(
            Figure(what=what, unit="ms", value=found.first_ms, limit=250, note=drawn)
        )

    def _live(self, server: RunningServer) -> None:
        say("  200 open boards")
        heard = listening.delays(server.port, max(5, self.times // 2))
        limit = 150 if connection.vendor == "postgresql" else 500
        middle, most = percentile(heard, 0.5), max(heard)
        self.figures.append(
            Figure(
                what="change seen by another dispatcher, 200 subscribers, p99",
                unit="ms",
                value=percentile(heard, 0.99),
                limit=limit,
                note=f"p50 {middle:.0f}, most {most:.0f} ms of {len(heard):,} deliveries",
            )
        )

    @contextmanager
    def _server(self) -> Iterator[RunningServer]:
        connection.close()
        database = FreshDatabase(self.where.vendor, self.where.address, self.where.directory)
        server = start_server(database)
        try:
            yield server
        finally:
            connection.close()
            server.stop()

    def _load(self, what: str, work: Callable[[], None]) -> None:
        started, spent = time.monotonic(), time.process_time()
        work()
        wall, cpu = time.monotonic() - started, time.process_time() - spent
        say(f"loaded {what}: {wall:.0f} s ({cpu:.0f} s of processor time in this process)")


def later() -> list[Figure]:
    """Rows of the table whose parts are still to be built."""
    rows = (
        ("emergency insertion, 50 technicians x 600 visits, p95", "ms", 300),
        ("plan a day, 200 visits x 30 technicians, first legal plan", "ms", 2000),
        ("hand-over graph of 10 M events", "s", 20),
    )
    return [Figure(what=w, unit=u, value=None, limit=limit, why="later") for w, u, limit in rows]


def say(words: str) -> None:
    print(words, flush=True)


def _visitor(server: RunningServer, seat: Seat) -> Visitor:
    visitor = Visitor(server.port, sign_in(account_of(seat)))
    connection.close()
    return visitor


def _cpu(what: str, found: Timing, limit: float | None) -> Figure:
    return Figure(what=f"{what}: CPU", unit="ms", value=found.cpu_ms, limit=limit, note=found.note)


def _queries(what: str, count: int, limit: int | None) -> Figure:
    return Figure(what=f"{what}: queries", unit="", value=count, limit=limit, kind=Kind.COUNTED)


def _left_out(what: str, why: str) -> Figure:
    return Figure(what=what, unit="ms", value=None, limit=250, why=why)
