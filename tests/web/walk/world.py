"""One company for the whole walk: for each kind of thing one's own row and somebody else's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from fullcircle.foundation import clock, files
from fullcircle.handoffs.actions import ask_about, ask_colleague
from fullcircle.handoffs.models import Handoff, Link, Return
from fullcircle.handoffs.states import AskKind, LinkKey, ReturnKind
from fullcircle.insight.figures import Measure
from fullcircle.operations.billing.actions import open_review, post
from fullcircle.operations.dispatch.actions import assign, dispatch_visit
from fullcircle.operations.fieldwork.actions import PhotoReport, close_out
from fullcircle.operations.scheduling.actions import plan_visit
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.servicedesk.actions import issue_status_link, note_message, take_request
from fullcircle.operations.servicedesk.models import Request
from fullcircle.registry.customers.actions import note_touch, seal_code
from fullcircle.registry.customers.models import Contact, Customer, ServiceRecord
from fullcircle.registry.customers.states import Channel
from fullcircle.registry.people.actor import actor_for
from fullcircle.registry.people.models import Person, Team, TeamMembership
from fullcircle.registry.people.states import Relation, Seat
from tests.factories.company import (
    Company,
    a_call,
    a_company,
    a_customer,
    a_promised_job,
    a_report,
    a_request,
)
from tests.web.walk.looked_after import looked_after, tried_out
from tests.web.walk.principals import Outsider, Principal, everybody

FIELD_SEATS = (Seat.TECHNICIAN, Seat.CREW_LEAD, Seat.CREW_MEMBER, Seat.CONTRACTOR)

# Planted where only some may look; see test_canary.py.
CODE, TOUCH, INSIDE = "kestrel-4417", "canary-touch-ibis", "canary-inside-heron"
BALANCE_MINOR, BALANCE = 98_765_43, ("98,765.43", "9876543")


@dataclass
class World:
    """`own` and `foreign`: kind of thing -> key for an address, or a function of who asks."""

    company: Company
    principals: dict[str, Principal]
    own: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, Any] = field(default_factory=dict)

    def both(self, kind: str, own: Any, foreign: Any) -> None:
        self.own[kind], self.foreign[kind] = own, foreign

    def keys(
        self, kinds: tuple[str, ...], who: Principal, relation: Relation
    ) -> tuple[str, ...] | None:
        """What fills the arguments of an address; None when nothing is in that relation to `who`."""
        rows = self.own if relation is Relation.OWN else self.foreign
        found = [rows[kind](who) if callable(rows[kind]) else rows[kind] for kind in kinds]
        return None if None in found else tuple(str(key) for key in found)


def a_world() -> World:
    company = a_company()
    world = World(company, everybody())
    _visits(world)
    _paperwork(world)
    _desk(world)
    _questions(world)
    _words(world)
    _customers(world)
    _arrows(world)
    looked_after(world.company, world.both)
    tried_out(world.company, world.principals[Seat.SUPERVISOR].person, world.both)
    return world


def a_photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "PNG")
    return out.getvalue()


def _crew(world: World) -> list[Person]:
    people = [world.principals[seat].person for seat in FIELD_SEATS]
    return [person for person in people if person is not None]


def _planned(world: World, crew: list[Person], *, hours: float, request: Request | None) -> Visit:
    company = world.company
    start = clock.now() + timedelta(hours=hours)
    visit = plan_visit(
        by=company.by_dispatcher, job=a_promised_job(company, request), start=start, minutes=30
    )
    lead, *helpers = crew
    return assign(
        by=company.by_dispatcher, visit=visit, version=visit.version, person=lead, helpers=helpers
    )


def _sent(
    world: World, crew: list[Person], *, hours: float, request: Request | None = None
) -> Visit:
    visit = _planned(world, crew, hours=hours, request=request)
    by = world.company.by_dispatcher
    dispatch_visit(by=by, visit=visit, version=visit.version, line="Ring twice.")
    visit.refresh_from_db()
    return visit


def _closed(world: World, crew: list[Person], *, hours: float) -> Visit:
    visit = _sent(world, crew, hours=hours)
    by = actor_for(crew[0])
    photo = files.keep_photo(a_photo(), by="person:0")
    report = a_report(world.company, photos=[PhotoReport("serial", photo)])
    written = close_out(by=by, visit=visit, report=report)
    world.own.setdefault("file", photo.pk)
    world.foreign["file"] = photo.pk
    visit = written.visit
    visit.refresh_from_db()
    return visit


def _visits(world: World) -> None:
    mine, others = _crew(world), [world.company.other_technician]
    own, foreign = _sent(world, mine, hours=1), _sent(world, others, hours=1)
    world.both("visit", own.pk, foreign.pk)
    world.both("case", own.job.case.number, foreign.job.case.number)
    world.both("job", own.job_id, foreign.job_id)
    world.both("request with a job", own.job.request_id, foreign.job.request_id)
    lead = mine[0].pk
    world.both("led visit", lambda who: own.pk if who.is_person(lead) else None, foreign.pk)
    closed = _closed(world, mine, hours=2), _closed(world, others, hours=2)
    world.both("closed visit", closed[0].pk, closed[1].pk)


def _paperwork(world: World) -> None:
    by = world.company.by_bookkeeper
    for rows in (world.own, world.foreign):
        closed = Visit.objects.get(pk=rows["closed visit"])
        rows["review"] = open_review(by=by, visit=closed).pk
    visit = _closed(world, [world.company.technician], hours=3)
    review = open_review(by=by, visit=visit)
    invoice = post(by=by, review=review, version=review.version)
    record = ServiceRecord.objects.get(visit_ref=visit.ref)
    world.both("invoice", invoice.pk, invoice.pk)
    world.both("record", record.pk, record.pk)


def _desk(world: World) -> None:
    company = world.company
    request = a_request(company)
    world.both("request", request.pk, request.pk)
    token = issue_status_link(by=company.by_agent, request=request)
    world.both("token", token, "A" * len(token))
    # Beside a link's page, and in a case that no walker in the field was sent into.
    elsewhere = Visit.objects.get(pk=world.foreign["visit"]).job.case
    for case in (request.case, elsewhere):
        note_message(by=company.by_agent, case=case, channel=Channel.PHONE, text=INSIDE)
    campus = Customer.objects.create(
        number="D000001", name="Canteen", kind="department", side="inside", trade="home_service"
    )
    world.both("department", campus.pk, campus.pk)
    place = campus.locations.create(kind="building", spoken="the canteen", zone="America/New_York")
    for seat in (Seat.REQUESTER, Seat.BUILDING_CONTACT):
        person = world.principals[seat].person
        Contact.objects.create(customer=campus, name=f"{seat} contact", person=person)
    call = a_call(company, customer=campus, location=place, contact=None, callback_phone="")
    ours = take_request(by=company.by_agent, call=call)
    world.both("our request", ours.pk, request.pk)


def _questions(world: World) -> None:
    """For everybody with a seat one open question of each link; for the crew on the close-out too."""
    company = world.company
    found: dict[tuple[str, str], int] = {}
    for principal in world.principals.values():
        if principal.person is None or principal.name == Outsider.LEFT:
            continue
        request = a_request(company)
        assert request.handoff is not None  # a request taken by an action has its baton
        asked = _asked(request.handoff, "access", principal.person)
        found[principal.name, "intake question"] = asked.pk
    closed = Handoff.objects.get(
        link__key=LinkKey.CLOSEOUT, item=f"visit:{world.own['closed visit']}"
    )
    for seat, item in zip(FIELD_SEATS, ("pressure", "serial", "notes", "parts"), strict=True):
        person = world.principals[seat].person
        assert person is not None  # each seat has its person
        found[str(seat), "close-out question"] = _asked(closed, item, person).pk
    told = Handoff.objects.get(link__key=LinkKey.BRIEFING, case__jobs=world.own["job"])
    asked = ask_about(by=actor_for(_crew(world)[0]), handoff=told, item_key="access")
    for kind in ("intake question", "close-out question"):
        theirs = _asked(closed, f"{kind[:5]}-x", company.agent).pk
        world.both(kind, _of(found, kind, theirs), theirs)
    world.both("briefing question", asked.pk, asked.pk)


def _of(found: dict[tuple[str, str], int], kind: str, other: int) -> Callable[[Principal], int]:
    return lambda who: found.get((who.name, kind), other)


def _asked(handoff: Handoff, item: str, whom: Person) -> Return:
    return Return.objects.create(
        handoff=handoff,
        item_key=item,
        item_label=item,
        kind=ReturnKind.ASKED,
        question="Which one?",
        asked_to=whom,
        asked_at=clock.now(),
    )


def _words(world: World) -> None:
    company = world.company
    asks = {}
    for principal in world.principals.values():
        if principal.person is not None:
            asks[principal.name] = ask_colleague(
                by=company.by_manager,
                kind=AskKind.WISH,
                text="Say which gate",
                to_person=principal.person,
            ).pk
    foreign = ask_colleague(
        by=company.by_manager, kind=AskKind.WISH, text="For Amy", to_person=company.agent
    )
    world.both("ask", lambda who: asks.get(who.name, foreign.pk), foreign.pk)
    team, others = Team.objects.create(name="Walkers"), Team.objects.create(name="Others")
    for principal in world.principals.values():
        if principal.person is not None:
            TeamMembership.objects.create(team=team, person=principal.person)
    for person in (company.agent, company.manager):
        TeamMembership.objects.create(team=others, person=person)
    world.both("team", team.pk, others.pk)


def _customers(world: World) -> None:
    company = world.company
    far = a_customer("John Doe", "Arbor Way", "7")
    Customer.objects.filter(pk=far.pk).update(balance_minor=BALANCE_MINOR)
    by = company.by_agent
    touch = note_touch(by=by, customer=far, location=None, text=TOUCH)
    own = seal_code(by=by, location=company.location, label="gate", code=CODE)
    other = seal_code(by=by, location=far.locations.get(), label="gate", code=CODE)
    world.both("code", own.pk, other.pk)
    world.both("customer", far.pk, far.pk)
    world.both("touch", touch.pk, touch.pk)
    human = far.contacts.get()
    world.both("contact", human.pk, human.pk)
    world.both("location", far.locations.get().pk, far.locations.get().pk)
    world.both("person", company.technician.pk, company.technician.pk)
    world.both("phone", far.contacts.get().phone, far.contacts.get().phone)


def _arrows(world: World) -> None:
    """Links by who gives and who receives; a card of each trade is everybody's to read."""
    world.both("path", "board/", "board/")
    world.both("scene", "call", "call")
    world.both("link", LinkKey.INTAKE, LinkKey.INTAKE)
    world.both("trade", "home_service", "home_service")
    world.both("measure", Measure.COMPLETE, Measure.COMPLETE)
    world.both("ask kind", AskKind.WISH, AskKind.WISH)
    world.both("request item", "access", "access")
    world.both("close-out item", "serial", "serial")
    for kind, end in (("received link", "receiver_seat"), ("given link", "giver_seat")):
        ends = {link.key: getattr(link, end) for link in Link.objects.all()}
        world.both(kind, _arrow(ends, own=True), _arrow(ends, own=False))


def _arrow(ends: dict[str, str], *, own: bool) -> Callable[[Principal], str | None]:
    return lambda who: next((key for key, seat in ends.items() if (seat == who.seat) is own), None)
