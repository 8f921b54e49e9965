"""The Tuesday from 02:10 to 09:01: the night call, the sick technician, what came in before nine."""

from __future__ import annotations

from dataclasses import replace

from fullcircle.demo.tuesday.moving import move
from fullcircle.demo.tuesday.reports import report_for
from fullcircle.demo.tuesday.stage import (
    MARK,
    Stage,
    at,
    contact_of,
    job_type,
    moment,
    place_called,
    request_of,
    visit_of,
    window,
)
from fullcircle.foundation import audit, feed
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Case
from fullcircle.handoffs.states import AskKind
from fullcircle.operations.billing import actions as billing
from fullcircle.operations.dispatch import actions as dispatch
from fullcircle.operations.fieldwork import actions as fieldwork
from fullcircle.operations.fieldwork.states import CloseOutChannel
from fullcircle.operations.scheduling import actions as scheduling
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import PromiseKind
from fullcircle.operations.servicedesk import actions as servicedesk
from fullcircle.operations.servicedesk.actions.taking import Call
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.customers.models import Customer, CustomerFlag, Location
from fullcircle.registry.customers.states import Channel, FlagKind
from fullcircle.registry.people.models import Absence
from fullcircle.registry.people.states import AbsenceKind


def night_call(stage: Stage) -> None:
    """02:10: no cooling, an infant. The first page stays silent, the backup accepts at 02:20."""
    home = _home_with_an_infant()
    odile = stage.actor("odile")
    kind, contact = job_type("no-cool"), contact_of(home)
    questions = kind.urgency_questions
    with at("02:10"):
        call = Call(
            customer=home.customer,
            location=home,
            words="The air went off at midnight, it is 88 in here and the baby will not sleep.",
            contact=contact,
            job_type=kind,
            equipment=home.equipment.order_by("pk").first(),
            access=home.access or "Front door, the light is on.",
            callback_phone=contact.phone if contact else "",
            urgency={
                question: "yes" if question is questions[0] else "no" for question in questions
            },
            wish="as soon as you can",
        )
        request, job = scheduling.book_call(
            by=odile,
            call=call,
            window=window("02:30", "04:00", PromiseKind.ASAP),
            idempotency_key=f"{MARK}overnight",
        )
        _note(stage, "odile", request.case, "Paged Ken, who is on call: no answer.")
    assert job is not None
    with at("02:20"):
        _note(stage, "odile", request.case, "Paged the backup: Amara accepts.")
        visit = scheduling.plan_visit(by=odile, job=job, start=moment("02:50"), minutes=100)
        dispatch.assign(by=odile, visit=visit, version=visit.version, person=stage.person("amara"))
        dispatch.dispatch_visit(
            by=odile, visit=visit, version=visit.version, line="Knock softly, the baby is asleep."
        )
        dispatch.tell_by_radio(by=odile, visit=visit)
    _through_the_night(stage, visit)


def _through_the_night(stage: Stage, visit: Visit) -> None:
    amara = stage.actor("amara")
    with at("02:24"):
        fieldwork.set_out(by=amara, visit=visit)
    with at("02:48"):
        fieldwork.arrive(by=amara, visit=visit)


def _home_with_an_infant() -> Location:
    flags = CustomerFlag.objects.filter(kind=FlagKind.CARE, text__icontains="infant")
    homes = Location.objects.select_related("customer").filter(customer__flags__in=flags)
    return homes.order_by("pk")[0]


def _note(stage: Stage, who: str, case: Case, text: str, channel: Channel = Channel.RADIO) -> None:
    servicedesk.note_message(by=stage.actor(who), case=case, channel=channel, text=text)


def radio_close_out(stage: Stage) -> None:
    """06:45: Amara reads it out, Summer types; her eight o'clock moves, because nights need rest."""
    with at("06:45"):
        visit = visit_of("overnight")
        report = replace(
            report_for(visit),
            channel=CloseOutChannel.RADIO,
            notes="Capacitor replaced. Stayed until the nursery was below 78.",
        )
        fieldwork.close_out(by=stage.actor("summer"), visit=visit, report=report)
    with at("06:47"):
        move(stage, "amara-0800", person="amara", start="11:00", promised=("10:30", "12:30"),
             why="the technician was out all night")  # fmt: skip


def sick_technician(stage: Stage) -> None:
    """06:50: Ken is sick. Five stops find somebody else; four customers are told, one is not reached."""
    with at("06:50"):
        ken = stage.person("ken")
        Absence.objects.create(
            person=ken,
            starts_at=moment("00:00"),
            ends_at=moment("23:59"),
            kind=AbsenceKind.SICK,
        )
        audit.record(by=stage.actor("summer").ref, verb="absence", subject=ken.ref, after="away")
        feed.publish([feed.BOARD], kind="absence", reference=ken.ref)
    moves = (
        ("06:51", "ken-0800", "nia", "08:10", ("08:00", "09:30")),
        ("06:52", "ken-0930", "luis", "10:20", ("10:00", "12:00")),
        ("06:53", "ken-1100", "joe", "10:45", ("10:30", "12:30")),
        ("06:54", "ken-1330", "bridget", "12:20", ("12:00", "14:00")),
        ("06:55", "ken-1515", "", "15:15", ("15:00", "17:00")),
    )
    for wall, key, person, start, promised in moves:
        with at(wall):
            move(stage, key, person=person, start=start, promised=promised, why="Ken is sick")


