"""Monday: the calls that fill Tuesday's board are booked, placed, and given to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from fullcircle.demo.tuesday.reports import report_for
from fullcircle.demo.tuesday.stage import (
    MARK,
    Stage,
    at,
    contact_of,
    job_of,
    job_type,
    moment,
    place_called,
    request_of,
    window,
)
from fullcircle.demo.tuesday.stops import LEFT_OVER, STOPS, Stop
from fullcircle.demo.writing.pictures import draw_plate
from fullcircle.foundation import files
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.registry.customers.models import Location
from fullcircle.registry.customers.states import Channel, CustomerKind, LocationKind, Side

IN_THE_STORY = ("120 Maple", "44 Birch", "Weaver Hall 412")
HELPERS = {"ingrid": ("cody",)}
AT_THE_GATE, GATE = "yusuf-1045", "44 Birch"
BLURRED = "dana"  # the close-out of Monday whose plate cannot be read
CANNOT_BE_REACHED = "ken-1515"  # one of the sick technician's five has no mobile and no mail
_STRIDE = {"home_service": 11, "building_care": 17, "it": 5}


def places_for(trade: str) -> Iterator[Location]:
    """Places of a trade, spread over the town, always the same ones."""
    rows = Location.objects.select_related("customer").exclude(spoken__in=IN_THE_STORY)
    if trade == "home_service":
        rows = rows.filter(kind=LocationKind.HOME, customer__kind=CustomerKind.PERSON)
        rows = rows.filter(equipment__isnull=False).exclude(
            customer__cases__callbacks__isnull=False
        )
    elif trade == "building_care":
        rows = rows.filter(kind=LocationKind.ROOM, customer__side=Side.INSIDE)
    else:
        rows = rows.filter(customer__trade="it", kind=LocationKind.SITE)
    return islice(rows.order_by("pk").distinct(), 20, None, _STRIDE[trade])


def book_the_day(stage: Stage) -> None:
    """Each call as it came in on Monday, one every few minutes, placed by whoever had the board."""
    found = {trade: list(islice(places_for(trade), 40)) for trade in _STRIDE}
    for order, stop in enumerate(STOPS):
        minute = 9 * 60 + order * 9
        wall = f"{minute // 60:02d}:{minute % 60:02d}"
        early = minute < 14 * 60
        agent, planner = ("priya", "summer") if early else ("leon", "toby")
        place = place_called(GATE) if stop.key == AT_THE_GATE else found[stop.trade][stop.number]
        with at(wall, days=-1):
            _book(stage, stop, place, agent)
        with at(f"{minute // 60:02d}:{minute % 60 + 1:02d}" if minute % 60 < 59 else wall, days=-1):
            _place(stage, stop, planner)


def _book(stage: Stage, stop: Stop, place: Location, agent: str) -> None:
    contact = contact_of(place)
    if stop.key == CANNOT_BE_REACHED and contact is not None:
        contact.may_text, contact.email = False, ""
        contact.save(update_fields=["may_text", "email"])
    kind = job_type(stop.job)
    call = Call(
        customer=place.customer,
        location=place,
        words=stop.words,
        channel=Channel.PHONE if stop.number % 4 else Channel.EMAIL,
        contact=contact,
        job_type=kind,
        equipment=place.equipment.order_by("pk").first(),
        access=place.access or "Front door, ring twice.",
        callback_phone=contact.phone if contact else "",
        urgency=dict.fromkeys(kind.urgency_questions, "no"),
        wish="any time that day",
        fee_minor=kind.fee.unit_minor if kind.fee else None,
        affected=contact.name if contact and stop.trade != "home_service" else "",
    )
    scheduling.book_call(
        by=stage.actor(agent),
        call=call,
        window=window(*stop.promised),
        idempotency_key=f"{MARK}{stop.key}",
    )


def _place(stage: Stage, stop: Stop, planner: str) -> None:
    by = stage.actor(planner)
    servicedesk.see_request(by=by, request=request_of(stop.key))
    visit = scheduling.plan_visit(
        by=by, job=job_of(stop.key), start=moment(stop.start), minutes=stop.minutes
    )
    if stop.person:
        dispatch.assign(
            by=by,
            visit=visit,
            version=visit.version,
            person=stage.person(stop.person),
            helpers=[stage.person(key) for key in HELPERS.get(stop.person, ())],
        )


def finish_monday(stage: Stage) -> list[Visit]:
    """Monday afternoon's visits are done; their paper lies on the desk the next morning."""
    places = islice(places_for("home_service"), 30, 30 + len(LEFT_OVER))
    return [_whole_visit(stage, place, number) for number, place in enumerate(list(places))]


def _whole_visit(stage: Stage, place: Location, number: int) -> Visit:
    person, start, minutes, code, words = LEFT_OVER[number]
    lead, contact, kind = stage.actor(person), contact_of(place), job_type(code)
    call = Call(
        customer=place.customer,
        location=place,
        words=words,
        contact=contact,
        job_type=kind,
        equipment=place.equipment.order_by("pk").first(),
        access=place.access or "Side door.",
        callback_phone=contact.phone if contact else "",
        urgency=dict.fromkeys(kind.urgency_questions, "no"),
        wish="as soon as you can",
    )
    with at(f"13:{number * 4 + 1:02d}", days=-1):
        promised = scheduling.Window(PromiseKind.WINDOW, moment("14:00", -1), moment("16:30", -1))
        _, job = scheduling.book_call(
            by=stage.actor("leon"),
            call=call,
            window=promised,
            idempotency_key=f"{MARK}monday-{person}",
        )
    assert job is not None
    with at(f"13:{number * 4 + 3:02d}", days=-1):
        toby = stage.actor("toby")
        visit = scheduling.plan_visit(by=toby, job=job, start=moment(start, -1), minutes=minutes)
        dispatch.assign(by=toby, visit=visit, version=visit.version, person=stage.person(person))
        dispatch.dispatch_visit(by=toby, visit=visit, version=visit.version)
    hour, minute = start.split(":")
    with at(f"{int(hour) - 1}:{minute}".zfill(5), days=-1):
        dispatch.see_briefing(by=lead, visit=visit)
        visit.refresh_from_db()
    return _finish(stage, visit, person, start, minutes)


def _finish(stage: Stage, visit: Visit, person: str, start: str, minutes: int) -> Visit:
    lead = stage.actor(person)
    hour, minute = int(start[:2]), int(start[3:])
    leaves = hour * 60 + minute + minutes
    plate = None
    if person == BLURRED:
        shot = draw_plate("MERIDIAN", "ME-77?41", blurred=True)
        plate = files.keep_photo(shot, by=lead.ref)
    with at(start, days=-1):
        fieldwork.set_out(by=lead, visit=visit)
        fieldwork.arrive(by=lead, visit=visit)
    with at(f"{leaves // 60:02d}:{leaves % 60:02d}", days=-1):
        fieldwork.close_out(by=lead, visit=visit, report=report_for(visit, plate=plate))
    return visit
