"""120 Maple from 09:02 to 16:45: one case through five hands and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from fullcircle.demo.tuesday.moving import move
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
    price,
    request_of,
    tell,
    visit_of,
    window,
)
from fullcircle.demo.writing.pictures import draw_plate
from fullcircle.foundation import files
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Return
from fullcircle.operations.billing import actions as billing
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.fieldwork.actions import PartReport, PhotoReport
from fullcircle.operations.fieldwork.states import Signed
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.registry.customers.states import Channel

KEY = "maple"
PLAN = "Comfort plan"
BUMPED = "dana-1020"
SERIAL = "C0612-20417"
NOTES = "Thermostat replaced and calibrated, cools 19 degrees. Mary took the plan."


def call(stage: Stage) -> None:
    """09:02: no cooling at 120 Maple. Priya has the card before "hello" ends."""
    home, kind = place_called("120 Maple"), job_type("no-cool")
    mary = contact_of(home)
    answers = dict(zip(kind.urgency_questions, ("no", "it hums", "I think so"), strict=False))
    said = Call(
        customer=home.customer,
        location=home,
        words="Warm upstairs, and the unit only hums.",
        contact=mary,
        job_type=kind,
        equipment=home.equipment.filter(kind__icontains="condenser").first(),
        access="Park on the street.",
        callback_phone=mary.phone if mary else "",
        urgency=answers,
        wish="as soon as you can",
        personal_note="a little dog named Fluffy",
        fee_minor=kind.fee.unit_minor if kind.fee else None,
    )
    scheduling.book_call(
        by=stage.actor("priya"),
        call=said,
        window=window("09:15", "11:15", PromiseKind.ASAP),
        idempotency_key=f"{MARK}{KEY}",
    )


def put_first(stage: Stage) -> None:
    """09:04: Dana is nine minutes away. Her 10:20 moves by 11 minutes and keeps its promise."""
    summer = stage.actor("summer")
    servicedesk.see_request(by=summer, request=request_of(KEY))
    dispatch.note_position(
        by=summer, person=stage.person("dana"), street="Arbor Way", heading="east"
    )
    move(stage, BUMPED, person="dana", start="10:31", promised=("10:00", "12:00"), why="")
    tell(summer, request_of(BUMPED), "Dana will be eleven minutes later, still before noon.")
    visit = scheduling.plan_visit(by=summer, job=job_of(KEY), start=moment("09:15"), minutes=71)
    dispatch.assign(by=summer, visit=visit, version=visit.version, person=stage.person("dana"))


def send(stage: Stage) -> None:
    """09:06: the briefing goes out, with Summer's own line first."""
    visit = visit_of(KEY)
    dispatch.dispatch_visit(
        by=stage.actor("summer"),
        visit=visit,
        version=visit.version,
        line="Left at Mill saves you four minutes.",
    )
    tell(stage.actor("summer"), request_of(KEY), "Dana is on her way and will be there at 09:16.")


def hear(stage: Stage) -> None:
    dispatch.see_briefing(by=stage.actor("dana"), visit=visit_of(KEY), how="read aloud")


def set_out(stage: Stage) -> None:
    """09:07: on my way. That tap accepted the briefing."""
    fieldwork.set_out(by=stage.actor("dana"), visit=visit_of(KEY))


def arrive(stage: Stage) -> None:
    fieldwork.arrive(by=stage.actor("dana"), visit=visit_of(KEY))


def close_out(stage: Stage) -> None:
    """10:35: a new thermostat, the agreement sold, a biscuit for the dog, signed "all good"."""
    dana, visit = stage.actor("dana"), visit_of(KEY)
    plate = files.keep_photo(draw_plate("CALORA", SERIAL, blurred=True), by=dana.ref)
    report = report_for(visit)
    report = replace(
        report,
        answers={
            **report.answers,
            "cause": "a dead thermostat",
            "serial_number": SERIAL,
        },
        photos=[PhotoReport("data_plate", plate)],
        notes=NOTES,
        parts=[PartReport(item=price("H-STAT")), PartReport(item=price("H-LAB"), hundredths=100)],
        no_parts=False,
        nothing_paid=True,
        signed=Signed.ALL_GOOD,
        signed_by_name="Mary Smith",
        agreement_sold=PLAN,
        personal_note="bring a biscuit for Fluffy",
        symptom="a dead thermostat",
        recommendation="",
    )
    fieldwork.close_out(by=dana, visit=visit, report=report, idempotency_key=f"{MARK}{KEY}")


def review(stage: Stage) -> None:
    billing.open_review(by=stage.actor("beatriz"), visit=visit_of(KEY))


def send_back(stage: Stage) -> None:
    """13:15: the plate is blurred; touching it asks Dana."""
    billing.send_back(
        by=stage.actor("beatriz"),
        visit=visit_of(KEY),
        item_key="data_plate",
        question="The plate is blurred, can you take it again?",
    )


def new_photo(stage: Stage) -> None:
    """13:36: from the photos on the phone, a sharp one."""
    dana, visit = stage.actor("dana"), visit_of(KEY)
    plate = files.keep_photo(draw_plate("CALORA", SERIAL), by=dana.ref)
    open_items = Return.objects.unanswered().filter(
        handoff__item=visit.ref, item_key="data_plate", handoff__case=visit.job.case
    )
    fieldwork.answer_returned(
        by=dana,
        visit=visit,
        returned=open_items.select_related("handoff__case")[0],
        answer=fieldwork.Answer(photo=plate),
    )


def post(stage: Stage) -> None:
    """13:40: posted; the record is checked. Three hours and five minutes after the door closed."""
    beatriz, visit = stage.actor("beatriz"), visit_of(KEY)
    standing = billing.open_review(by=beatriz, visit=visit)
    billing.post(
        by=beatriz, review=standing, version=standing.version, idempotency_key=f"{MARK}{KEY}"
    )


def second_call(stage: Stage) -> None:
    """16:45: Mary calls again. The card tells today's visit; she has her answer in 20 seconds."""
    servicedesk.note_message(
        by=stage.actor("leon"),
        case=request_of(KEY).case,
        channel=Channel.PHONE,
        text="How does one set the weekend? Hold and arrow, as Dana's note says. Answered at once.",
        inside=False,
    )


def thank(stage: Stage) -> None:
    """16:50: three thanks, signed."""
    case = request_of(KEY).case
    for giver, taker, text in (
        ("dana", "priya", "You wrote that it only hums: I had the part in my hand at the door."),
        ("beatriz", "dana", "A new photo within half an hour, and from a roof. Thank you."),
        ("summer", "priya", "Everything was on your card, I touched nothing."),
    ):
        handoffs.say_thanks(
            by=stage.actor(giver), text=text, to_person=stage.person(taker), case=case
        )


STEPS: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("09:02", call),
    ("09:04", put_first),
    ("09:06", send),
    ("09:07", hear),
    ("09:07", set_out),
    ("09:16", arrive),
    ("10:35", close_out),
    ("13:12", review),
    ("13:15", send_back),
    ("13:36", new_photo),
    ("13:40", post),
    ("16:45", second_call),
    ("16:50", thank),
)


def play_120_maple(
    until: datetime | None = None, *, stage: Stage | None = None, after: datetime | None = None
) -> None:
    """Play the thread's steps up to `until` (all of them without it), each at its own time.

    `after`: leave out what happened up to then, because it was played before.
    """
    stage = stage or Stage()
    for wall, step in STEPS:
        then = moment(wall)
        if (until is None or then <= until) and (after is None or then > after):
            with at(wall):
                step(stage)
