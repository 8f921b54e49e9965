"""Dispatch: the briefing is composed, frozen and handed over; told, seen, asked about."""

from typing import Any

from fullcircle.foundation import clock, feed
from fullcircle.foundation.transactions import StaleEdit, action
from fullcircle.handoffs import actions as handoffs
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.dispatch import facts as record
from fullcircle.operations.dispatch import wording
from fullcircle.operations.dispatch.access import relation_to
from fullcircle.operations.dispatch.models import Assignment, Briefing
from fullcircle.operations.dispatch.rules import NobodyAssigned
from fullcircle.operations.dispatch.states import Part
from fullcircle.operations.scheduling.actions import advance_visit
from fullcircle.operations.scheduling.models import Visit
from fullcircle.operations.scheduling.states import VisitState
from fullcircle.registry.customers.models import ServiceRecord
from fullcircle.registry.people import policy
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.policy import Permission


@action
def dispatch_visit(*, by: Actor, visit: Visit, version: int, line: str = "") -> Briefing:
    """Release the visit to its lead with a briefing; the intake is accepted by this act.

    The records it speaks of are accepted too: the next briefing was dispatched with them. Raises
    NobodyAssigned, and StaleEdit when a colleague was faster (so one visit is dispatched once).
    """
    policy.require(by, Permission.DISPATCH)
    lead = _lead_of(visit)
    if visit.version != version:
        raise StaleEdit(visit.ref, visit.changed_by_name)
    advance_visit(by=by, visit=visit, to=VisitState.DISPATCHED, version=version)
    found, spoken, records = record.compose_now(
        visit, reader=lead.person, line=line, line_by=by.call_name or by.name
    )
    baton = handoffs.give(
        by=by,
        case=visit.job.case,
        link=LinkKey.BRIEFING,
        item=lead.ref,
        receiver=lead.person,
        gathered={str(key): there for key, there in wording.card_parts(found).items()},
    )
    briefing = Briefing.objects.create(
        visit=visit,
        assignment=lead,
        handoff=baton,
        line=line.strip()[:240],
        line_by_id=by.person_id if line.strip() else None,
        sentences=_sentences(spoken),
        lines=_lines(found, lead),
        seconds=round(spoken.seconds),
        composed_at=clock.now(),
        records_used=[row.pk for row in records],
    )
    _take_up(by, visit.job.request.handoff, "dispatched")
    _accept_records(by, records)
    _tell_lead(visit, lead)
    return briefing


def _lead_of(visit: Visit) -> Assignment:
    rows = Assignment.objects.standing().filter(visit=visit, part=Part.LEAD)
    lead = rows.select_related("person").first()
    if lead is None:
        raise NobodyAssigned(visit.ref)
    return lead


def _tell_lead(visit: Visit, lead: Assignment) -> None:
    feed.publish(
        [feed.person_topic(lead.person_id)],
        kind="dispatched",
        reference=visit.ref,
        version=visit.version,
    )


def _sentences(spoken: wording.SpokenBriefing) -> list[dict[str, Any]]:
    return [
        {"key": str(row.key), "text": row.text, "also": [str(key) for key in row.also]}
        for row in spoken.sentences
    ]


def _lines(found: wording.BriefingFacts, lead: Assignment) -> list[dict[str, Any]]:
    return [
        {
            "key": str(row.key),
            "icon": str(row.icon),
            "text": row.text,
            "detail": row.detail,
            "badge": row.badge,
            "faded": row.faded,
        }
        for row in wording.screen_lines(found, reader=lead.person.ref, at=clock.now())
    ]


def _take_up(by: Actor, baton: Handoff | None, act: str) -> None:
    if baton is None or baton.giver_id == by.person_id:
        return
    baton.refresh_from_db()
    handoffs.accept(by=by, handoff=baton, act=act)


def _accept_records(by: Actor, records: list[ServiceRecord]) -> None:
    items = [f"record:{row.pk}" for row in records if row.checked]
    for baton in Handoff.objects.filter(link__key=LinkKey.RECORD, item__in=items).undecided():
        handoffs.accept(by=by, handoff=baton, act="briefing dispatched with it")


@action
def tell_by_radio(*, by: Actor, visit: Visit) -> Briefing:
    """The dispatcher's one key: it was read out on the radio, so the technician has heard it."""
    policy.require(by, Permission.DISPATCH)
    briefing = _standing(visit)
    if briefing.told_by_radio_at is None:
        briefing.told_by_radio_at = clock.now()
        briefing.save(update_fields=["told_by_radio_at"])
        handoffs.see(by=by, handoff=briefing.handoff, how="told by radio")
        _seen(by, visit, "radio")
    return briefing


@action
def see_briefing(*, by: Actor, visit: Visit, how: str = "card on screen") -> Briefing:
    """The technician had the card before the eyes for three seconds, or heard it read aloud."""
    briefing = _standing(visit)
    policy.require(by, Permission.SEE_BRIEFING, relation_to(by, visit))
    if briefing.assignment.person_id == by.person_id:
        handoffs.see(by=by, handoff=briefing.handoff, how=how)
        _seen(by, visit, "phone")
    return briefing


@action
def ask_about_line(*, by: Actor, visit: Visit, key: str, question: str = "") -> Return:
    """Touching a line of the card: the question goes to the dispatcher who gave it."""
    policy.require(by, Permission.SEE_BRIEFING, relation_to(by, visit))
    briefing = _standing(visit)
    returned = handoffs.ask_about(by=by, handoff=briefing.handoff, item_key=key, question=question)
    feed.publish([feed.BOARD], kind="briefing asked", reference=visit.ref)
    return returned


@action
def answer_briefing_question(*, by: Actor, returned: Return, answer: str) -> Return:
    """The dispatcher answers; the line on the phone shows it at once."""
    policy.require(by, Permission.ANSWER)
    answered = handoffs.answer_return(by=by, returned=returned, answer=answer)
    feed.publish([feed.BOARD], kind="briefing answered", reference=returned.handoff.item)
    return answered


def _standing(visit: Visit) -> Briefing:
    rows = Briefing.objects.filter(visit=visit, withdrawn_at__isnull=True)
    briefing = rows.select_related("handoff__case", "assignment").order_by("-composed_at").first()
    if briefing is None:
        raise NobodyAssigned(visit.ref)
    return briefing


def _seen(by: Actor, visit: Visit, source: str) -> None:
    visit.refresh_from_db()
    if visit.state == VisitState.DISPATCHED:
        advance_visit(by=by, visit=visit, to=VisitState.SEEN, source=source)
