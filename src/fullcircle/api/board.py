"""The board of one day, for a second screen or a wall."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from fullcircle.api.door import Seated
from fullcircle.api.shapes import Day, Named, Out, named
from fullcircle.foundation import clock
from fullcircle.foundation.values.local_time import day_window, local_date
from fullcircle.operations.dispatch.queries import BoardPerson, BoardVisit, board_of
from fullcircle.registry.people.policy import Permission

router = Router(tags=["board"])


class Span(Out):
    start: datetime
    end: datetime


class BoardRow(Out):
    """Somebody who works that day. Why somebody is away is not said."""

    person: Named
    trade: str
    shifts: list[Span]
    away: list[Span]
    on_call: bool


class BoardEntry(Out):
    """A visit on the board. `risk`: why its promise may break, "" when it does not."""

    id: int
    version: int
    title: str
    place: str
    customer: str
    zone: str
    state: str
    start: datetime
    end: datetime
    promised_from: datetime | None
    promised_until: datetime | None
    lead: int | None
    helpers: list[int]
    pinned: bool
    risk: str


class BoardDay(Out):
    day: Day
    zone: str
    people: list[BoardRow]
    visits: list[BoardEntry]


@router.get("", response=BoardDay, auth=Seated(Permission.SEE_BOARD))
def read_board(request: HttpRequest, day: Day | None = None) -> BoardDay:
    """Who works and what stands, in the company's zone; today without `day`."""
    zone = ZoneInfo(settings.TIME_ZONE)
    at = clock.now()
    wanted = day or local_date(zone, at)
    board = board_of(day_window(zone, wanted), at=at)
    return BoardDay(
        day=wanted,
        zone=zone.key,
        people=[_person(row) for row in board.people],
        visits=[_entry(row) for row in board.visits],
    )


def _person(row: BoardPerson) -> BoardRow:
    who = named(row.person)
    assert who is not None  # a row of the board has a person
    return BoardRow(
        person=who,
        trade=row.person.trade,
        shifts=[Span(start=span.start, end=span.end) for span in row.shifts],
        away=[Span(start=span.start, end=span.end) for span in row.away],
        on_call=row.on_call,
    )


def _entry(row: BoardVisit) -> BoardEntry:
    return BoardEntry(
        id=row.pk,
        version=row.version,
        title=row.title,
        place=row.place,
        customer=row.customer,
        zone=row.zone,
        state=row.watched.state,
        start=row.watched.start,
        end=row.watched.end,
        promised_from=row.promise_start,
        promised_until=row.watched.window_end,
        lead=row.lead,
        helpers=list(row.helpers),
        pinned=row.pinned,
        risk=row.risk.risk if row.risk else "",
    )
