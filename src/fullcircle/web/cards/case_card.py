"""The card of a case: where it stands, who has it, its clocks, its hand-offs, the whole thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from fullcircle.foundation.values.target_clock.explanation import explain
from fullcircle.foundation.values.target_clock.sentences import say
from fullcircle.handoffs.models import Case, Handoff, Link, Return
from fullcircle.handoffs.states import HandoffState, Known, ReturnKind
from fullcircle.operations.dispatch.models import Assignment, Position
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.models import Job, Promise, Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.operations.servicedesk import clocks
from fullcircle.operations.servicedesk.models import (
    CalendarVersion,
    ClockEvent,
    RequestClock,
    TargetPolicy,
)
from fullcircle.registry.customers.models import AccessCode, CustomerFlag
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person
from fullcircle.registry.people.policy import Permission, reach
from fullcircle.web.cards.case_reading import ReadCase
from fullcircle.web.cards.case_timeline import Happening, thread
from fullcircle.web.cards.customer_card import sees_money
from fullcircle.web.cards.words import Standing, hazards_of, promise_words, standing_of
from fullcircle.web.components import times
from fullcircle.web.components.chain_ring import link_words, ring_of
from fullcircle.web.components.ring import Ring
from fullcircle.web.shell import navigation


@dataclass(frozen=True)
class HandedOver:
    """One hand-off as the card shows it. `known`: how the outcome is known, in words."""

    row: Handoff
    name: str
    giver: str
    receiver: str
    state: str
    missing: list[str]
    known: str
    questions: int
    fixed: int


@dataclass(frozen=True)
class ShownClock:
    """A target clock: `why` tells the way from the start to the due time, a sentence a step."""

    name: str
    state: str
    due: datetime | None
    stopped_at: datetime | None
    why: list[str]


@dataclass(frozen=True)
class CaseCard:
    ring: Ring
    zone: str
    standing: Standing
    promise: str
    late: bool
    handoffs: list[HandedOver]
    clocks: list[ShownClock]
    thread: list[Happening]
    codes: list[AccessCode]
    flags: list[CustomerFlag]
    callbacks: list[Case]
    helped: list[Person]
    hazards: str
    may_reveal: bool
    sees_money: bool
    topic: str
    thanks_url: str


def card_of(read: ReadCase, *, by: Actor, at: datetime) -> CaseCard:
    """No query: everything was read before."""
    zone = read.asked.case.location.zone
    visit = _newest_visit(read)
    promise = _standing_promise(read)
    lead = _lead(read, visit)
    position = next((row for row in read.rows.of(Position) if row.person_id == lead), None)
    money = sees_money(by)
    return CaseCard(
        ring=ring_of(read.chain, zone),
        zone=zone,
        standing=standing_of(visit, read.name(lead), position, at),
        promise=promise_words(promise, at) if promise else "",
        late=_is_late(promise, visit, at),
        handoffs=_handoffs(read, at),
        clocks=_clocks(read, at),
        thread=thread(read, sees_money=money, at=at),
        codes=read.rows.of(AccessCode),
        flags=read.rows.of(CustomerFlag),
        callbacks=read.rows.of(Case),
        helped=[row for row in read.people.values() if row.pk != by.person_id],
        hazards=hazards_of(read.asked.case.location),
        may_reveal=reach(by, Permission.REVEAL_CODE) is not None,
        sees_money=money,
        topic=f"case-{read.asked.case_id}",
        thanks_url=navigation.address("thanks-new"),
    )


def _newest_visit(read: ReadCase) -> Visit | None:
    standing = [row for row in read.rows.of(Visit) if row.state != VisitState.CANCELLED]
    return max(standing, key=lambda row: (row.planned_start, row.pk), default=None)


def _standing_promise(read: ReadCase) -> Promise | None:
    jobs = {row.pk for row in read.rows.of(Job)}
    rows = [
        row for row in read.rows.of(Promise) if row.superseded_at is None and row.job_id in jobs
    ]
    return max(rows, key=lambda row: row.promised_at, default=None)


def _lead(read: ReadCase, visit: Visit | None) -> int | None:
    for row in read.rows.of(Assignment):
        if visit is not None and row.visit_id == visit.pk and row.part == Part.LEAD:
            return row.person_id
    return None


def _is_late(promise: Promise | None, visit: Visit | None, at: datetime) -> bool:
    came = visit is not None and visit.arrived_at is not None
    return promise is not None and not came and at > promise.window_end


def _handoffs(read: ReadCase, at: datetime) -> list[HandedOver]:
    links = read.rows.by_key(Link)
    words = link_words()
    rows = sorted(
        read.rows.of(Handoff), key=lambda row: (links[row.link_id].position, row.given_at)
    )
    return [_handed_over(read, row, links[row.link_id], words, at) for row in rows]


def _handed_over(
    read: ReadCase, row: Handoff, link: Link, words: Mapping[str, str], at: datetime
) -> HandedOver:
    touched = [item for item in read.rows.of(Return) if item.handoff_id == row.pk]
    contact = read.asked.contact
    outside = contact.name if contact and row.receiver_contact_id == contact.pk else ""
    late = row.due_at is not None and at > row.due_at and not row.decided
    waiting = row.state in (HandoffState.GIVEN, HandoffState.SEEN)
    return HandedOver(
        row=row,
        name=words.get(link.key, link.name),
        giver=read.name(row.giver_id),
        receiver=read.name(row.receiver_id) or outside,
        state="late" if late and waiting else row.state,
        missing=[str(part.get("label", part.get("key", ""))) for part in row.missing],
        known=_known(row),
        questions=sum(item.kind == ReturnKind.ASKED for item in touched),
        fixed=sum(item.kind == ReturnKind.FIXED for item in touched),
    )


def _known(row: Handoff) -> str:
    match row.known:
        case Known.BY_ACT:
            return _("by act: %(act)s") % {"act": row.outcome_act}
        case Known.SAID:
            return _("said: %(act)s") % {"act": row.outcome_act}
        case Known.SILENT:
            return _("no word")
    return ""


def _clocks(read: ReadCase, at: datetime) -> list[ShownClock]:
    policies = read.rows.by_key(TargetPolicy)
    calendars = read.rows.by_key(CalendarVersion)
    events = sorted(read.rows.of(ClockEvent), key=lambda row: (row.at, row.pk))
    zone = read.asked.case.location.zone
    shown = []
    for row in read.rows.of(RequestClock):
        row.policy = policies[row.policy_id]
        row.policy.calendar = calendars[row.policy.calendar_id]
        reading = clocks.read(row, [event for event in events if event.clock_id == row.pk], at)
        shown.append(
            ShownClock(
                name=_("answer by a person") if row.kind == "acknowledge" else _("work done"),
                state=str(reading.state),
                due=reading.due or reading.projected_due,
                stopped_at=reading.stopped_at,
                why=say(
                    explain(reading),
                    ZoneInfo(zone),
                    translate=_,
                    say_when=lambda instant: times.absolute(instant, zone, at),
                ),
            )
        )
    return shown
