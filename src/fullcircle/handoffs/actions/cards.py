"""Cards belong to their receivers. A change is a new version, in force unless objected."""

from collections.abc import Sequence
from typing import Any

from fullcircle.foundation import audit, clock, feed
from fullcircle.foundation.transactions import StaleEdit, action
from fullcircle.handoffs import shipped
from fullcircle.handoffs.completeness import VALIDATORS, CardPart
from fullcircle.handoffs.models import ExpectationCard, Link
from fullcircle.registry.people.actor import Actor
from fullcircle.registry.people.refusals import NotAllowed
from fullcircle.registry.people.states import Party


class CardNotUnderstood(Exception):
    """A part of the card has no key, no label, twice the same key, or an unknown check."""


@action
def lay_out_links(*, by: Actor) -> int:
    """Links and cards as shipped, where they are not there yet. Returns how many cards were laid out."""
    for position, row in enumerate(shipped.LINKS):
        Link.objects.update_or_create(key=row["key"], defaults={**row, "position": position})
    links = {link.key: link for link in Link.objects.all()}
    made = 0
    for row in shipped.cards():
        _, new = ExpectationCard.objects.get_or_create(
            link=links[row["link"]],
            trade=row["trade"],
            version=1,
            defaults={
                "parts": row["parts"],
                "duties": row["duties"],
                "promised_minutes": row["promised_minutes"],
                "in_force_from": clock.now(),
                "because": "as shipped",
            },
        )
        made += new
    return made


@action
def change_card(
    *,
    by: Actor,
    card: ExpectationCard,
    parts: Sequence[CardPart],
    promised_minutes: int | None,
    duties: Sequence[str] = (),
    because: str = "",
) -> ExpectationCard:
    """The receiver says anew what is needed. Hand-offs already given keep the version they had."""
    _owns(by, card)
    rows = _checked(parts)
    at = clock.now()
    retired = ExpectationCard.objects.filter(pk=card.pk, retired_at__isnull=True)
    if retired.update(retired_at=at) != 1:
        raise StaleEdit("the card")
    fresh = ExpectationCard.objects.create(
        link=card.link,
        trade=card.trade,
        version=card.version + 1,
        parts=rows,
        duties=list(duties) or card.duties,
        promised_minutes=promised_minutes,
        in_force_from=at,
        written_by_id=by.person_id,
        because=because[:200],
    )
    audit.record(
        by=by.ref,
        verb="change card",
        subject=f"card:{fresh.pk}",
        before=f"v{card.version}",
        after=f"v{fresh.version}",
    )
    feed.publish([feed.LOOP], kind="card changed", reference=f"card:{fresh.pk}")
    return fresh


@action
def object_to_card(*, by: Actor, card: ExpectationCard, why: str) -> ExpectationCard:
    """A giver says that this cannot be delivered. The card stays in force; the two talk."""
    if card.link.giver_seat not in by.seats:
        raise NotAllowed("object to a card", by.ref)
    card.objected_by_id = by.needed_person_id
    card.objected_at = clock.now()
    card.objection = why[:200]
    card.save(update_fields=["objected_by", "objected_at", "objection"])
    return card


def _owns(by: Actor, card: ExpectationCard) -> None:
    if by.party is Party.WORKER or card.link.receiver_seat in by.seats:
        return
    raise NotAllowed("change a card", by.ref)


def _checked(parts: Sequence[CardPart]) -> list[dict[str, Any]]:
    keys = [part.key for part in parts]
    if not parts or len(set(keys)) != len(keys):
        raise CardNotUnderstood("a card has parts, each once")
    for part in parts:
        if not part.key or not part.label or part.validator not in VALIDATORS or part.weight < 1:
            raise CardNotUnderstood(part.label or part.key)
    return [part.as_row() for part in parts]
