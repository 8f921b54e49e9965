"""From drafts in minutes to the plain values others read."""

from __future__ import annotations

from fullcircle.demo.dice import Dice
from fullcircle.demo.past.clockwork import to_instant
from fullcircle.demo.past.closing import typist_of
from fullcircle.demo.past.drafts import Draft, Pass, Stop
from fullcircle.demo.past.money import Bill, Pricing
from fullcircle.demo.past.paper import answers_of, payment_of, spoken_what
from fullcircle.demo.past.values import (
    Case,
    CloseOut,
    Handoff,
    Invoice,
    Promise,
    Record,
    Return,
    Visit,
)
from fullcircle.handoffs.states import LinkKey
from fullcircle.operations.fieldwork.states import CloseOutChannel, Signed
from fullcircle.operations.scheduling.states import PromiseKind, VisitResult
from fullcircle.operations.servicedesk.states import Circle
from fullcircle.registry.customers.states import Channel

_SPOKEN = (Channel.PHONE, Channel.WALK_UP, Channel.RADIO)


def tell(draft: Draft, pricing: Pricing, dice: Dice) -> Case:
    """The finished case; invoices still carry number 0."""
    bills = {stop.number: pricing.bill(draft, stop) for stop in draft.stops}
    intake = draft.passed(LinkKey.INTAKE, 0)
    questions = draft.job.questions if "urgency" not in intake.absent else ()
    return Case(
        number=draft.number,
        trade=draft.job.trade,
        job_type=draft.job.code,
        title=_title(draft),
        customer=draft.customer.key,
        payer=draft.customer.key,
        ordered_by=draft.contact.key,
        location=draft.location.key,
        equipment=draft.equipment.key if draft.equipment else "",
        callback_of=draft.callback_of.number if draft.callback_of else "",
        channel=draft.channel,
        words=draft.words,
        access="" if "access" in intake.absent else (draft.location.access or "Front door."),
        urgency=tuple(
            (question, _answer(draft, place)) for place, question in enumerate(questions)
        ),
        wish="" if "wish" in intake.absent else _wish(draft),
        received_at=to_instant(draft.arrived),
        taken_by=draft.taken_by,
        acknowledged_at=to_instant(draft.acknowledged),
        promises=tuple(_promises(draft)),
        visits=tuple(
            _visit(draft, stop, bills[stop.number], pricing, dice) for stop in draft.stops
        ),
        handoffs=tuple(_handoff(one) for one in draft.passes),
        invoices=tuple(
            _invoice(stop, bills[stop.number]) for stop in draft.stops if bills[stop.number].lines
        ),
        records=tuple(_record(draft, stop) for stop in draft.stops),
        circle=Circle(draft.circle),
        circle_at=to_instant(draft.circle_at),
        disputed_words=draft.disputed,
        closed_at=to_instant(draft.closed),
    )


def _title(draft: Draft) -> str:
    prefix = "Return: " if draft.callback_of else ""
    return f"{prefix}{draft.job.name}, {draft.location.spoken}"


def _answer(draft: Draft, place: int) -> str:
    return "yes" if draft.at_risk and place == 0 else "no"


def _wish(draft: Draft) -> str:
    if draft.job.urgency <= 2:
        return "as soon as you can"
    return draft.contact.preferred_hours or "any time that day"


def _promises(draft: Draft) -> list[Promise]:
    promises: list[Promise] = []
    for stop in draft.stops:
        kind, start, end = stop.window
        promises.append(
            Promise(
                kind=PromiseKind(kind),
                window_start=to_instant(start),
                window_end=to_instant(end),
                promised_at=to_instant(stop.promised),
                promised_by=stop.promised_by,
                told_how=_told_how(draft, stop),
                reason=stop.promised_reason,
                superseded_at=None,
            )
        )
        if stop.broken_told is not None:
            promises.append(_renewed(draft, stop, stop.broken_told))
    for place, after in enumerate(promises[1:]):
        before = promises[place]
        promises[place] = Promise(
            before.kind,
            before.window_start,
            before.window_end,
            before.promised_at,
            before.promised_by,
            before.told_how,
            before.reason,
            after.promised_at,
        )
    return promises


def _renewed(draft: Draft, stop: Stop, told: int) -> Promise:
    """The new window beside the old one, told before the old one broke."""
    start = max(stop.window[2], told + 5)
    end = max(stop.arrived + 20 - stop.arrived % 15, start + 30)
    return Promise(
        kind=PromiseKind.WINDOW,
        window_start=to_instant(start),
        window_end=to_instant(end),
        promised_at=to_instant(told),
        promised_by=stop.dispatched_by,
        told_how=Channel.TEXT if draft.contact.may_text else Channel.PHONE,
        reason="running late",
        superseded_at=None,
    )


