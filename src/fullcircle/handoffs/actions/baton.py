"""Giving, seeing, accepting. No button of its own: other rooms call these from their working acts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from fullcircle.foundation import clock, feed
from fullcircle.foundation.transactions import action
from fullcircle.handoffs import completeness, rules
from fullcircle.handoffs.completeness import CardPart
from fullcircle.handoffs.models import Case, ExpectationCard, Handoff, Link
from fullcircle.handoffs.states import HandoffState, Known, LinkKey
from fullcircle.registry.customers.models import Contact
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.models import Person


@action
def give(
    *,
    by: Actor,
    case: Case,
    link: LinkKey,
    item: str,
    gathered: Mapping[str, Any],
    giver: Person | None = None,
    receiver: Person | None = None,
    receiver_contact: Contact | None = None,
    besides: Sequence[CardPart] = (),
    due_at: datetime | None = None,
) -> Handoff:
    """Write the hand-off and freeze its completeness against the card in force now.

    `gathered`: part key -> value; a part that is not in it does not apply. `besides`: parts of this
    one thing beyond the card (a job type's closing form). In the transaction of the giver's step.
    """
    at = clock.now()
    cards = ExpectationCard.objects.in_force(at).select_related("link")
    card = cards.filter(link__key=link, trade=case.trade).first()
    arrow = card.link if card else Link.objects.get(key=link)
    parts = [CardPart.from_row(row) for row in card.parts] if card else []
    known = {part.key for part in parts}
    parts += [part for part in besides if part.key not in known]
    found = completeness.measure(parts, gathered)
    if due_at is None and card is not None and card.promised_minutes is not None:
        due_at = at + timedelta(minutes=card.promised_minutes)
    handoff = Handoff.objects.create(
        case=case,
        link=arrow,
        card=card,
        item=item,
        giver_id=giver.pk if giver else by.person_id,
        receiver=receiver,
        receiver_contact=receiver_contact,
        given_at=at,
        due_at=due_at,
        parts=list(found.parts),
        present_weight=found.present_weight,
        total_weight=found.total_weight,
        missing=list(found.missing),
    )
    _tell(handoff, "given")
    return handoff


@action
def see(*, by: Actor, handoff: Handoff, how: str) -> Handoff:
    """The receiver has it before the eyes or in the ear. Only the first time counts."""
    at = clock.now()
    rows = Handoff.objects.filter(pk=handoff.pk, seen_at__isnull=True)
    if rows.update(seen_at=at, seen_how=how[:40]):
        Handoff.objects.filter(pk=handoff.pk, state=HandoffState.GIVEN).update(
            state=HandoffState.SEEN
        )
        handoff.refresh_from_db()
        _remember_receiver(handoff, by)
        _tell(handoff, "seen")
    return handoff


@action
def accept(*, by: Actor, handoff: Handoff, act: str, known: Known = Known.BY_ACT) -> Handoff:
    """The receiver's next working act took it up. Accepting twice changes nothing."""
    if handoff.state == HandoffState.ACCEPTED:
        return handoff
    rules.check_step(HandoffState(handoff.state), HandoffState.ACCEPTED)
    at = clock.now()
    undecided = Handoff.objects.filter(pk=handoff.pk).exclude(state=HandoffState.ACCEPTED)
    changed = undecided.update(
        state=HandoffState.ACCEPTED,
        outcome_at=at,
        outcome_by=by.ref,
        outcome_act=act[:60],
        known=known,
    )
    handoff.refresh_from_db()
    if changed:
        if handoff.seen_at is None:
            handoff.seen_at, handoff.seen_how = at, act[:40]
            handoff.save(update_fields=["seen_at", "seen_how"])
        _remember_receiver(handoff, by)
        _tell(handoff, "accepted")
    return handoff


@action
def mark_silent(*, by: Actor, link: LinkKey, given_before: datetime) -> int:
    """No word for too long: a state of its own, never success. Returns how many."""
    rows = Handoff.objects.filter(
        link__key=link,
        given_at__lt=given_before,
        state__in=[HandoffState.GIVEN, HandoffState.SEEN],
    )
    return rows.update(
        state=HandoffState.SILENT,
        known=Known.SILENT,
        outcome_at=clock.now(),
        outcome_by=by.ref,
        outcome_act="no word",
    )


@action
def report_later(*, by: Actor, handoff: Handoff, what: str) -> Handoff:
    """Something found out afterwards (callback, dispute). The first finding stands."""
    rows = Handoff.objects.filter(pk=handoff.pk, later="")
    if rows.update(later=what[:40], later_at=clock.now()):
        handoff.refresh_from_db()
        _tell(handoff, "later")
    return handoff


def _tell(handoff: Handoff, kind: str) -> None:
    topics = [feed.LOOP, feed.case_topic(handoff.case_id)]
    topics += [
        feed.person_topic(person)
        for person in (handoff.giver_id, handoff.receiver_id)
        if person is not None
    ]
    feed.publish(topics, kind=f"handoff {kind}", reference=handoff.ref)


def _remember_receiver(handoff: Handoff, by: Actor) -> None:
    # A hand-off to a seat belongs to whoever of that seat took it up.
    if handoff.receiver_id is None and handoff.receiver_contact_id is None and by.person_id:
        handoff.receiver_id = by.person_id
        handoff.save(update_fields=["receiver"])
