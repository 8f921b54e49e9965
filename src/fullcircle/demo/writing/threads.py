"""Cases, requests and their clocks, as taking and booking a call leaves them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fullcircle.demo import past
from fullcircle.demo.cast.people import ZONE
from fullcircle.demo.writing.index import Index, write
from fullcircle.handoffs.models import Case, Handoff
from fullcircle.handoffs.states import CaseState, LinkKey
from fullcircle.operations.dispatch.models import Assignment
from fullcircle.operations.scheduling.models import Job, Visit
from fullcircle.operations.servicedesk import clocks
from fullcircle.operations.servicedesk.handoff import FIELDS
from fullcircle.operations.servicedesk.models import (
    ClockEvent,
    Confirmation,
    Request,
    RequestClock,
    TargetPolicy,
)
from fullcircle.operations.servicedesk.states import Circle, ClockKind, RequestState
from fullcircle.registry.customers.models import ServiceRecord
from fullcircle.registry.customers.states import Channel

SPOKEN = (Channel.PHONE, Channel.WALK_UP, Channel.RADIO)
MET, BREACHED = "met", "breached"
# An answer to these parts of an intake stands in the request afterwards.
_TEXTS = {key for key in FIELDS if key in ("words", "access", "callback_phone", "wish")}


@dataclass
class Thread:
    """One case of the past with the rows that have been written for it."""

    told: past.Case
    case: Case
    request: Request = field(init=False)
    job: Job = field(init=False)
    visits: dict[int, Visit] = field(default_factory=dict)
    leads: dict[int, Assignment] = field(default_factory=dict)
    records: dict[int, ServiceRecord] = field(default_factory=dict)
    batons: dict[tuple[LinkKey, int], Handoff] = field(default_factory=dict)

    def handed(self, link: LinkKey, visit: int) -> past.Handoff:
        """The told hand-off of a link; the intake's visit is 0."""
        return next(one for one in self.told.handoffs if (one.link, one.visit) == (link, visit))

    @property
    def intake(self) -> past.Handoff:
        return self.told.handoffs[0]

    @property
    def done_at(self) -> datetime:
        return self.told.visits[-1].left_at

    @property
    def circle_at(self) -> datetime:
        """A signature at the door is given in the minute in which the visit ends."""
        if self.signed_at_the_door:
            return self.done_at
        return self.told.circle_at

    @property
    def signed_at_the_door(self) -> bool:
        last = self.handed(LinkKey.VISIT, self.told.visits[-1].number)
        return last.outcome_act == "signed all good"


def write_cases(index: Index, cases: Sequence[past.Case], known: dict[str, int]) -> list[Thread]:
    """`known`: number -> row of every case written so far; it grows."""
    rows = write(Case, (_case(one, index) for one in cases))
    known.update((row.number, row.pk) for row in rows)
    returned = []
    for one, row in zip(cases, rows, strict=True):
        if one.callback_of:
            row.callback_of_id = known.get(one.callback_of)
            returned.append(row)
    Case.objects.bulk_update(returned, ["callback_of"], batch_size=400)
    return [Thread(one, row) for one, row in zip(cases, rows, strict=True)]


def _case(one: past.Case, index: Index) -> Case:
    contact = index.contacts[one.ordered_by]
    return Case(
        number=one.number,
        customer=index.customers[one.customer],
        payer=index.customers[one.payer],
        ordered_by=contact,
        affected=contact.name if "affected" in one.handoffs[0].applies else "",
        location=index.locations[one.location],
        title=one.title[:160],
        trade=one.trade,
        opened_at=one.received_at,
        closed_at=one.closed_at,
        state=CaseState.CLOSED,
    )


def write_requests(index: Index, threads: Sequence[Thread]) -> None:
    rows = write(Request, (_request(thread, index) for thread in threads))
    for thread, row in zip(threads, rows, strict=True):
        thread.request = row