def _told_how(draft: Draft, stop: Stop) -> Channel:
    if stop.number == 1 and draft.channel in _SPOKEN:
        return draft.channel
    return Channel.EMAIL if draft.channel is Channel.QR else draft.contact.preferred_channel


def _visit(draft: Draft, stop: Stop, bill: Bill, pricing: Pricing, dice: Dice) -> Visit:
    return Visit(
        number=stop.number,
        planned_start=to_instant(stop.start),
        planned_end=to_instant(stop.end),
        lead=stop.lead,
        helpers=stop.helpers,
        assigned_at=to_instant(stop.assigned),
        assigned_by=stop.assigned_by,
        dispatched_at=to_instant(stop.dispatched),
        dispatched_by=stop.dispatched_by,
        told_by_radio=stop.radio,
        seen_at=to_instant(stop.seen),
        en_route_at=to_instant(stop.en_route),
        arrived_at=to_instant(stop.arrived),
        left_at=to_instant(stop.left),
        result=stop.result,
        after_hours=stop.night,
        close_out=_close_out(draft, stop, bill, pricing, dice),
    )


def _close_out(draft: Draft, stop: Stop, bill: Bill, pricing: Pricing, dice: Dice) -> CloseOut:
    one = draft.passed(LinkKey.CLOSEOUT, stop.number)
    radio = stop.radio and dice.chance(0.5)
    payment, how = payment_of(draft, stop, bill, one, dice)
    reached = stop.result is not VisitResult.NO_ACCESS
    return CloseOut(
        submitted_at=to_instant(stop.submitted),
        technician=stop.lead,
        entered_by=stop.dispatched_by if radio else typist_of(stop.lead),
        channel=CloseOutChannel.RADIO if radio else CloseOutChannel.ONLINE,
        result=stop.result,
        answers=answers_of(draft, stop, one, dice),
        notes="" if "notes" in one.absent else _notes(draft, stop),
        recommendation="" if "recommendation" in one.absent else draft.finding.recommendation,
        minutes_on_site=stop.left - stop.arrived,
        signed=stop.signed,
        signed_by_name=draft.contact.name if stop.signed is not Signed.NOBODY_THERE else "",
        something_left=stop.something_left,
        payment_minor=payment,
        payment_how=how,
        parts=pricing.parts(draft, stop) if reached else (),
    )


def _notes(draft: Draft, stop: Stop) -> str:
    if stop.result is VisitResult.NO_ACCESS:
        return "Nobody opened, rang twice and called, card left at the door."
    if stop.result is VisitResult.WAITING_PART:
        return f"Found {draft.finding.cause or 'the fault'}; part ordered, made safe."
    if stop.result is VisitResult.NEEDS_RETURN:
        return "Ran out of the day; has to be finished."
    if stop.result is VisitResult.DECLINED:
        return "Explained what it would cost; customer wants to think about it."
    return draft.finding.notes


def _handoff(one: Pass) -> Handoff:
    return Handoff(
        link=one.link,
        visit=one.visit,
        card_version=one.version,
        giver=one.giver,
        receiver=one.receiver,
        receiver_contact=one.contact,
        given_at=to_instant(one.given),
        due_at=None if one.due is None else to_instant(one.due),
        applies=one.applies,
        absent=one.absent,
        seen_at=None if one.seen is None else to_instant(one.seen),
        seen_how=one.seen_how,
        returns=tuple(
            Return(
                item=touch.item,
                kind=touch.kind,
                question=touch.question,
                asked_by=touch.asked_by,
                asked_to=touch.asked_to,
                asked_at=to_instant(touch.asked),
                answered_by=touch.answered_by,
                answered_at=to_instant(touch.answered),
                answer=touch.answer,
                change=touch.change,
            )
            for touch in one.touches
        ),
        state=one.state,
        outcome_at=None if one.outcome is None else to_instant(one.outcome),
        outcome_by=one.outcome_by,
        outcome_act=one.act,
        known=one.known,
        later=one.later,
        later_at=None if one.later_at is None else to_instant(one.later_at),
    )


def _invoice(stop: Stop, bill: Bill) -> Invoice:
    return Invoice(
        kind=bill.kind,
        number=0,
        visit=stop.number,
        lines=bill.lines,
        net_minor=bill.net_minor,
        tax_minor=bill.tax_minor,
        total_minor=bill.net_minor + bill.tax_minor,
        posted_at=to_instant(stop.posted),
        posted_by=stop.posted_by,
    )


def _record(draft: Draft, stop: Stop) -> Record:
    one = draft.passed(LinkKey.CLOSEOUT, stop.number)
    return Record(
        visit=stop.number,
        what=spoken_what(draft, stop),
        symptom=draft.words,
        notes="" if "notes" in one.absent else _notes(draft, stop),
        recommendation="" if "recommendation" in one.absent else draft.finding.recommendation,
        written_at=to_instant(stop.submitted),
        confirmed_at=to_instant(stop.posted),
        confirmed_by=stop.posted_by,
    )
