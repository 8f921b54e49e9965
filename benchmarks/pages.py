"""Which pages are asked for: the lists, first page and deep inside, and the cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Count, QuerySet

from benchmarks import board_day
from fullcircle.handoffs.models import Case
from fullcircle.handoffs.states import CaseState
from fullcircle.operations.billing.models import Invoice
from fullcircle.operations.billing.queries.papers import waiting
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.servicedesk.models import Request
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.customers.models import Customer
from fullcircle.registry.people.states import Seat

QUERIES = 8
LIST_MS = 15.0
CARD_MS = 12.0
GROWTH = 1.3
DEEP = 0.75  # of the way through the list


@dataclass(frozen=True)
class Page:
    """`limit_ms`: CPU of programme and database together. `grows`: also measured with 10,000 cases."""

    what: str
    seat: Seat
    path: str
    limit_ms: float = LIST_MS
    grows: bool = True
    rows: bool = True


def lists() -> Iterable[Page]:
    """Each list twice: its first page and one three quarters down, by the place behind a row."""
    day = f"day={board_day.DAY.isoformat()}"
    waits = _deep(waiting().order_by("given_at", "pk"), "given_at")
    done = _deep(Request.objects.filter(circle=Circle.DONE).order_by("done_at", "pk"), "done_at")
    for what, seat, address, after in (
        ("requests (API)", Seat.DISPATCHER, "/api/requests?limit=25",
         _deep(Request.objects.order_by("-received_at", "-pk"), "received_at")),
        ("review desk", Seat.BOOKKEEPER, "/review/?pile=review", waits),
        ("done, not billed", Seat.BOOKKEEPER, "/unbilled/?age=old", waits),
        ("invoices", Seat.BOOKKEEPER, "/invoices/?",
         _deep(Invoice.objects.posted().order_by("-posted_at", "-pk"), "posted_at")),
        ("customers", Seat.AGENT, "/customers?",
         _deep(Customer.objects.order_by("name", "pk"), "name")),
        ("not yet confirmed", Seat.MANAGER, "/loop/unconfirmed?circle=done", done),
        ("board as a list", Seat.DISPATCHER, f"/board/list/?{day}", _within_the_day()),
    ):  # fmt: skip
        yield Page(f"list: {what}, first page", seat, address)
        if after:
            yield Page(f"list: {what}, deep page", seat, f"{address}&after={quote(after)}")


def cards() -> Iterable[Page]:
    """A usual customer, the one with most cases, and a case with clocks: one closed, one open."""
    rows = Customer.objects.annotate(n=Count("cases")).order_by("n", "pk")
    ranked = list(rows.filter(n__gt=0).values_list("pk", flat=True))
    closed = Case.objects.filter(state=CaseState.CLOSED).order_by("pk")
    usual, biggest = ranked[len(ranked) // 2], ranked[-1]
    yield _card("customer card", f"/customer/{usual}")
    yield _card("customer card, most cases of all", f"/customer/{biggest}")
    yield _card("case card with clocks, closed", f"/case/{_numbered(closed, DEEP)}")
    running = Case.objects.filter(state=CaseState.OPEN, request__clocks__stopped_at=None)
    yield _card("case card with clocks, clock running", f"/case/{_numbered(running, 0)}")
    yield _card("caller found by street", "/find?q=maple", LIST_MS)
    yield _card("caller found by phone", "/find?q=5550101", LIST_MS)


def _card(what: str, path: str, limit: float = CARD_MS) -> Page:
    return Page(what, Seat.AGENT, path, limit, grows=False)


def _numbered(rows: QuerySet[Case], share: float) -> str:
    ordered = rows.order_by("pk").values_list("number", flat=True)
    return str(ordered[int(rows.count() * share)])


def _deep(rows: QuerySet[Any], key: str) -> str:
    """The place behind the row that stands three quarters down; empty for a list of one page."""
    count = rows.count()
    if count <= 50:
        return ""
    value, number = rows.values_list(key, "pk")[min(int(count * DEEP), count - 30)]
    return f"{value}~{number}" if isinstance(value, str) else f"{value.isoformat()}~{number}"


def _within_the_day() -> str:
    visits = Visit.objects.filter(planned_start__gte=board_day.at(0)).order_by(
        "planned_start", "pk"
    )
    of_day = visits.filter(planned_start__lt=board_day.at(23))
    start, number = of_day.values_list("planned_start", "pk")[int(of_day.count() * DEEP)]
    return f"{start.isoformat()}_{number}"