def _request(thread: Thread, index: Index) -> Request:
    told, intake = thread.told, thread.intake
    contact, job_type = index.contacts[told.ordered_by], index.job_types[told.job_type]
    phone = "" if "callback_phone" in intake.absent else contact.phone
    fields: dict[str, Any] = {
        "words": told.words,
        "access": told.access,
        "callback_phone": phone,
        "wish": told.wish[:40],
    }
    for touched in intake.returns:
        if touched.item == "callback_phone":
            fields[touched.item] = contact.phone
        elif touched.item in _TEXTS and touched.answer:
            fields[touched.item] = touched.answer[:40] if touched.item == "wish" else touched.answer
    last = intake.returns[-1].answered_by if intake.returns else told.taken_by
    return Request(
        case=thread.case,
        handoff=thread.batons[LinkKey.INTAKE, 0],
        channel=told.channel,
        contact=contact,
        taken_by_id=index.person_id(told.taken_by),
        job_type=job_type,
        equipment=index.equipment.get(told.equipment),
        urgency=dict(told.urgency),
        agreement_said=agreement_said(index, told)[:120],
        fee_said_minor=job_type.fee.unit_minor if job_type.fee else None,
        received_at=told.received_at,
        acknowledged_at=told.acknowledged_at,
        acknowledged_by_id=index.person_id(told.taken_by),
        state=RequestState.CONVERTED,
        circle=told.circle,
        done_at=thread.done_at,
        circle_at=thread.circle_at,
        version=1 + len([one for one in intake.returns if one.item in FIELDS]),
        changed_by_name=index.call_name(last),
        **fields,
    )


def agreement_said(index: Index, told: past.Case) -> str:
    """The agreement in force on the day of the call, or that there was none."""
    day = told.received_at.astimezone(ZONE).date()
    for starts_on, ends_on, name in index.plans.get(told.customer, ()):
        if starts_on <= day <= ends_on:
            return str(name)
    return str(_("no agreement"))


def write_clocks(index: Index, threads: Sequence[Thread]) -> None:
    """Both clocks of each request with their logs; due times by the same pure function."""
    policies: dict[tuple[str, int], list[TargetPolicy]] = {}
    for policy in TargetPolicy.objects.select_related("calendar").order_by("pk"):
        policies.setdefault((policy.trade, policy.urgency), []).append(policy)
    rows: list[RequestClock] = []
    log: list[list[ClockEvent]] = []
    for thread in threads:
        urgency = index.job_types[thread.told.job_type].urgency
        for policy in policies[str(thread.told.trade), urgency]:
            row = _clock(thread, policy)
            rows.append(row)
            log.append(list(_events(thread, row, index)))
    for row, events in zip(write(RequestClock, rows), log, strict=True):
        for event in events:
            event.clock = row
    write(ClockEvent, (event for events in log for event in events))


def _clock(thread: Thread, policy: TargetPolicy) -> RequestClock:
    told = thread.told
    spoken = told.channel in SPOKEN
    acknowledging = policy.kind == ClockKind.ACKNOWLEDGE
    due = clocks.due_of(policy, told.received_at, spoken=spoken)
    stopped = told.acknowledged_at if acknowledging else thread.done_at
    if spoken and acknowledging:
        stopped = told.received_at
    return RequestClock(
        request=thread.request,
        kind=policy.kind,
        policy=policy,
        started_at=told.received_at,
        due_at=due,
        stopped_at=stopped,
        outcome=MET if stopped <= due else BREACHED,
    )


def _events(thread: Thread, row: RequestClock, index: Index) -> Iterable[ClockEvent]:
    told, spoken = thread.told, thread.told.channel in SPOKEN
    taker = index.ref(told.taken_by)
    yield ClockEvent(
        at=told.received_at,
        kind="started",
        detail="spoken" if spoken else "",
        by=taker,
        recorded_at=told.received_at,
    )
    if spoken and row.kind == ClockKind.ACKNOWLEDGE:
        return
    by = taker if row.kind == ClockKind.ACKNOWLEDGE else index.ref(told.visits[-1].lead)
    at = row.stopped_at or told.closed_at
    yield ClockEvent(at=at, kind="stopped", detail="provider", by=by, recorded_at=at)


def write_confirmations(index: Index, threads: Sequence[Thread]) -> None:
    rows = (row for thread in threads for row in _confirmations(thread, index))
    write(Confirmation, rows)


def _confirmations(thread: Thread, index: Index) -> Iterable[Confirmation]:
    told, last = thread.told, thread.told.visits[-1]
    name = index.contacts[told.ordered_by].name
    visit = thread.visits[last.number].ref
    typist = index.ref(last.close_out.entered_by)
    if told.disputed_words:
        yield Confirmation(
            request=thread.request,
            all_good=False,
            words=told.disputed_words,
            how="signed at the door",
            by_name=name,
            by=typist,
            at=last.left_at,
            visit_ref=visit,
        )
    if told.circle is Circle.CONFIRMED:
        door = thread.signed_at_the_door
        yield Confirmation(
            request=thread.request,
            all_good=True,
            how="signed at the door" if door else "status page",
            by_name=name,
            by=typist if door else f"link:{thread.case.pk}",
            at=thread.circle_at,
            visit_ref=visit if door else "",
        )