def introduction(stage: Stage) -> None:
    """07:05: Summer introduces the new colleague, and asks the people on his links to be nice to him."""
    with at("07:05"):
        mateo, summer = stage.person("mateo"), stage.person("summer")
        mateo.introduced_by = summer
        mateo.version += 1
        mateo.save(update_fields=["introduced_by", "version"])
        audit.record(by=summer.ref, verb="introduce", subject=mateo.ref)
        for key in ("priya", "joe", "beatriz"):
            handoffs.ask_colleague(
                by=stage.actor("summer"),
                kind=AskKind.WISH,
                text="Mateo sits beside me from today. Be as nice to him as you are to me.",
                to_person=stage.person(key),
            )


def third_report(stage: Stage) -> None:
    """07:55: the fourth floor writes for the third time this week; the night had noted 412 locked."""
    room, eleanor = place_called("Weaver Hall 412"), stage.actor("eleanor")
    kind, contact = job_type("missed-clean"), stage.person("eleanor").contact
    with at("07:55"):
        call = Call(
            customer=room.customer,
            location=room,
            words="Third time this week: the bin in 412 is full and the floor was not done.",
            channel=Channel.PORTAL,
            contact=contact,
            job_type=kind,
            access="I am in from half past seven.",
            callback_phone=contact.phone,
            urgency=dict.fromkeys(kind.urgency_questions, "not that I know"),
            wish="before ten",
            affected=contact.name,
        )
        request = servicedesk.take_request(
            by=eleanor, call=call, idempotency_key=f"{MARK}fourth-floor"
        )
    with at("07:58"):
        text = "Last night's line: 412 locked at 23:40, skipped."
        _note(stage, "samuel", request.case, text, Channel.PORTAL)
    with at("08:03"):
        marguerite = stage.actor("marguerite")
        servicedesk.see_request(by=marguerite, request=request)
        _note(
            stage,
            "marguerite",
            request.case,
            "Third report in a week. I will go and see her at ten, with a key for 412.",
            Channel.WALK_UP,
        )
    with at("08:06"):
        _give_to_elena(stage, request)


def _give_to_elena(stage: Stage, request: Request) -> None:
    summer = stage.actor("summer")
    servicedesk.see_request(by=summer, request=request)
    job = scheduling.make_job(by=summer, request=request)
    scheduling.promise_window(
        by=summer, job=job, window=window("08:30", "10:00"), told_how=Channel.PORTAL
    )
    visit = scheduling.plan_visit(by=summer, job=job, start=moment("09:15"), minutes=25)
    dispatch.assign(by=summer, visit=visit, version=visit.version, person=stage.person("elena"))


def before_nine(stage: Stage) -> None:
    """08:15 to 08:59: requests by mail, face time, two benches, and items that went back."""
    with at("08:20"):
        handoffs.ask_colleague(
            by=stage.actor("marguerite"),
            kind=AskKind.WISH,
            text="Ten minutes at ten o'clock about the fourth floor, please keep them free.",
            to_person=stage.person("victor"),
        )
    _bench_requests(stage)
    with at("08:34"):
        nia = visit_of("ken-0800")
        dispatch.ask_about_line(
            by=stage.actor("nia"), visit=nia, key="access", question="Which door, and who opens?"
        )
    with at("08:41"):
        request = request_of("jasper-1330")
        if request.handoff is not None:
            handoffs.ask_about(
                by=stage.actor("summer"),
                handoff=request.handoff,
                item_key="access",
                question="Is somebody there over lunch?",
            )
    with at("08:47"):
        beatriz = stage.actor("beatriz")
        billing.send_back(
            by=beatriz,
            visit=visit_of("monday-luis"),
            item_key="serial_number",
            question="One digit is missing, can you read it again?",
        )


def _bench_requests(stage: Stage) -> None:
    """08:20 to 08:30: accounting's PC, an outside firm's, and a hot shop: nobody placed them yet."""
    accounting = Customer.objects.get(name="Accounting")
    office = place_called("Harbour Building 101")
    firm = Location.objects.select_related("customer").filter(
        customer__trade="it", equipment__kind__icontains="PC"
    )
    theirs = firm.order_by("-pk")[0]
    rows: tuple[tuple[str, str, Customer, Location, str, str], ...] = (
        ("08:20", "accounting-pc", accounting, office, "pc-dead",
         "The month-end machine does not start any more."),
        ("08:26", "firm-pc", theirs.customer, theirs, "pc-dead",
         "Our only computer shows a black screen."),
    )  # fmt: skip
    for wall, key, customer, where, code, words in rows:
        with at(wall):
            contact = customer.contacts.order_by("pk").first()
            call = Call(
                customer=customer,
                location=where,
                words=words,
                channel=Channel.EMAIL,
                contact=contact,
                job_type=job_type(code),
                callback_phone=contact.phone if contact else "",
                wish="today",
                affected=contact.name if contact else "",
            )
            servicedesk.take_request(
                by=stage.actor("priya"), call=call, idempotency_key=f"{MARK}{key}"
            )
