"""Hand-offs with the card frozen at giving, and what was asked about or mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from fullcircle.demo import past
from fullcircle.demo.writing.index import Index, write
from fullcircle.demo.writing.threads import Thread
from fullcircle.handoffs.completeness import VALIDATORS
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import HandoffState, LinkKey, ReturnKind
from fullcircle.operations.fieldwork.rules import FormItem
from fullcircle.operations.scheduling.states import VisitResult

# The history's words for an act, and the words with which the actions write the same act.
BY_LINK = "all good by link"
ACTS = {
    "placed on the board": "placed",
    "signed all good": "signed at the door",
    "all good by link": "status page",
    "all good after all": "status page",
}
SEEN = {"card open": "card on screen", "at the door": "signed at the door"}
_WITHOUT_FORM = (VisitResult.NO_ACCESS, VisitResult.DECLINED)
SILENCE = "worker:silence"


def write_intakes(index: Index, threads: Sequence[Thread]) -> None:
    _write(index, threads, lambda one: one.link is LinkKey.INTAKE)


def write_the_rest(index: Index, threads: Sequence[Thread]) -> None:
    """After visits, assignments and records are written: a hand-off names its thing by reference."""
    _write(index, threads, lambda one: one.link is not LinkKey.INTAKE)


def _write(index: Index, threads: Sequence[Thread], wanted: Any) -> None:
    told = [
        (thread, one)
        for thread in threads
        for one in sorted(thread.told.handoffs, key=lambda one: one.given_at)
        if wanted(one)
    ]
    rows = write(Handoff, (_handoff(thread, one, index) for thread, one in told))
    for (thread, one), row in zip(told, rows, strict=True):
        thread.batons[one.link, one.visit] = row


def _handoff(thread: Thread, one: past.Handoff, index: Index) -> Handoff:
    card = index.card(one.link, thread.told.trade, one.card_version)
    parts = list(frozen_parts(thread, one, card.parts, index))
    door = one.outcome_act == "signed all good"
    return Handoff(
        case=thread.case,
        link_id=index.links[one.link],
        card=card,
        item=_item(thread, one),
        giver_id=index.person_id(one.giver),
        receiver_id=index.person_id(one.receiver),
        receiver_contact=index.contacts.get(one.receiver_contact),
        given_at=one.given_at,
        due_at=one.due_at,
        parts=parts,
        present_weight=sum(part["weight"] for part in parts if part["present"]),
        total_weight=sum(part["weight"] for part in parts),
        missing=[
            {"key": part["key"], "label": part["label"]}
            for part in parts
            if part["required"] and not part["present"]
        ],
        seen_at=one.outcome_at if one.outcome_act == BY_LINK else one.seen_at,
        seen_how=_seen_how(one),
        returned_first_at=one.given_at if _at_the_door(one) else one.returned_first_at,
        fixed_first_at=_fixed_first_at(one),
        state=one.state,
        outcome_at=one.given_at if door else one.outcome_at,
        outcome_by=_outcome_by(thread, one, index),
        outcome_act=ACTS.get(one.outcome_act, one.outcome_act),
        known=one.known or "",
        later=one.later,
        later_at=one.later_at,
    )


def _at_the_door(one: past.Handoff) -> bool:
    """Something is left: said to the technician, who types it in at once."""
    return one.link is LinkKey.VISIT and bool(one.returns)


def _seen_how(one: past.Handoff) -> str:
    """A customer sees the work when something is said about it."""
    if _at_the_door(one):
        return "touched an item"
    if one.outcome_act == BY_LINK:
        return ACTS[BY_LINK]
    return SEEN.get(one.seen_how, one.seen_how)


def _fixed_first_at(one: past.Handoff) -> datetime | None:
    """A mended item whose world had changed is no fault and does not count."""
    return next(
        (
            touched.asked_at
            for touched in one.returns
            if touched.kind is ReturnKind.FIXED and touched.change != "world_changed"
        ),
        None,
    )


def _item(thread: Thread, one: past.Handoff) -> str:
    if one.link is LinkKey.INTAKE:
        return thread.case.ref
    if one.link is LinkKey.BRIEFING:
        return thread.leads[one.visit].ref
    if one.link is LinkKey.RECORD:
        return f"record:{thread.records[one.visit].pk}"
    return thread.visits[one.visit].ref


def _outcome_by(thread: Thread, one: past.Handoff, index: Index) -> str:
    if one.state is HandoffState.SILENT:
        return SILENCE
    if one.outcome_by != "contact":
        return index.ref(one.outcome_by) if one.outcome_by else ""
    if one.outcome_act != "signed all good":
        return f"link:{thread.case.pk}"
    visit = next(row for row in thread.told.visits if row.number == one.visit)
    return index.ref(visit.close_out.entered_by)


def frozen_parts(
    thread: Thread, one: past.Handoff, card: Sequence[dict[str, Any]], index: Index
) -> Iterable[dict[str, Any]]:
    """The card's parts and, on a close-out, the form's items, each with whether it was there."""
    rows = list(card)
    given: dict[str, str] = {}
    if one.link is LinkKey.CLOSEOUT:
        visit = next(row for row in thread.told.visits if row.number == one.visit)
        given = dict(visit.close_out.answers)
        known = {row["key"] for row in rows}
        rows += [row for row in _form(thread, index) if row["key"] not in known]
    leave_form = one.link is LinkKey.CLOSEOUT and _left_without(thread, one)
    for row in rows:
        key = row["key"]
        if key in one.applies:
            if key == "payment" and thread.case.customer.is_inside and key not in one.absent:
                continue  # nothing is paid inside, so the part does not apply
            said = _in_window(thread, one) if key == "in_window" else key not in one.absent
            said = said and _said(thread, one, row)
            yield {**row, "present": said}
        elif one.link is LinkKey.CLOSEOUT and not row["required"] and not leave_form:
            yield {**row, "present": key in given}


def _in_window(thread: Thread, one: past.Handoff) -> bool:
    """Measured against the promise that stood when the visit ended, as at any close-out."""
    visit = next(row for row in thread.told.visits if row.number == one.visit)
    standing = [row for row in thread.told.promises if row.promised_at <= visit.left_at]
    return bool(standing) and visit.arrived_at <= standing[-1].window_end


def _said(thread: Thread, one: past.Handoff, part: dict[str, Any]) -> bool:
    """Notes and recommendation stand there as texts: they count as at any close-out."""
    if one.link is not LinkKey.CLOSEOUT or part["key"] not in ("notes", "recommendation"):
        return True
    visit = next(row for row in thread.told.visits if row.number == one.visit)
    return VALIDATORS[part["validator"]](getattr(visit.close_out, part["key"]))


def _left_without(thread: Thread, one: past.Handoff) -> bool:
    visit = next(row for row in thread.told.visits if row.number == one.visit)
    return visit.result in _WITHOUT_FORM


def _form(thread: Thread, index: Index) -> Iterable[dict[str, Any]]:
    for item in form_of(thread, index):
        yield FormItem(item.key, item.label, item.kind, item.required).as_part().as_row()


def form_of(thread: Thread, index: Index) -> Iterable[Any]:
    form = index.job_types[thread.told.job_type].form_id
    return next(items for items in index.forms.values() if items[0].form_id == form)


def write_returns(index: Index, threads: Sequence[Thread]) -> None:
    rows = (
        _return(thread.batons[one.link, one.visit], one, touched, index)
        for thread in threads
        for one in thread.told.handoffs
        for touched in one.returns
    )
    write(Return, rows)


def _return(baton: Handoff, one: past.Handoff, touched: past.Return, index: Index) -> Return:
    labels = {part["key"]: str(part["label"]) for part in baton.parts}
    asked = touched.kind is ReturnKind.ASKED
    return Return(
        handoff=baton,
        item_key=touched.item,
        item_label=labels.get(touched.item, touched.item.replace("_", " ")),
        kind=touched.kind,
        question=touched.question,
        asked_by_id=index.person_id(one.giver if _at_the_door(one) else touched.asked_by),
        asked_to_id=index.person_id(one.giver),
        asked_at=one.given_at if _at_the_door(one) else touched.asked_at,
        answered_by_id=index.person_id(touched.answered_by),
        answered_at=touched.answered_at if asked else touched.asked_at,
        answer=touched.answer,
        change=touched.change or "was_wrong",
    )
