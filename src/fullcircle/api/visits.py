"""Visits: placed, assigned, dispatched; the briefing; the taps of whoever goes there."""

from datetime import datetime
from enum import StrEnum

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from fullcircle.api.customers import CustomerRow, Place, place_row, row_of
from fullcircle.api.door import Seated, actor_of
from fullcircle.api.finding import known, person_of, visit_of
from fullcircle.api.jobs import VisitRow, visit_row
from fullcircle.api.requests import Asked, Ended
from fullcircle.api.shapes import In, Instant, Key, Line, Minutes, Named, Out, Version, Word, named
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.dispatch.models import Briefing
from fullcircle.operations.dispatch.queries import lead_of, standing_briefing
from fullcircle.operations.fieldwork import actions as field
from fullcircle.operations.scheduling.actions import cancel_visit as cancel
from fullcircle.operations.scheduling.models import Visit
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission

router = Router(tags=["visits"])
positions = Router(tags=["visits"])


class VisitCard(VisitRow):
    case: str
    title: str
    customer: CustomerRow
    location: Place
    lead: Named | None
    dispatched_at: datetime | None
    seen_at: datetime | None
    en_route_at: datetime | None
    arrived_at: datetime | None
    left_at: datetime | None


class BriefingLine(Out):
    key: str
    text: str
    detail: str = ""


class BriefingCard(Out):
    """What was told at dispatch: the sentences to say aloud and the card behind them."""

    visit: int
    line: str
    line_by: Named | None
    sentences: list[str]
    lines: list[BriefingLine]
    seconds: int
    composed_at: datetime
    told_by_radio_at: datetime | None


class PlaceIn(In):
    """Another time, another person, or both. Without `person` it goes back to the tray."""

    version: Version
    start: Instant
    person: Key | None = None
    minutes: Minutes | None = None


class AssignIn(In):
    version: Version
    person: Key
    helpers: list[Key] = Field(default_factory=list, max_length=20)


class VersionIn(In):
    version: Version


class CancelIn(Ended):
    version: Version


class DispatchIn(In):
    """`line`: the dispatcher's own words, read first and signed."""

    version: Version
    line: Line = ""


class SeenIn(In):
    how: Word = "card on screen"


class AskIn(In):
    key: Word
    question: Line = ""


class TapKind(StrEnum):
    ON_MY_WAY = "on_my_way"
    ARRIVED = "arrived"
    PAUSE = "pause"
    GO_ON = "go_on"


class TapIn(In):
    """`device_at`: what the phone's clock said. The server's own time is kept beside it and decides."""

    tap: TapKind
    reason: Line = ""
    device_at: Instant | None = None


class PositionIn(In):
    """`person`: for whom it was said on the radio; oneself when left out."""

    street: Line
    heading: Word = ""
    person: Key | None = None


class PositionRow(Out):
    person: int
    street: str
    heading: str
    at: datetime


@router.get("/{int:number}", response=VisitCard, auth=Seated(Permission.SEE_BRIEFING))
def read_visit(request: HttpRequest, number: int) -> VisitCard:
    """One's own for people in the field."""
    return _card(visit_of(actor_of(request), number, Permission.SEE_BRIEFING))


@router.post("/{int:number}/place", response=VisitRow, auth=Seated(Permission.DISPATCH))
def place_visit(request: HttpRequest, number: int, body: PlaceIn) -> VisitRow:
    """What a drag on the board does."""
    by = actor_of(request)
    placed = dispatch.place_visit(
        by=by,
        visit=_to_dispatch(by, number),
        version=body.version,
        person=person_of(body.person) if body.person is not None else None,
        start=body.start,
        minutes=body.minutes,
    )
    return visit_row(placed)


@router.post("/{int:number}/assignment", response=VisitRow, auth=Seated(Permission.DISPATCH))
def assign(request: HttpRequest, number: int, body: AssignIn) -> VisitRow:
    """Give it to a lead and helpers; an earlier assignment is withdrawn."""
    by = actor_of(request)
    given = dispatch.assign(
        by=by,
        visit=_to_dispatch(by, number),
        version=body.version,
        person=person_of(body.person),
        helpers=[person_of(key) for key in dict.fromkeys(body.helpers) if key != body.person],
    )
    return visit_row(given)


@router.post("/{int:number}/withdrawal", response=VisitRow, auth=Seated(Permission.DISPATCH))
def withdraw(request: HttpRequest, number: int, body: VersionIn) -> VisitRow:
    """Back to the tray, with everything that was said about it."""
    by = actor_of(request)
    visit = _to_dispatch(by, number)
    return visit_row(dispatch.withdraw(by=by, visit=visit, version=body.version))


@router.post("/{int:number}/cancellation", response=VisitRow, auth=Seated(Permission.DISPATCH))
def cancel_visit(request: HttpRequest, number: int, body: CancelIn) -> VisitRow:
    by = actor_of(request)
    visit = _to_dispatch(by, number)
    return visit_row(cancel(by=by, visit=visit, version=body.version, reason=body.reason))


