"""Sent back by touching the item; answered in that field; or fixed by the receiver, which counts."""

import re

from django.db import IntegrityError, transaction

from fullcircle.foundation import audit, clock, feed
from fullcircle.foundation.transactions import action
from fullcircle.handoffs.actions.baton import _tell, see
from fullcircle.handoffs.models import Handoff, Return
from fullcircle.handoffs.states import ChangeKind, HandoffState, ReturnKind
from fullcircle.registry.people.actor import Actor

ITEM_NAME = re.compile(r"[a-z0-9_-]{1,40}", re.I)


class AlreadyAnswered(Exception):
    """Somebody answered this question in the meantime; the first answer stands."""


class ItemNotKnown(Exception):
    """What was touched is no name of an item."""


class AnswerIsEmpty(Exception):
    """An answer has to say something."""


@action
def ask_about(
    *, by: Actor, handoff: Handoff, item_key: str, question: str = "", label: str = ""
) -> Return:
    """Touch an item: the question goes to its giver. Touching it again only sharpens the question."""
    if not ITEM_NAME.fullmatch(item_key):
        raise ItemNotKnown(item_key[:40])
    see(by=by, handoff=handoff, how="touched an item")
    standing = Return.objects.unanswered().filter(handoff=handoff, item_key=item_key).first()
    if standing is not None:
        return _sharpen(standing, question)
    try:
        with transaction.atomic():
            returned = _ask(by, handoff, item_key, question, label)
    except IntegrityError:
        return Return.objects.unanswered().get(handoff=handoff, item_key=item_key)
    _count(handoff, returned_first_at=True)
    if handoff.state != HandoffState.ACCEPTED:
        Handoff.objects.filter(pk=handoff.pk).update(
            state=HandoffState.RETURNED, outcome_at=None, outcome_by="", outcome_act="", known=""
        )
    handoff.refresh_from_db()
    audit.record(
        by=by.ref,
        verb="send back",
        subject=handoff.ref,
        case_number=handoff.case.number,
        reason=item_key,
    )
    _tell(handoff, "returned")
    return returned


def _sharpen(standing: Return, question: str) -> Return:
    if question and question != standing.question:
        standing.question = question[:300]
        standing.save(update_fields=["question"])
    return standing


def _ask(by: Actor, handoff: Handoff, item_key: str, question: str, label: str) -> Return:
    return Return.objects.create(
        handoff=handoff,
        item_key=item_key,
        item_label=label or _label(handoff, item_key),
        kind=ReturnKind.ASKED,
        question=question[:300],
        asked_by_id=by.person_id,
        asked_to_id=handoff.giver_id,
        asked_at=clock.now(),
    )


@action
def answer_return(
    *, by: Actor, returned: Return, answer: str, change: ChangeKind = ChangeKind.WAS_WRONG
) -> Return:
    """The giver answers in the field. When nothing is open any more the baton is back at the receiver."""
    if not answer.strip():
        raise AnswerIsEmpty
    rows = Return.objects.unanswered().filter(pk=returned.pk)
    if not rows.update(
        answer=answer[:500], answered_by_id=by.person_id, answered_at=clock.now(), change=change
    ):
        raise AlreadyAnswered
    returned.refresh_from_db()
    handoff = returned.handoff
    if not handoff.returns.unanswered().exists():
        Handoff.objects.filter(pk=handoff.pk, state=HandoffState.RETURNED).update(
            state=HandoffState.SEEN
        )
        handoff.refresh_from_db()
    _tell(handoff, "answered")
    if returned.asked_by_id:
        feed.publish(
            [feed.person_topic(returned.asked_by_id)], kind="answered", reference=handoff.ref
        )
    return returned


@action
def fix_item(
    *,
    by: Actor,
    handoff: Handoff,
    item_key: str,
    change: ChangeKind = ChangeKind.WAS_WRONG,
    note: str = "",
) -> Return:
    """The receiver mended it because that was quicker. A change of the world is not a fault."""
    at = clock.now()
    see(by=by, handoff=handoff, how="mended an item")
    fixed = Return.objects.create(
        handoff=handoff,
        item_key=item_key,
        item_label=_label(handoff, item_key),
        kind=ReturnKind.FIXED,
        asked_by_id=by.person_id,
        asked_to_id=handoff.giver_id,
        asked_at=at,
        answered_by_id=by.person_id,
        answered_at=at,
        answer=note[:500],
        change=change,
    )
    if change == ChangeKind.WAS_WRONG:
        _count(handoff, fixed_first_at=True)
    handoff.refresh_from_db()
    _tell(handoff, "fixed")
    return fixed


def _count(
    handoff: Handoff, *, returned_first_at: bool = False, fixed_first_at: bool = False
) -> None:
    field = "returned_first_at" if returned_first_at else "fixed_first_at"
    Handoff.objects.filter(pk=handoff.pk, **{f"{field}__isnull": True}).update(
        **{field: clock.now()}
    )


def _label(handoff: Handoff, item_key: str) -> str:
    for part in handoff.parts:
        if part["key"] == item_key:
            return str(part["label"])
    return item_key.replace("_", " ")
