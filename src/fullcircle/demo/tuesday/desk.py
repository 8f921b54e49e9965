"""What Summer and the desks do between the starred scenes: the tray, the gate, a callback."""

from __future__ import annotations

from collections.abc import Callable

from fullcircle.demo.tuesday.moving import move
from fullcircle.demo.tuesday.plan import AT_THE_GATE, GATE
from fullcircle.demo.tuesday.stage import (
    MARK,
    Stage,
    contact_of,
    job_type,
    moment,
    place_called,
    request_of,
    visit_of,
)
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Case, Return
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.registry.customers.actions import seal_code
from fullcircle.registry.customers.states import Channel

DOOR_CODE = "7730#"


def bench(stage: Stage) -> None:
    """09:35: accounting's PC and the outside firm's, side by side on the same bench."""
    summer = stage.actor("summer")
    for key, person, start in (("accounting-pc", "anika", "11:45"), ("firm-pc", "jasper", "10:10")):
        request = request_of(key)
        servicedesk.see_request(by=summer, request=request)
        job = scheduling.make_job(by=summer, request=request)
        visit = scheduling.plan_visit(by=summer, job=job, start=moment(start), minutes=90)
        dispatch.assign(by=summer, visit=visit, version=visit.version, person=stage.person(person))


def _question(key: str, item: str) -> Return:
    rows = Return.objects.unanswered().select_related("handoff__case")
    return rows.get(handoff__case=request_of(key).case, item_key=item)


def side_door(stage: Stage) -> None:
    """09:20: Nia's question of 08:34, once the line is free."""
    dispatch.answer_briefing_question(
        by=stage.actor("summer"),
        returned=_question("ken-0800", "access"),
        answer="Side door, the neighbor has the key.",
    )


def over_lunch(stage: Stage) -> None:
    """11:25: Leon has come in and calls the shop."""
    asked = _question("jasper-1330", "access")
    giver = next(key for key in ("priya", "leon") if stage.person(key).pk == asked.asked_to_id)
    servicedesk.answer_intake_question(
        by=stage.actor(giver),
        returned=asked,
        value="Somebody is there until six.",
        version=request_of("jasper-1330").version,
    )


def one_digit(stage: Stage) -> None:
    """12:10: Luis reads the serial number again, parked for lunch."""
    fieldwork.answer_returned(
        by=stage.actor("luis"),
        visit=visit_of("monday-luis"),
        returned=_question("monday-luis", "serial_number"),
        answer=fieldwork.Answer(text="ME-77141"),
    )


def the_one_not_reached(stage: Stage) -> None:
    """10:40: called at last; Yusuf goes there at 15:20."""
    request = request_of("ken-1515")
    servicedesk.note_message(
        by=stage.actor("summer"),
        case=request.case,
        channel=Channel.PHONE,
        text="Reached on the second call: between three and five is fine.",
        outgoing=True,
    )
    move(
        stage,
        "ken-1515",
        person="yusuf",
        start="15:20",
        promised=("15:00", "17:00"),
        why="Ken is sick",
        by_phone=True,
    )


def the_tray(stage: Stage) -> None:
    """10:50: what nobody had yet finds somebody."""
    for key, person, start, promised in (
        ("tray-1100", "lakshmi", "14:10", ("11:00", "15:00")),
        ("tray-1300", "anika", "13:30", ("12:00", "16:30")),
        ("tray-1400", "elena", "14:00", ("13:00", "16:00")),
    ):
        move(stage, key, person=person, start=start, promised=promised, why="")


def wrong_gate_code(stage: Stage) -> None:
    """11:10: the code at 44 Birch does not open. The access line goes back to Summer."""
    dispatch.ask_about_line(
        by=stage.actor("yusuf"),
        visit=visit_of(AT_THE_GATE),
        key="access",
        question="The gate does not take the code. Is there a new one?",
    )


def gate_at_intake(stage: Stage) -> None:
    """11:12: it came from the intake, so the question goes on to who took the call."""
    baton = request_of(AT_THE_GATE).handoff
    assert baton is not None
    handoffs.ask_about(
        by=stage.actor("summer"),
        handoff=baton,
        item_key="access",
        question="Did they say that the code was changed?",
    )


def gate_answered(stage: Stage) -> None:
    """11:16: the answer stands in the field; the line on Yusuf's phone shows it."""
    request = request_of(AT_THE_GATE)
    giver = next(key for key in ("priya", "leon") if stage.person(key).pk == request.taken_by_id)
    open_items = Return.objects.unanswered().select_related("handoff__case")
    intake = open_items.get(handoff=request.handoff, item_key="access")
    servicedesk.answer_intake_question(
        by=stage.actor(giver),
        returned=intake,
        value="Gate on the alley side; the code is new since Sunday.",
        version=request.version,
    )
    seal_code(by=stage.actor("summer"), location=place_called(GATE), label="gate", code=DOOR_CODE)
    line = open_items.get(handoff__case=request.case, handoff__link__key="briefing")
    dispatch.answer_briefing_question(
        by=stage.actor("summer"), returned=line, answer="New code is in the card. Sorry."
    )


def callback(stage: Stage) -> None:
    """16:10: nine days ago it was a capacitor. The cause is open; it is nobody's fault yet."""
    earlier = (
        Case.objects.filter(opened_at__date=moment("09:00", -9).date(), trade="home_service")
        .select_related("customer", "location")
        .order_by("pk")[0]
    )
    contact, kind = contact_of(earlier.location), job_type("no-cool")
    call = Call(
        customer=earlier.customer,
        location=earlier.location,
        words="It is the same again: the fan outside does not start.",
        contact=contact,
        job_type=kind,
        access=earlier.location.access,
        callback_phone=contact.phone if contact else "",
        urgency=dict.fromkeys(kind.urgency_questions, "no"),
        wish="tonight or first thing tomorrow",
        callback_of=earlier,
    )
    servicedesk.take_request(by=stage.actor("leon"), call=call, idempotency_key=f"{MARK}callback")


STEPS: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("09:20", side_door),
    ("09:35", bench),
    ("10:40", the_one_not_reached),
    ("10:50", the_tray),
    ("11:10", wrong_gate_code),
    ("11:12", gate_at_intake),
    ("11:16", gate_answered),
    ("11:25", over_lunch),
    ("12:10", one_digit),
    ("16:10", callback),
)