@router.post("/{int:number}/dispatch", response=BriefingCard, auth=Seated(Permission.DISPATCH))
def dispatch_visit(request: HttpRequest, number: int, body: DispatchIn) -> BriefingCard:
    """Release it to its lead with a briefing."""
    by = actor_of(request)
    visit = _to_dispatch(by, number)
    told = dispatch.dispatch_visit(by=by, visit=visit, version=body.version, line=body.line)
    return _briefing(told)


@router.post("/{int:number}/radio", response=BriefingCard, auth=Seated(Permission.DISPATCH))
def tell_by_radio(request: HttpRequest, number: int) -> BriefingCard:
    """It was read out on the radio, so it was heard."""
    by = actor_of(request)
    return _briefing(dispatch.tell_by_radio(by=by, visit=_to_dispatch(by, number)))


@router.get("/{int:number}/briefing", response=BriefingCard, auth=Seated(Permission.SEE_BRIEFING))
def read_briefing(request: HttpRequest, number: int) -> BriefingCard:
    """Reading it here does not count as seen; `briefing/seen` is a call of its own."""
    visit = visit_of(actor_of(request), number, Permission.SEE_BRIEFING)
    return _briefing(known(standing_briefing(visit)))


@router.post(
    "/{int:number}/briefing/seen", response=BriefingCard, auth=Seated(Permission.SEE_BRIEFING)
)
def see_briefing(request: HttpRequest, number: int, body: SeenIn) -> BriefingCard:
    """The card stood on the screen for three seconds, or was read aloud."""
    by = actor_of(request)
    visit = visit_of(by, number, Permission.SEE_BRIEFING)
    return _briefing(dispatch.see_briefing(by=by, visit=visit, how=body.how))


@router.post(
    "/{int:number}/briefing/questions", response=Asked, auth=Seated(Permission.SEE_BRIEFING)
)
def ask_about_line(request: HttpRequest, number: int, body: AskIn) -> Asked:
    """Touch a line: the question goes to the dispatcher who gave it."""
    by = actor_of(request)
    visit = visit_of(by, number, Permission.SEE_BRIEFING)
    told = known(standing_briefing(visit))
    known(body.key if body.key in {row["key"] for row in told.handoff.parts} else None)
    made = dispatch.ask_about_line(by=by, visit=visit, key=body.key, question=body.question)
    return Asked(id=made.pk, item=made.item_key, question=made.question, asked_to=made.asked_to_id)


@router.post("/{int:number}/taps", response=VisitRow, auth=Seated(Permission.TRAVEL))
def tap(request: HttpRequest, number: int, body: TapIn) -> VisitRow:
    """On my way (this accepts the briefing), arrived, pause, go on."""
    by = actor_of(request)
    visit = visit_of(by, number, Permission.TRAVEL)
    match body.tap:
        case TapKind.ON_MY_WAY:
            moved = field.set_out(by=by, visit=visit, device_at=body.device_at)
        case TapKind.ARRIVED:
            moved = field.arrive(by=by, visit=visit, device_at=body.device_at)
        case TapKind.PAUSE:
            moved = field.pause(by=by, visit=visit, reason=body.reason)
        case TapKind.GO_ON:
            moved = field.go_on(by=by, visit=visit)
    return visit_row(moved)


@positions.post("", response=PositionRow, auth=Seated(Permission.TRAVEL))
def note_position(request: HttpRequest, body: PositionIn) -> PositionRow:
    """The last known place, only inside an open shift. There is no trail."""
    by = actor_of(request)
    person = person_of(by.needed_person_id if body.person is None else body.person)
    kept = dispatch.note_position(
        by=by, person=person, street=body.street[:120], heading=body.heading
    )
    return PositionRow(person=kept.person_id, street=kept.street, heading=kept.heading, at=kept.at)


def _to_dispatch(by: Actor, number: int) -> Visit:
    return visit_of(by, number, Permission.DISPATCH)


def _card(visit: Visit) -> VisitCard:
    lead = lead_of(visit)
    case = visit.job.case
    return VisitCard(
        **visit_row(visit).model_dump(),
        case=case.number,
        title=case.title,
        customer=row_of(case.customer),
        location=place_row(visit.job.location),
        lead=named(lead.person) if lead else None,
        dispatched_at=visit.dispatched_at,
        seen_at=visit.seen_at,
        en_route_at=visit.en_route_at,
        arrived_at=visit.arrived_at,
        left_at=visit.left_at,
    )


def _briefing(row: Briefing) -> BriefingCard:
    return BriefingCard(
        visit=row.visit_id,
        line=row.line,
        line_by=named(row.line_by),
        sentences=[sentence["text"] for sentence in row.sentences],
        lines=[
            BriefingLine(key=each["key"], text=each["text"], detail=each.get("detail") or "")
            for each in row.lines
        ],
        seconds=row.seconds,
        composed_at=row.composed_at,
        told_by_radio_at=row.told_by_radio_at,
    )
